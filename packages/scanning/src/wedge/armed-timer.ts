import { IdleTimer } from './idle-timer.js';
import type { WedgeClock } from './wedge-options.js';

/** How long the page must be idle at the end of the armed time, because keys may be queued. */
const QUIET_END_MS = 50;

/** Ends the armed time, but never on top of keys that are queued behind a busy page. */
export class ArmedTimer {
  readonly #clock: WedgeClock;
  readonly #expiry: IdleTimer;
  #timer = 0;
  /** The armed time has ended, perhaps in the middle of a scan. */
  expired = false;

  constructor(clock: WedgeClock, onExpired: () => void) {
    this.#clock = clock;
    this.#expiry = new IdleTimer(clock, () => {
      this.expired = true;
      onExpired();
    });
  }

  /** Begins, or begins anew. */
  start(ms: number): void {
    this.stop();
    this.expired = false;
    this.#timer = this.#clock.set(() => this.#expiry.start(QUIET_END_MS), ms - QUIET_END_MS);
  }

  stop(): void {
    this.#clock.clear(this.#timer);
    this.#expiry.stop();
  }
}
