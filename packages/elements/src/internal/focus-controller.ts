import { listen } from '@cid-elements/scanning/listeners';
import type { LitElement, ReactiveController } from 'lit';
import { isInside } from './composed-tree.js';
import { captureScroll, restoreScroll } from './scroll-position.js';

export interface FocusOptions {
  /** Identifies the current screen. */
  screen(): string;
  /** Whether this screen takes the focus in an engaged check, even from outside the element. */
  takesFocus(): boolean;
  /** Loads the parts of the screen. */
  load(): Promise<unknown>;
}

/** The focused element, also inside shadow roots. */
export function deepActiveElement(document: Document): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active && active !== document.body ? (active as HTMLElement) : undefined;
}

/**
 * Focus management: no focus on mount, focus moves to each new screen of a running check, and is restored
 * together with the scroll position when the check ends.
 */
export class FocusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: FocusOptions;
  #before: HTMLElement | undefined;
  #scrolled: ReturnType<typeof captureScroll> = [];
  #engaged = false;
  #hadFocus = false;
  #shown: string | undefined;
  #stop: (() => void) | undefined;

  constructor(host: LitElement, options: FocusOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    const host = this.#host;
    const focusin = ({ relatedTarget }: FocusEvent) => {
      const from = relatedTarget as HTMLElement | null;
      if (from?.focus && from !== this.#before && !isInside(from, host)) this.#remember(from);
    };
    this.#stop = listen(host, { focusin });
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  hostUpdate(): void {
    this.#hadFocus = Boolean(this.#host.shadowRoot?.activeElement);
  }

  hostUpdated(): void {
    const screen = this.#options.screen();
    if (screen === this.#shown) return;
    const isFirst = this.#shown === undefined;
    this.#shown = screen;
    if (isFirst) return;
    if (this.#hadFocus || (this.#engaged && this.#options.takesFocus())) this.focusScreen();
  }

  /** Call when the element was removed from the page. */
  forget(): void {
    this.#before = undefined;
    this.#engaged = false;
  }

  /** Call when a key, a button or a scan begins a check: from now on the focus follows its screens. */
  engage(): void {
    const active = deepActiveElement(this.#host.ownerDocument);
    if (active && !isInside(active, this.#host)) this.#remember(active);
    this.#engaged = true;
  }

  /** Restores focus and scroll position after a check, unless the focus was moved elsewhere meanwhile. */
  giveBack(): void {
    const before = this.#before;
    const { activeElement, body } = this.#host.ownerDocument;
    this.forget();
    const isOurs = activeElement === null || activeElement === body || isInside(activeElement, this.#host);
    if (!isOurs || !before?.isConnected) return;
    before.focus({ preventScroll: true });
    restoreScroll(before, this.#scrolled);
  }

  /** Focuses the heading or first button of the screen. */
  focusScreen(): void {
    const host = this.#host;
    const focus = () => {
      const target = host.renderRoot.querySelector<HTMLElement>('[data-focus]');
      target?.focus();
      return target !== null;
    };
    if (focus()) return;
    const { activeElement: before } = host.ownerDocument;
    void this.#options.load().then(async () => {
      host.requestUpdate();
      await host.updateComplete;
      // Keep the focus if the clerk has moved it meanwhile.
      const { activeElement: now, body } = host.ownerDocument;
      if (now === before || now === body) focus();
    });
  }

  #remember(element: HTMLElement): void {
    this.#before = element;
    this.#scrolled = captureScroll(element);
  }
}
