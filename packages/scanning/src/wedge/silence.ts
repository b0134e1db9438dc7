import type { WedgeClock } from './wedge.js';

/** ms. */
const SLICE = 50;
const LATE = 20;
/** So many late slices are not counted; then a page that is always late (in a hidden tab) must end too. */
const GRACE = 20;

/**
 * Quiet time, counted in slices. A slice that ends late does not count: the page or the machine was busy, and keys
 * may be queued behind the timer. So a stall, however long, cannot pass for silence.
 */
export class Silence {
  #clock: WedgeClock;
  #over: () => void;
  #timer = 0;
  #left = 0;
  #grace = 0;

  constructor(clock: WedgeClock, over: () => void) {
    this.#clock = clock;
    this.#over = over;
  }

  get running(): boolean {
    return this.#timer !== 0;
  }

  /** Begins, or begins anew; ends after `ms`, at most one slice later. */
  start(ms: number): void {
    this.#left = Math.ceil(ms / SLICE) + (this.running ? 1 : 0);
    this.#grace = GRACE;
    if (!this.running) this.#next();
  }

  stop(): void {
    this.#clock.clear(this.#timer);
    this.#timer = 0;
  }

  #next(): void {
    const due = this.#clock.now() + SLICE;
    this.#timer = this.#clock.set(() => {
      this.#timer = 0;
      const late = this.#clock.now() - due > LATE;
      if (!late || this.#grace-- <= 0) this.#left--;
      if (this.#left > 0) this.#next();
      else this.#over();
    }, SLICE);
  }
}
