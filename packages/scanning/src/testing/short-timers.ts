/** Test support: time limits and pauses that a test does not sit out. */

const SHORT_MS = 30;

/**
 * Timers of exactly these delays, ms, end after 30 ms; every other one lasts as long as it says. A test names a
 * limit by its length, so a limit of another length is waited for in full.
 */
export class ShortTimers {
  readonly #setTimeout = globalThis.setTimeout;
  /** The shortened delays in the order in which they were asked for, ms. */
  readonly asked: number[] = [];

  constructor(...delays: readonly number[]) {
    const { asked } = this;
    const original: (handler: TimerHandler, ms?: number, ...args: unknown[]) => number = this.#setTimeout;
    const shortened = (handler: TimerHandler, ms?: number, ...args: unknown[]): number => {
      if (ms === undefined || !delays.includes(ms)) return original(handler, ms, ...args);
      asked.push(ms);
      return original(handler, SHORT_MS, ...args);
    };
    globalThis.setTimeout = shortened as typeof setTimeout;
  }

  restore(): void {
    globalThis.setTimeout = this.#setTimeout;
  }
}
