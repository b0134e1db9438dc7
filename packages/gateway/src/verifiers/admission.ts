/**
 * Limits the number of concurrent calls. A burst waits briefly for open connections: opening a new connection
 * for each call would cost a TLS handshake each, more than a check, just when the load is highest.
 */

/** Number of concurrent calls that never wait. */
const MIN_CALLS = 32;
/** While calls are queued, the limit grows by `CALLS_PER_STEP` every `STEP_MS`. */
const CALLS_PER_STEP = 8;
const STEP_MS = 5;
/** The limit is reduced to the peak of this period, ms. */
const PEAK_PERIOD_MS = 4_000;

export interface Call {
  /** Starts the call, or queues it. */
  enter(): void;
  /** Ends the call, whether or not it was started. Idempotent. */
  leave(): void;
}

export interface Admission {
  call(start: () => void): Call;
}

/** @param most maximum number of concurrent calls; further ones wait until another ends. */
export function createAdmission(most: number, now: () => number = () => performance.now()): Admission {
  let limit = Math.min(MIN_CALLS, most);
  let underWay = 0;
  /** Largest number of concurrent calls since `peakSince`. */
  let peak = 0;
  let peakSince = now();
  let widening = false;
  /** Queued calls in order of arrival. */
  const waiting = new Set<() => void>();

  function admit(): void {
    for (const begin of waiting) {
      if (underWay >= limit) return;
      waiting.delete(begin);
      begin();
    }
  }

  function widen(): void {
    widening = false;
    if (waiting.size === 0) return;
    limit = Math.min(most, limit + CALLS_PER_STEP);
    admit();
    scheduleWiden();
  }

  function scheduleWiden(): void {
    if (widening || waiting.size === 0 || limit >= most) return;
    widening = true;
    setTimeout(widen, STEP_MS).unref();
  }

  function end(): void {
    underWay--;
    if (now() - peakSince >= PEAK_PERIOD_MS) {
      limit = Math.max(Math.min(MIN_CALLS, most), peak);
      peak = underWay;
      peakSince = now();
    }
    admit();
  }

  return {
    call(start) {
      let started = false;
      let over = false;
      const begin = (): void => {
        started = true;
        underWay++;
        peak = Math.max(peak, underWay);
        start();
      };
      return {
        enter() {
          if (underWay < limit && waiting.size === 0) begin();
          else {
            waiting.add(begin);
            scheduleWiden();
          }
        },
        leave() {
          if (over) return;
          over = true;
          waiting.delete(begin);
          if (started) end();
        },
      };
    },
  };
}
