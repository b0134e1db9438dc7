import type { PortProblem, PortSource, PortStatus, PortWay } from '@cid-elements/scanning/port/port-source';
import { html, type TemplateResult } from 'lit';
import { LazyPart } from '../internal/lazy-part.js';
import { sources } from '../locales/ru/sources.js';
import { type PanelHost, panelButton, type SourcePanel } from './source-panel.js';

const portPart = new LazyPart(() => import('@cid-elements/scanning/port/port-source'));

/** A source that does not load is not offered. A scanner on a port is heard outside of captures too. */
export class PortPanel implements SourcePanel {
  readonly #host: PanelHost;
  #source: PortSource | undefined;
  #status: PortStatus = 'off';
  #problem: PortProblem | undefined;
  /** The browser's ways to a scanner's port. Without one, the button says so. */
  #ways: readonly PortWay[] = [];
  #disposed = false;
  readonly announcement = '';

  constructor(host: PanelHost) {
    this.#host = host;
    void this.#load();
  }

  async #load(): Promise<void> {
    const part = await portPart.load();
    if (!part || this.#disposed) return;
    this.#source = new part.PortSource({
      onCode: (text) => this.#host.offer(text, 'serial'),
      onStatus: (status, problem) => {
        this.#status = status;
        if (problem || status === 'on') this.#problem = problem;
        this.#host.report('serial', status, problem);
      },
    });
    const ways = part.portWays();
    this.#ways = ways.length ? ways : ['serial'];
    void this.#source.start();
    this.#host.requestUpdate();
  }

  begin(): void {}

  end(): void {}

  dispose(): void {
    this.#disposed = true;
    void this.#source?.dispose();
  }

  get problem(): string {
    return this.#problem ? this.#host.texts(sources).panel.problem.serial[this.#problem] : '';
  }

  clearProblem(): void {
    this.#problem = undefined;
  }

  renderControls(): TemplateResult | '' {
    const source = this.#source;
    if (!source) return '';
    const t = this.#host.texts(sources).panel;
    if (this.#status === 'on')
      return html`<span class="lamp note"><i aria-hidden="true"></i>${t.serialOn}</span>`;
    const connect = (way: PortWay) => {
      this.clearProblem();
      void source.connect(way);
    };
    return html`${this.#ways.map((way) => panelButton(t.connect[way], () => connect(way)))}`;
  }
}
