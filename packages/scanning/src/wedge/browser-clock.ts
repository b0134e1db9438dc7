import type { WedgeClock } from './wedge-options.js';

/** Time stamp of an event that has not happened yet. */
export const NEVER = Number.NEGATIVE_INFINITY;

/** Clock and timers of a window. */
export function browserClock(window: Window): WedgeClock {
  const { performance } = window;
  const now = () => performance.now();
  return {
    now,
    set: (run, ms) => window.setTimeout(run, ms),
    clear: (id) => window.clearTimeout(id),
    // In some browsers `timeStamp` is 0 or comes from another clock.
    timeOf: ({ timeStamp }) => (timeStamp > 0 && timeStamp <= now() ? timeStamp : now()),
  };
}
