import { isAtRest } from '@cid-elements/core';
import type { CheckController } from '../flow/check-controller.js';
import type { FocusController } from '../internal/focus-controller.js';
import { modalOutside } from '../internal/host-modal.js';
import { notices } from '../views/lazy-views.js';
import type { ViewContext } from '../views/view.js';

export interface CheckStarterOptions {
  readonly element: HTMLElement;
  readonly check: CheckController;
  readonly focus: Pick<FocusController, 'engage' | 'focusScreen'>;
  readonly texts: ViewContext['texts'];
  /** Waits anew for the code that is waited for already. */
  restartCapture(): void;
}

/** Begins the checks of a desk, whether a button, a function key or a scan asks for it. */
export class CheckStarter {
  readonly #options: CheckStarterOptions;

  constructor(options: CheckStarterOptions) {
    this.#options = options;
  }

  /** Begins a digital check, the next visitor's, or another try. */
  startCheck(): void {
    const { check, focus, restartCapture } = this.#options;
    const { session } = check;
    if (!this.#prepare() || session.trySend(session.digital)) return;
    if (session.state === 'capture') restartCapture();
    else focus.focusScreen();
  }

  /** Goes to the paper document. */
  startPaper(): void {
    const { check, focus } = this.#options;
    if (this.#prepare() && !check.session.trySend('paper')) focus.focusScreen();
  }

  /** Whether an open modal dialog of the page takes every key and the focus. The clerk is told to close it. */
  isBlocked(): boolean {
    const { element, texts } = this.#options;
    const modal = modalOutside(element);
    if (modal) void notices.load().then((part) => part?.askToClose(modal, texts));
    return modal !== undefined;
  }

  /** Leaves the last result and takes the focus. Returns whether a check may begin. */
  #prepare(): boolean {
    if (this.isBlocked()) return false;
    const { check, focus } = this.#options;
    focus.engage();
    // Leaving the result gives the focus back to the page.
    if (check.session.trySend('next')) focus.engage();
    // The day may have changed since the last check.
    if (isAtRest(check.session.state)) check.derive();
    return true;
  }
}
