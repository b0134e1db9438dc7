import { focused } from './fields.js';

/** ms after a press of the pointer or a Tab in which a move of the focus is the clerk's. */
const GESTURE = 500;

/** Where the focus was when the wedge was armed, and goes back to. */
export class Home {
  #document: Document;
  #element: Element | null = null;
  #gesture = Number.NEGATIVE_INFINITY;

  constructor(document: Document) {
    this.#document = document;
  }

  /** Remembers what has the focus. Keys typed into a frame never reach this window, so it is taken out of one. */
  leave(): void {
    this.#element = focused(this.#document);
    if (this.inFrame) (this.#element as HTMLElement).blur();
  }

  get inFrame(): boolean {
    return focused(this.#document)?.localName === 'iframe';
  }

  /** The clerk used the pointer or the Tab key; `at`: ms. */
  gesture(at: number): void {
    this.#gesture = at;
  }

  /** The focus has moved: by the clerk, or by a script that steals it, which does not count. */
  moved(at: number, own: boolean): void {
    if (own || at - this.#gesture < GESTURE) this.#element = focused(this.#document);
  }

  goBack(): void {
    const home = this.#element as HTMLElement | null;
    this.#element = null;
    if (home?.isConnected) home.focus({ preventScroll: true });
  }
}
