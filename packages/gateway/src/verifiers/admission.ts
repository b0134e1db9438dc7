/**
 * Limits how many calls run at once. A burst waits a moment for the connections that are open: a new connection for each
 * of its calls would come when the machine is busiest, and a TLS handshake costs more than a check.
 */

/** Calls that never wait. */
const MIN_CALLS = 32;
/** While calls wait, the limit grows by `CALLS_PER_STEP` every `STEP_MS`. */
const CALLS_PER_STEP = 8;
const STEP_MS = 5;
/** The limit shrinks to the peak of this period, ms. */
const CALM_MS = 4_000;

export interface Call {
  /** Starts it now, or as soon as it may. */
  enter(): void;
  /** It is over, started or not. */
  leave(): void;
}

export interface Admission {
  call(start: () => void): Call;
}

/** @param most calls at once; beyond it a call waits until another ends. */
export function createAdmission(most: number, now: () => number = () => performance.now()): Admission {
  let limit = Math.min(MIN_CALLS, most);
  let underWay = 0;
  /** The most that were under way since `calmSince`. */
  let peak = 0;
  let calmSince = now();
  let widening = false;
  /** In the order of their arrival. */
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
    watch();
  }

  function watch(): void {
    if (widening || waiting.size === 0 || limit >= most) return;
    widening = true;
    setTimeout(widen, STEP_MS).unref();
  }

  function end(): void {
    underWay--;
    if (now() - calmSince >= CALM_MS) {
      limit = Math.max(Math.min(MIN_CALLS, most), peak);
      peak = underWay;
      calmSince = now();
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
            watch();
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
