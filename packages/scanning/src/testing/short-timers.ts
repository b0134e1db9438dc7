/** Test support: shortened timers, so that tests need not wait for time limits. */

const SHORT_MS = 30;

/**
 * Shortens timers with exactly these delays (ms) to 30 ms. All other timers keep their delay, so a limit that
 * has another length is not shortened.
 */
export class ShortTimers {
  readonly #setTimeout = globalThis.setTimeout;
  /** The delays that were shortened, in the order of the calls, ms. */
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
