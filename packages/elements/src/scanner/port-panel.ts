import type { PortApi, PortSource, PortStatus } from '@cid-elements/scanning/port/port-source';
import { html, type TemplateResult } from 'lit';
import { LazyPart } from '../internal/lazy-part.js';
import { LazySourcePanel, type PanelHost, panelButton } from './source-panel.js';

const portPart = new LazyPart(() => import('@cid-elements/scanning/port/port-source'));

/** A source that fails to load is not offered. A scanner on a port is read outside of captures, too. */
export class PortPanel extends LazySourcePanel<PortSource> {
  #status: PortStatus = 'off';
  /** The browser's device APIs. If it has none, a click on the `serial` button reports the problem. */
  #apis: readonly PortApi[] = [];

  constructor(host: PanelHost) {
    super(host, 'serial');
    void this.#load();
  }

  async #load(): Promise<void> {
    await this.load(portPart, ({ PortSource, portApis }) => {
      const apis = portApis();
      this.#apis = apis.length ? apis : ['serial'];
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
    const connect = (api: PortApi) => {
      this.clearProblem();
      void source.connect(api);
    };
    return html`${this.#apis.map((api) => panelButton(words.connect[api], () => connect(api)))}`;
  }
}
