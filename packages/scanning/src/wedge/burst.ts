import type { Key } from './restore.js';
import { Silence } from './silence.js';
import type { WedgeClock } from './wedge.js';

/** ms without a key that end a scan without a terminator, and for which late keys of a scan are swallowed. */
const QUIET = { least: 500, most: 1000 };
/** Silence, and what is still the same scanner, in its own widest gaps. */
const GAPS = 6;
/** ms: no scanner's next key is that late, so inside our own element it is a hand's. */
const HAND = 300;

/** The keys of a scan on their way in, and the quiet time that follows its end. */
export class Burst {
  #clock: WedgeClock;
  #keys: Key[] = [];
  #last = Number.NEGATIVE_INFINITY;
  #widest = 0;
  #silence: Silence;
  /** ms: six of the scanner's gaps. */
  #reach: number = QUIET.least;
  #tail: Silence;
  #tailFrom = Number.NEGATIVE_INFINITY;
  #lastLate = 0;

  /** @param over silence has ended the scan. */
  constructor(clock: WedgeClock, over: () => void) {
    this.#clock = clock;
    this.#silence = new Silence(clock, over);
    this.#tail = new Silence(clock, () => {});
  }

  get keys(): readonly Key[] {
    return this.#keys;
  }

  /** A burst is under way. */
  get on(): boolean {
    return this.#keys.length > 0;
  }

  /** When the last character came (ms). */
  get last(): number {
    return this.#last;
  }

  /** One more character; `at`: when it was pressed (ms), which may be long before it is handled. */
  add(key: Omit<Key, 'gap'>, at: number): void {
    const gap = this.on ? Math.max(0, at - this.#last) : 0;
    this.#last = at;
    this.#widest = Math.max(this.#widest, gap);
    this.#keys.push({ ...key, gap });
    this.wait(this.#clock.now() - at);
  }

  /** A scan whose first characters were seen before. */
  begin(keys: Key[], at: number): void {
    this.#keys = keys;
    this.#last = at;
    this.#widest = Math.max(0, ...keys.map((key) => key.gap));
    this.wait();
  }

  /** Waits for the next key; early keys tell nothing of the scanner's gaps, so they get the most. `more`: ms. */
  wait(more = 0): void {
    const known = this.#keys.length > 3;
    this.#reach = known ? this.#widest * GAPS : QUIET.least;
    this.#silence.start((known ? this.#quiet : QUIET.most) + more);
  }

  get #quiet(): number {
    return Math.min(QUIET.most, Math.max(QUIET.least, this.#reach));
  }

  /** The keys so far; it is over. */
  end(): Key[] {
    const keys = this.#keys;
    this.#silence.stop();
    this.#keys = [];
    this.#widest = 0;
    this.#last = Number.NEGATIVE_INFINITY;
    return keys;
  }

  /** What comes from now on is the rest of a scan that is over; `at`: when its last key was pressed (ms). */
  tail(at: number): void {
    this.#tailFrom = at;
    this.#lastLate = at;
    this.#tail.start(this.#quiet);
  }

  /** A late key was swallowed: the tail goes on if it came as the scanner's keys do; a hand's do not prolong it. */
  prolong(at: number): void {
    const near = at - this.#lastLate <= Math.max(100, this.#reach);
    this.#lastLate = at;
    if (near) this.tail(at);
  }

  /**
   * An event of this time (ms) is the rest of a scan. Queued behind a busy page it may be handled late; and in our
   * own element a hand's key soon is nothing of the scanner.
   */
  trails(at: number, own: boolean): boolean {
    if (this.on) return false;
    const since = at - this.#tailFrom;
    return own ? since < HAND : this.#tail.running || since < this.#quiet;
  }
}
