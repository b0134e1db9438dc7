import type { CheckController } from '../flow/check-controller.js';
import type { FocusController } from '../internal/focus-controller.js';
import { modalOutside } from '../internal/host-modal.js';
import { notices } from '../views/lazy-views.js';
import type { ViewContext } from '../views/view.js';

export interface StarterHost extends HTMLElement {
  readonly check: CheckController;
  readonly texts: ViewContext['texts'];
}

export interface CheckStarter {
  /** Begins a digital check, the next visitor's, or another try. */
  startCheck(): void;
  /** Goes to the paper document. */
  startPaper(): void;
  /** Whether an open modal dialog of the page takes every key and the focus. The clerk is told to close it. */
  isBlocked(): boolean;
}

/**
 * Begins the checks of a desk, whether a button, a function key or a scan asks for it.
 * @param restartCapture waits anew for the code that is waited for already
 */
export function createStarter(
  host: StarterHost,
  focus: Pick<FocusController, 'engage' | 'focusScreen'>,
  restartCapture: () => void,
): CheckStarter {
  const { check } = host;
  const { session } = check;

  const isBlocked = () => {
    const modal = modalOutside(host);
    if (modal) void notices.load().then((part) => part?.askToClose(modal, host.texts));
    return modal !== undefined;
  };

  /** Leaves the last result and takes the focus. Returns whether a check may begin. */
  const prepare = () => {
    if (isBlocked()) return false;
    focus.engage();
    // Leaving the result gives the focus back to the page.
    if (session.trySend('next')) focus.engage();
    // The day may have changed since the last check.
    if (check.isAtRest) check.derive();
    return true;
  };

  return {
    isBlocked,
    startCheck() {
      if (!prepare() || session.trySend(session.digital)) return;
      if (session.state === 'capture') restartCapture();
      else focus.focusScreen();
    },
    startPaper() {
      if (prepare() && !session.trySend('paper')) focus.focusScreen();
    },
  };
}
