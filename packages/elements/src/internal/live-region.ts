import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

interface LiveRegionHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Announces changes on screen by a polite live region. The same words are announced once. */
export class LiveRegion implements ReactiveController {
  readonly #host: LiveRegionHost;
  readonly #words: (before: string) => string;
  #said = '';

  /** @param words the words for the present screen; it gets the words announced last. */
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

  /** For the template of the host. */
  get view(): TemplateResult {
    return html`<div class="live" role="status" aria-live="polite"></div>`;
  }
}
