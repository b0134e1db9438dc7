import type { WedgeClock } from './wedge-options.js';

/** The clock and timers of a window. */
export function browserClock(window: Window): WedgeClock {
  const { performance } = window;
  return {
    now: () => performance.now(),
    set: (run, ms) => window.setTimeout(run, ms),
    clear: (id) => window.clearTimeout(id),
  };
}
