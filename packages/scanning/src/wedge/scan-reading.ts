import { isBeginning, type Key } from './interpret.js';
import { PassiveGuard, type ScanCallback } from './passive-guard.js';
import { ScanJudge, type Verdict } from './scan-judge.js';
import type { WedgeClock } from './wedge-options.js';

export type { PassiveGuard, Verdict };

/** Passive guard and interpretation of scans. Loaded lazily: the wedge can be armed without it. */
export class ScanReading {
  readonly guard: PassiveGuard;
  readonly #judge: ScanJudge;
  readonly #starts: readonly string[];
  readonly #prefix: string;

  constructor(starts: readonly string[], prefix: string, clock: WedgeClock, onCaught: ScanCallback) {
    this.guard = new PassiveGuard(starts, prefix, clock, onCaught);
    this.#judge = new ScanJudge(starts, prefix);
    this.#starts = starts;
    this.#prefix = prefix;
  }

  /** Classifies the keys of a scan and restores its text. */
  read(keys: readonly Key[]): Verdict {
    return this.#judge.judge(keys);
  }

  /** Whether the keys are only the beginning of a start, so that the rest of the scan must be delayed. */
  isUnfinished(keys: readonly Key[]): boolean {
    return isBeginning(keys, this.#starts, this.#prefix);
  }

  /** Call at the end of a capture: a distorted scan is then no longer compared with the previous one. */
  forget(): void {
    this.#judge.forget();
  }
}
