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
  /** Begins a digital check, the check of the next visitor, or another try. */
  startCheck(): void;
  /** Begins the check of a paper document. */
  startPaper(): void;
  /** Whether an open modal dialog of the page traps keys and focus. If so, asks the clerk to close it. */
  isBlocked(): boolean;
}

/**
 * Begins checks on behalf of a button, a function key or a scan.
 * @param restartCapture called if a capture is already running
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

  /** Clears the last result and takes the focus. Returns whether a check may begin. */
  const prepare = () => {
    if (isBlocked()) return false;
    focus.engage();
    // Clearing the result returns the focus to the page.
    if (session.trySend('next')) focus.engage();
    // The power of attorney may have expired since the last check.
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
