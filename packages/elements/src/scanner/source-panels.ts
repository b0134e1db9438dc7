/** Panels of the lazily loaded sources: camera, image, scanner on a port, MAX's reader. */

import { html, type TemplateResult } from 'lit';
import { CameraPanel } from './camera-panel.js';
import { ImagePanel } from './image-panel.js';
import { MaxPanel } from './max-panel.js';
import { PortPanel } from './port-panel.js';
import { SharedDecoder } from './shared-decoder.js';
import type { PanelHost, SourcePanel } from './source-panel.js';
import { panelStyles } from './source-panels.styles.js';
import type { OnDemandSource } from './sources.js';

export const styles = panelStyles;

export class SourcePanels {
  readonly #decoder = new SharedDecoder();
  readonly #panels: SourcePanel[] = [];
  readonly #camera: CameraPanel | undefined;
  readonly #max: MaxPanel | undefined;

  constructor(host: PanelHost, target: HTMLElement) {
    const { wanted } = host;
    if (wanted.includes('camera')) this.#camera = new CameraPanel(host, this.#decoder, target.ownerDocument);
    if (wanted.includes('max')) this.#max = new MaxPanel(host);
    if (this.#camera) this.#panels.push(this.#camera);
    if (wanted.includes('image')) this.#panels.push(new ImagePanel(host, this.#decoder, target));
    if (wanted.includes('serial')) this.#panels.push(new PortPanel(host));
    if (this.#max) this.#panels.push(this.#max);
    if (host.capturing) this.begin();
  }

  begin(): void {
    for (const panel of this.#panels) {
      panel.clearProblem();
      panel.begin();
    }
  }

  end(): void {
    for (const panel of this.#panels) panel.end();
  }

  moved(): void {
    for (const panel of this.#panels) panel.moved();
  }

  dispose(): void {
    for (const panel of this.#panels) panel.dispose();
    this.#decoder.dispose();
  }

  turnOn(source: OnDemandSource): void {
    for (const panel of this.#panels) panel.clearProblem();
    if (source === 'camera') void this.#camera?.turnOn();
    else void this.#max?.turnOn();
  }

  get announcement(): string {
    const panels = this.#panels;
    return (
      panels.find((panel) => panel.problem)?.problem ??
      panels.find((panel) => panel.announcement)?.announcement ??
      ''
    );
  }

  render(): TemplateResult {
    const problem = this.#panels.find((panel) => panel.problem)?.problem;
    return html`${this.#panels.map((panel) => panel.render())}
      ${problem ? html`<p class="notice">${problem}</p>` : ''}
      <div class="actions">${this.#panels.map((panel) => panel.renderControls())}</div>`;
  }
}
