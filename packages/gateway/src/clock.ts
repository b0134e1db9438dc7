/**
 * Notices that the clock of the machine was set. Limits and replay memory use the monotonic clock;
 * receipts, months of counts, log lines and the end of enrolments go by the calendar.
 */
import type { Log } from './log.js';
import { type Clock, SYSTEM_CLOCK } from './store/store.js';

const LOOK_INTERVAL_MS = 5_000;
/** Smaller corrections are those of a time service at work. */
const STEP_MS = 2_000;
/** How long `/readyz` reports a step. */
const TOLD_MS = 600_000;

export interface ClockWatch {
  /** Whether the clock was set in the last ten minutes. */
  stepped(): boolean;
  /** Looks now, and not only when the next look is due. */
  look(): void;
  close(): void;
}

export function watchClock(log: Log, { wall, monotonic }: Clock = SYSTEM_CLOCK): ClockWatch {
  let apart = wall() - monotonic();
  let steppedAt = Number.NEGATIVE_INFINITY;
  const look = (): void => {
    const now = wall() - monotonic();
    const step = now - apart;
    apart = now;
    if (Math.abs(step) < STEP_MS) return;
    steppedAt = monotonic();
    log({ level: 'warn', event: 'clock-step', error: step > 0 ? 'FORWARD' : 'BACK', stepMs: Math.abs(step) });
  };
  const timer = setInterval(look, LOOK_INTERVAL_MS).unref();
  return {
    stepped() {
      look();
      return monotonic() - steppedAt < TOLD_MS;
    },
    look,
    close: () => clearInterval(timer),
  };
}
