import { hashOf } from '../text-hash.js';
import { type Interpretation, interpret, type Key, withoutFraming } from './interpret.js';

/** Fewer or slower keys were typed by a person. */
const MIN_SCAN_CHARS = 3;
const MAX_SCAN_MS_PER_CHAR = 170;

/** `human`: typed by a person. */
export type Verdict = Interpretation | { kind: 'human' };

/** Classifies the keys of one burst. */
export class ScanJudge {
  readonly #starts: readonly string[];
  readonly #prefix: string;
  /**
   * Hash of the last distorted text: if the same text is scanned again, it is not damaged but a foreign code.
   */
  #distortedHash: number | undefined;

  constructor(starts: readonly string[], prefix: string) {
    this.#starts = starts;
    this.#prefix = prefix;
  }

  judge(all: readonly Key[]): Verdict {
    const keys = withoutFraming(all);
    const found = interpret(keys, this.#starts, this.#prefix);
    const tookMs = keys.reduce((sum, key) => sum + key.gap, 0);
    const isFast = keys.length >= MIN_SCAN_CHARS && tookMs <= MAX_SCAN_MS_PER_CHAR * (keys.length - 1);
    if (found.kind !== 'code' && !isFast) return { kind: 'human' };
    if (found.kind === 'distorted' && this.#isRepeated(found.text)) return { ...found, kind: 'foreign' };
    return found;
  }

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
