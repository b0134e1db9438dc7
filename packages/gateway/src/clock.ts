/**
 * Detects when the system clock was set. Rate limits and replay memory use the monotonic clock; receipts,
 * months of counts, log lines and the expiry of enrolments use calendar time.
 */
import type { Log } from './log.js';
import { type Clock, SYSTEM_CLOCK } from './store/store.js';

const CHECK_INTERVAL_MS = 5_000;
/** Smaller steps are regular corrections by a time service (NTP). */
const STEP_MS = 2_000;
/** How long `/readyz` reports a step, ms. */
const REPORT_MS = 600_000;

export interface ClockWatch {
  /** Whether the clock was set in the last ten minutes. */
  stepped(): boolean;
  /** Checks the clock now, between the periodic checks. */
  check(): void;
  close(): void;
}

export function watchClock(log: Log, { wall, monotonic }: Clock = SYSTEM_CLOCK): ClockWatch {
  let offset = wall() - monotonic();
  let steppedAt = Number.NEGATIVE_INFINITY;
  const check = (): void => {
    const now = wall() - monotonic();
    const step = now - offset;
    offset = now;
    if (Math.abs(step) < STEP_MS) return;
    steppedAt = monotonic();
    log({ level: 'warn', event: 'clock-step', error: step > 0 ? 'FORWARD' : 'BACK', stepMs: Math.abs(step) });
  };
  const timer = setInterval(check, CHECK_INTERVAL_MS).unref();
  return {
    stepped() {
      check();
      return monotonic() - steppedAt < REPORT_MS;
    },
    check,
    close: () => clearInterval(timer),
  };
}
