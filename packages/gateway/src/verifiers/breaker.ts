/**
 * A circuit breaker: after many calls in a row without an answer, further calls fail at once instead of after
 * the deadline. After a pause one call goes through as a probe.
 */

/** Number of consecutive unanswered calls that opens the circuit. */
const OPEN_AFTER = 10;
const PAUSE_FIRST_MS = 1_000;
const PAUSE_LAST_MS = 5_000;

export interface Breaker {
  /** Whether a call may be made now. */
  allows(): boolean;
  /** Records an answer, whatever it was, and closes the circuit. */
  answered(): void;
  /** Whether the circuit is open. */
  open(): boolean;
  /** Records a call without an answer. Returns whether it opened the circuit. */
  failed(): boolean;
}

export function createBreaker(now: () => number = () => performance.now()): Breaker {
  let failures = 0;
  let pauseMs = PAUSE_FIRST_MS;
  let closedUntil = 0;
  return {
    allows() {
      if (failures < OPEN_AFTER) return true;
      if (now() < closedUntil) return false;
      // Half-open: this call is the probe, and others are refused until it ends.
      closedUntil = now() + pauseMs;
      return true;
    },
    open: () => failures >= OPEN_AFTER,
    answered() {
      failures = 0;
      pauseMs = PAUSE_FIRST_MS;
    },
    failed() {
      failures++;
      if (failures < OPEN_AFTER) return false;
      if (failures > OPEN_AFTER) pauseMs = Math.min(pauseMs * 2, PAUSE_LAST_MS);
      closedUntil = now() + pauseMs;
      return failures === OPEN_AFTER;
    },
  };
}
