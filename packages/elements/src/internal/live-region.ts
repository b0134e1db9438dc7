import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

interface LiveRegionHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** A polite live region. The same text is announced only once. */
export class LiveRegion implements ReactiveController {
  readonly #host: LiveRegionHost;
  readonly #words: (before: string) => string;
  #said = '';

  /** @param words returns the text of the current screen; its argument is the last announced text. */
  constructor(host: LiveRegionHost, words: (before: string) => string) {
    this.#host = host;
    this.#words = words;
    host.addController(this);
  }

  hostUpdated(): void {
    const words = this.#words(this.#said);
    if (words === this.#said) return;
    this.#said = words;
    const region = this.#host.renderRoot.querySelector('.live');
    if (region) region.textContent = words;
  }

  /** The region, to be rendered in the host's template. */
  get view(): TemplateResult {
    return html`<div class="live" role="status" aria-live="polite"></div>`;
  }
}
