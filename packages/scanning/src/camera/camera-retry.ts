import type { CameraProblem } from './problem.js';
import { listCameras } from './stream.js';

/** Backoff delays for a camera that another program holds. */
const BUSY_RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
/** Polling interval: not every browser fires `devicechange`, and listing devices needs no permission. */
const LIST_INTERVAL_MS = 3_000;

/** Retries after a temporary problem, while `isNeeded()`. */
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
      const delayMs = BUSY_RETRY_MS[Math.min(this.#busyTries, BUSY_RETRY_MS.length - 1)];
      this.#busyTries += 1;
      this.#timer = setTimeout(() => this.#isNeeded() && this.#retry(), delayMs);
    } else if (problem === 'lost' || problem === 'none') {
      this.#timer = setTimeout(() => void this.#whenListed(), LIST_INTERVAL_MS);
    }
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  /** Resets the backoff. Call when a camera has opened or none is wanted. */
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
