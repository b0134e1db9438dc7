import type { WedgeClock } from './wedge-options.js';

const SLICE_MS = 50;
/** A slice that ends later than this was delayed by a busy main thread. */
const LATE_MS = 20;
/**
 * After this many late slices every slice counts: a hidden tab, whose timers are always late, must end too.
 */
const MAX_LATE_SLICES = 20;

/**
 * Measures idle time in slices. A slice that ends late does not count: the main thread was busy, and key
 * events may be queued behind the timer. So a stall is not mistaken for silence.
 */
export class IdleTimer {
  #clock: WedgeClock;
  #onIdle: () => void;
  #timer = 0;
  #slicesLeft = 0;
  #lateSlicesLeft = 0;

  constructor(clock: WedgeClock, onIdle: () => void) {
    this.#clock = clock;
    this.#onIdle = onIdle;
  }

  get running(): boolean {
    return this.#timer !== 0;
  }

  /** Starts or restarts; fires after `ms`, at most one slice later. */
  start(ms: number): void {
    this.#slicesLeft = Math.ceil(ms / SLICE_MS) + (this.running ? 1 : 0);
    this.#lateSlicesLeft = MAX_LATE_SLICES;
    if (!this.running) this.#next();
  }

  stop(): void {
    this.#clock.clear(this.#timer);
    this.#timer = 0;
  }

  #next(): void {
    const dueMs = this.#clock.now() + SLICE_MS;
    this.#timer = this.#clock.set(() => {
      this.#timer = 0;
      const late = this.#clock.now() - dueMs > LATE_MS;
      if (!late || this.#lateSlicesLeft-- <= 0) this.#slicesLeft--;
      if (this.#slicesLeft > 0) this.#next();
      else this.#onIdle();
    }, SLICE_MS);
  }
}
