import type { CameraProblem } from './problem.js';
import { listCameras } from './stream.js';

/** Delays before a camera that another program holds is requested again, growing with each attempt. */
const BUSY_RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
/** Not every browser tells that a camera was plugged in; listing devices asks the user nothing. */
const LIST_INTERVAL_MS = 3_000;

/** Tries again by itself after a problem that may pass, while `isNeeded()`. */
export class CameraRetry {
  readonly #retry: () => void;
  readonly #isNeeded: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busyTries = 0;

  constructor(retry: () => void, isNeeded: () => boolean) {
    this.#retry = retry;
    this.#isNeeded = isNeeded;
  }

  after(problem: CameraProblem): void {
    if (problem === 'busy') {
      const wait = BUSY_RETRY_MS[Math.min(this.#busyTries, BUSY_RETRY_MS.length - 1)];
      this.#busyTries += 1;
      this.#timer = setTimeout(() => this.#isNeeded() && this.#retry(), wait);
    } else if (problem === 'lost' || problem === 'none') {
      this.#timer = setTimeout(() => void this.#whenListed(), LIST_INTERVAL_MS);
    }
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  /** A camera has opened, or none is wanted: the next wait is short again. */
  reset(): void {
    this.#busyTries = 0;
  }

  async #whenListed(): Promise<void> {
    const found = await listCameras();
    if (!this.#isNeeded()) return;
    if (found.length > 0) return this.#retry();
    this.cancel();
    this.#timer = setTimeout(() => void this.#whenListed(), LIST_INTERVAL_MS);
  }
}
