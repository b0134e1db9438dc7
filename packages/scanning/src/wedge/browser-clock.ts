import type { WedgeClock } from './wedge-options.js';

/** The time of what has not happened yet. */
export const NEVER = Number.NEGATIVE_INFINITY;

/** The clock and timers of a window. */
export function browserClock(window: Window): WedgeClock {
  const { performance } = window;
  const now = () => performance.now();
  return {
    now,
    set: (run, ms) => window.setTimeout(run, ms),
    clear: (id) => window.clearTimeout(id),
    // Some browsers give no time stamp, or one of another clock.
    timeOf: ({ timeStamp }) => (timeStamp > 0 && timeStamp <= now() ? timeStamp : now()),
  };
}
