import type { ImageSource, ImageSourceProblem } from '@cid-elements/scanning/image/image-source';
import { html, type TemplateResult } from 'lit';
import { LazyPart } from '../internal/lazy-part.js';
import { capture } from '../locales/ru/capture.js';
import { sources } from '../locales/ru/sources.js';
import type { SharedDecoder } from './shared-decoder.js';
import type { PanelHost, SourcePanel } from './source-panel.js';

const imagePart = new LazyPart(() => import('@cid-elements/scanning/image/image-source'));

/** A source that does not load is not offered. */
export class ImagePanel implements SourcePanel {
  readonly #host: PanelHost;
  #source: ImageSource | undefined;
  #busy = false;
  #problem: ImageSourceProblem | undefined;
  #disposed = false;
  readonly announcement = '';

  constructor(host: PanelHost, decoder: SharedDecoder, target: HTMLElement) {
    this.#host = host;
    void this.#load(decoder, target);
  }

  async #load(decoder: SharedDecoder, target: HTMLElement): Promise<void> {
    const part = await imagePart.load();
    if (!part || this.#disposed) return;
    this.#source = new part.ImageSource({
      decoder: decoder.get,
      target,
      onCode: (text) => this.#host.offer(text, 'image'),
      onStatus: (status, problem) => {
        this.#busy = status === 'reading';
        if (this.#busy || problem) this.#problem = problem;
        this.#host.report('image', status, problem);
      },
    });
    if (this.#host.capturing) this.#source.start();
    this.#host.requestUpdate();
  }

  begin(): void {
    this.#source?.start();
  }

  end(): void {
    this.#source?.stop();
  }

  dispose(): void {
    this.#disposed = true;
    this.#source?.dispose();
  }

  get problem(): string {
    return this.#problem ? this.#host.texts(sources).panel.problem.image[this.#problem] : '';
  }

  clearProblem(): void {
    this.#problem = undefined;
  }

  renderControls(): TemplateResult | '' {
    const source = this.#source;
    if (!source) return '';
    const t = this.#host.texts(sources).panel;
    const choose = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const file = input.files?.[0];
      input.value = '';
      if (file) void source.read(file);
    };
    return html`<label class="button file"><input type="file" accept="image/*,.heic,.heif" @change=${choose} />${this.#host.texts(capture).scanner.image}</label>
      <span class="control note">${this.#busy ? t.imageBusy : t.imageHint}</span>`;
  }
}
