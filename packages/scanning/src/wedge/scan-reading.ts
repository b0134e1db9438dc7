import { hashOf } from '../text-hash.js';
import { type Interpretation, interpret, isBeginning, type Key, withoutFraming } from './interpret.js';
import { PassiveGuard, type ScanCallback } from './passive-guard.js';
import type { WedgeClock } from './wedge-options.js';

export type { PassiveGuard };

/** Fewer or slower keys were typed by a person. */
const MIN_SCAN_CHARS = 3;
const MAX_SCAN_MS_PER_CHAR = 170;

/** `human`: typed by a person. */
export type ScanResult = Interpretation | { kind: 'human' };

/** Passive guard and interpretation of scans. Loaded lazily: the wedge can be armed without it. */
export class ScanReading {
  readonly guard: PassiveGuard;
  readonly #starts: readonly string[];
  readonly #prefix: string;
  /**
   * Hash of the last distorted text: if the same text is scanned again, it is not damaged but a foreign code.
   */
  #distortedHash: number | undefined;

  constructor(starts: readonly string[], prefix: string, clock: WedgeClock, onCaught: ScanCallback) {
    this.guard = new PassiveGuard(starts, prefix, clock, onCaught);
    this.#starts = starts;
    this.#prefix = prefix;
  }

  /** Classifies the keys of a scan and restores its text. */
  read(all: readonly Key[]): ScanResult {
    const keys = withoutFraming(all);
    const found = interpret(keys, this.#starts, this.#prefix);
    const tookMs = keys.reduce((sum, key) => sum + key.gap, 0);
    const isFast = keys.length >= MIN_SCAN_CHARS && tookMs <= MAX_SCAN_MS_PER_CHAR * (keys.length - 1);
    if (found.kind !== 'code' && !isFast) return { kind: 'human' };
    if (found.kind === 'distorted' && this.#isRepeated(found.text)) return { ...found, kind: 'foreign' };
    return found;
  }

  /** Whether the keys are only the beginning of a start, so that the rest of the scan must be delayed. */
  isUnfinished(keys: readonly Key[]): boolean {
    return isBeginning(keys, this.#starts, this.#prefix);
  }

  /** Call at the end of a capture: a distorted scan is then no longer compared with the previous one. */
  forget(): void {
    this.#distortedHash = undefined;
  }

  #isRepeated(text: string): boolean {
    const hash = hashOf(text);
    const again = hash === this.#distortedHash;
    this.#distortedHash = hash;
    return again;
  }
}
