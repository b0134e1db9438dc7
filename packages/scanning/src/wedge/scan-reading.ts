import { isBeginning, type Key } from './interpret.js';
import { PassiveGuard, type ScanCallback } from './passive-guard.js';
import { ScanJudge, type Verdict } from './scan-judge.js';
import type { WedgeClock } from './wedge-options.js';

export type { PassiveGuard, Verdict };

/** What knows codes: watches an unarmed page and reads scans. Loaded beside the wedge, which can be armed without it. */
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

  /** Tells what the keys of a scan were. */
  read(keys: readonly Key[]): Verdict {
    return this.#judge.judge(keys);
  }

  /** Whether the keys are only the beginning of a start: no code is so short, so the rest of the scan is delayed. */
  isUnfinished(keys: readonly Key[]): boolean {
    return isBeginning(keys, this.#starts, this.#prefix);
  }

  /** The capture is over: a distorted scan that comes again is a new one. */
  forget(): void {
    this.#judge.forget();
  }
}
