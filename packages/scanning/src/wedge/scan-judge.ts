import { hashOf } from '../text-hash.js';
import { type Interpretation, interpret, type Key, withoutFraming } from './interpret.js';

/** Fewer keys, or slower ones, are a person at the keyboard. */
const MIN_SCAN_CHARS = 3;
const MAX_SCAN_MS_PER_CHAR = 170;

/** `human`: keys pressed by a person. */
export type Verdict = Interpretation | { kind: 'human' };

/** Judges what the keys of one burst were. */
export class ScanJudge {
  readonly #starts: readonly string[];
  readonly #prefix: string;
  /** A distorted scan that comes again unchanged is no accident. A number: the text itself is not kept. */
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
    if (found.kind === 'distorted' && this.#cameBefore(found.text)) return { ...found, kind: 'foreign' };
    return found;
  }

  forget(): void {
    this.#distortedHash = undefined;
  }

  #cameBefore(text: string): boolean {
    const hash = hashOf(text);
    const again = hash === this.#distortedHash;
    this.#distortedHash = hash;
    return again;
  }
}
