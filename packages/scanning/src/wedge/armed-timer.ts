import { IdleTimer } from './idle-timer.js';
import type { WedgeClock } from './wedge-options.js';

/** Idle time required at the end of the armed time, because key events may still be queued. */
const QUIET_END_MS = 50;

/** Timer of the armed state. It does not expire while key events are queued behind a busy main thread. */
export class ArmedTimer {
  readonly #clock: WedgeClock;
  readonly #expiry: IdleTimer;
  #timer = 0;
  /** The armed time has expired; a scan may still be running. */
  expired = false;

  constructor(clock: WedgeClock, onExpired: () => void) {
    this.#clock = clock;
    this.#expiry = new IdleTimer(clock, () => {
      this.expired = true;
      onExpired();
    });
  }

  /** Starts or restarts the timer. */
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
