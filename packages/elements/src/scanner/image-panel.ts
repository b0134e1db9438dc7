import type { ImageSource } from '@cid-elements/scanning/image/image-source';
import { html, type TemplateResult } from 'lit';
import { LazyPart } from '../internal/lazy-part.js';
import { capture } from '../locales/ru/capture.js';
import type { SharedDecoder } from './shared-decoder.js';
import { LazySourcePanel, type PanelHost } from './source-panel.js';

const imagePart = new LazyPart(() => import('@cid-elements/scanning/image/image-source'));

/** A source that fails to load is not offered. */
export class ImagePanel extends LazySourcePanel<ImageSource> {
  #busy = false;

  constructor(host: PanelHost, decoder: SharedDecoder, target: HTMLElement) {
    super(host, 'image');
    void this.#load(decoder, target);
  }

  async #load(decoder: SharedDecoder, target: HTMLElement): Promise<void> {
    await this.load(
      imagePart,
      ({ ImageSource }) =>
        new ImageSource({
          decoder: decoder.get,
          target,
          onCode: (text) => void this.host.offer(text, 'image'),
          onStatus: (status, problem) => {
            this.#busy = status === 'reading';
            // A problem stays on screen until the next image.
            if (this.#busy || problem) this.setProblem(problem);
            this.host.report('image', status, problem);
          },
        }),
    );
    if (this.host.capturing) this.begin();
    this.host.requestUpdate();
  }

  override begin(): void {
    this.source?.start();
  }

  renderControls(): TemplateResult | '' {
    const { source } = this;
    if (!source) return '';
    const { imageBusy, imageHint } = this.words;
    const choose = (event: Event) => {
      const input = event.target as HTMLInputElement;
      const file = input.files?.[0];
      input.value = '';
      if (file) void source.read(file);
    };
    return html`<label class="button file"><input type="file" accept=${imagePart.value?.IMAGE_ACCEPT ?? ''} @change=${choose} />${this.host.texts(capture).scanner.image}</label>
      <span class="control note">${this.#busy ? imageBusy : imageHint}</span>`;
  }
}
