/**
 * A circuit breaker: a service that has not answered many times in a row is not asked for a moment, so that a clerk
 * gets the failure at once instead of after the deadline. Then one check goes through as a probe.
 */

/** Calls without any answer, in a row, until the circuit opens. */
const OPEN_AFTER = 10;
const PAUSE_FIRST_MS = 1_000;
const PAUSE_LAST_MS = 5_000;

export interface Breaker {
  /** Whether the service may be asked now. */
  allows(): boolean;
  /** The service answered, whatever it said. */
  answered(): void;
  /** Whether the service is not asked now. */
  open(): boolean;
  /** The service did not answer. Returns whether this opened the circuit. */
  silent(): boolean;
}

export function createBreaker(now: () => number = () => performance.now()): Breaker {
  let failures = 0;
  let pauseMs = PAUSE_FIRST_MS;
  let closedUntil = 0;
  return {
    allows() {
      if (failures < OPEN_AFTER) return true;
      if (now() < closedUntil) return false;
      // Half open: this one probes, and the others wait for what comes of it.
      closedUntil = now() + pauseMs;
      return true;
    },
    open: () => failures >= OPEN_AFTER,
    answered() {
      failures = 0;
      pauseMs = PAUSE_FIRST_MS;
    },
    silent() {
      failures++;
      if (failures < OPEN_AFTER) return false;
      if (failures > OPEN_AFTER) pauseMs = Math.min(pauseMs * 2, PAUSE_LAST_MS);
      closedUntil = now() + pauseMs;
      return failures === OPEN_AFTER;
    },
  };
}
