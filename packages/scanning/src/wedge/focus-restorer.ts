import { NEVER } from './browser-clock.js';
import { focused } from './text-fields.js';

/** A focus change this soon after a pointer press or Tab was made by the clerk. */
const GESTURE_MS = 500;

/** Stores the focused element when the wedge is armed, and restores the focus afterwards. */
export class FocusRestorer {
  #document: Document;
  #element: Element | null = null;
  #gestureAt = NEVER;

  constructor(document: Document) {
    this.#document = document;
  }

  /** Stores the focused element. A frame is blurred: keys typed into it never reach this window. */
  remember(): void {
    this.#element = focused(this.#document);
    if (this.isInFrame) (this.#element as HTMLElement).blur();
  }

  get isInFrame(): boolean {
    return focused(this.#document)?.localName === 'iframe';
  }

  /** Call when the clerk uses the pointer or the Tab key; `at`: ms. */
  gesture(at: number): void {
    this.#gestureAt = at;
  }

  /** Call on a focus change. A change made by a script is ignored, unless it is into the own element. */
  moved(at: number, own: boolean): void {
    if (own || at - this.#gestureAt < GESTURE_MS) this.#element = focused(this.#document);
  }

  restore(): void {
    const element = this.#element as HTMLElement | null;
    this.#element = null;
    if (element?.isConnected) element.focus({ preventScroll: true });
  }
}
