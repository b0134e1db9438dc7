import type { PortSource, PortStatus, PortWay } from '@cid-elements/scanning/port/port-source';
import { html, type TemplateResult } from 'lit';
import { LazyPart } from '../internal/lazy-part.js';
import { LazySourcePanel, type PanelHost, panelButton } from './source-panel.js';

const portPart = new LazyPart(() => import('@cid-elements/scanning/port/port-source'));

/** A source that does not load is not offered. A scanner on a port is heard outside of captures too. */
export class PortPanel extends LazySourcePanel<PortSource> {
  #status: PortStatus = 'off';
  /** The browser's ways to a scanner's port. Where it has none, the button of one is shown and says so. */
  #ways: readonly PortWay[] = [];

  constructor(host: PanelHost) {
    super(host, 'serial');
    void this.#load();
  }

  async #load(): Promise<void> {
    await this.load(portPart, ({ PortSource, portWays }) => {
      const ways = portWays();
      this.#ways = ways.length ? ways : ['serial'];
      return new PortSource({
        onCode: (text) => void this.host.offer(text, 'serial'),
        onStatus: (status, problem) => {
          this.#status = status;
          if (problem || status === 'on') this.setProblem(problem);
          this.host.report('serial', status, problem);
        },
      });
    });
    void this.source?.start();
    this.host.requestUpdate();
  }

  override end(): void {}

  renderControls(): TemplateResult | '' {
    const { source, words } = this;
    if (!source) return '';
    if (this.#status === 'on')
      return html`<span class="lamp note"><i aria-hidden="true"></i>${words.serialOn}</span>`;
    const connect = (way: PortWay) => {
      this.clearProblem();
      void source.connect(way);
    };
    return html`${this.#ways.map((way) => panelButton(words.connect[way], () => connect(way)))}`;
  }
}
