import { NEVER } from './browser-clock.js';
import { focused } from './text-fields.js';

/** A move of the focus this soon after a pointer press or a Tab is the clerk's own. */
const GESTURE_MS = 500;

/** Remembers where the focus was when the wedge was armed, and gives it back. */
export class FocusRestorer {
  #document: Document;
  #element: Element | null = null;
  #gestureAt = NEVER;

  constructor(document: Document) {
    this.#document = document;
  }

  /** Remembers the focused element. Keys typed into a frame never reach this window, so a frame loses the focus. */
  remember(): void {
    this.#element = focused(this.#document);
    if (this.focusIsInFrame) (this.#element as HTMLElement).blur();
  }

  get focusIsInFrame(): boolean {
    return focused(this.#document)?.localName === 'iframe';
  }

  /** The clerk used the pointer or the Tab key; `at`: ms. */
  gesture(at: number): void {
    this.#gestureAt = at;
  }

  /** The focus has moved: by the clerk, or by a script that steals it, which is not followed. */
  focusMoved(at: number, own: boolean): void {
    if (own || at - this.#gestureAt < GESTURE_MS) this.#element = focused(this.#document);
  }

  restore(): void {
    const element = this.#element as HTMLElement | null;
    this.#element = null;
    if (element?.isConnected) element.focus({ preventScroll: true });
  }
}
