import { NEVER } from './browser-clock.js';
import { IdleTimer } from './idle-timer.js';
import type { Key } from './interpret.js';
import type { WedgeClock } from './wedge-options.js';

/** Limits of the silence that ends a scan without a terminator, and for which late keys of a scan are swallowed. */
const MIN_QUIET_MS = 500;
const MAX_QUIET_MS = 1000;
/** Silence, and what still counts as the same scanner, in units of its own widest gap. */
const QUIET_GAPS = 6;
/** A key that comes this late inside the wedge's own element was pressed by a person: no scanner is so slow. */
const HUMAN_KEY_MS = 300;
/** A key that repeats this long after the last character is held down by a person. */
const HELD_MS = 200;
/** A key handled later than this after its time stamp, ms, cannot have been queued that long: the event clock is wrong. */
const MAX_QUEUED_MS = 2000;
/** Additional wait for a scan that has stopped in the middle of a start. */
const UNFINISHED_WAIT_MS = 2000;
/** With fewer keys than this, the gaps do not show the scanner's speed. */
const KEYS_TO_KNOW_SPEED = 3;

/** The keys of one scan on their way in, and the quiet time that follows its end. */
export class Burst {
  #clock: WedgeClock;
  #keys: Key[] = [];
  #lastAt = NEVER;
  #widestGap = 0;
  #trusted = false;
  #silence: IdleTimer;
  /** Silence came in the middle of a start: the rest is waited for, once. */
  #isWaitingForRest = false;
  /** Six of the scanner's gaps, ms. */
  #reachMs = MIN_QUIET_MS;
  #tail: IdleTimer;
  #tailFrom = NEVER;
  #lastLateAt = 0;
  #heldCode = '';

  /**
   * @param onSilence silence has ended the scan
   * @param isUnfinished whether more keys have to come
   */
  constructor(clock: WedgeClock, onSilence: () => void, isUnfinished: (keys: readonly Key[]) => boolean) {
    this.#clock = clock;
    this.#silence = new IdleTimer(clock, () => {
      this.#isWaitingForRest = !this.#isWaitingForRest && isUnfinished(this.#keys);
      if (this.#isWaitingForRest) this.wait(UNFINISHED_WAIT_MS);
      else onSilence();
    });
    this.#tail = new IdleTimer(clock, () => {});
  }

  get keys(): readonly Key[] {
    return this.#keys;
  }

  /** Keys have come and the scan has not ended. */
  get running(): boolean {
    return this.#keys.length > 0;
  }

  /** The keys of the scan come from a device, not from a script of the page. */
  get trusted(): boolean {
    return this.running && this.#trusted;
  }

  /** When the last character came, ms. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** Takes one more character; `at`: when it was pressed (ms), which may be long before it is handled. */
  add(key: Omit<Key, 'gap'>, at: number, trusted: boolean): void {
    const gap = this.running ? Math.max(0, at - this.#lastAt) : 0;
    this.#lastAt = at;
    this.#trusted = trusted;
    this.#isWaitingForRest = false;
    this.#widestGap = Math.max(this.#widestGap, gap);
    this.#keys.push({ ...key, gap });
    this.wait(Math.min(MAX_QUEUED_MS, this.#clock.now() - at));
  }

  /** Whether the repeating key of this `code` is held down by a person; `at`: when it repeated (ms). */
  isHeld(code: string, at: number): boolean {
    if (this.#heldCode === code && code !== '') return true;
    const held = at - this.#lastAt > HELD_MS;
    this.#heldCode = held ? code : '';
    return held;
  }

  /** Goes on with a scan whose first characters the passive guard has seen. */
  begin(keys: Key[], at: number, trusted: boolean): void {
    this.#keys = keys;
    this.#lastAt = at;
    this.#trusted = trusted;
    this.#widestGap = Math.max(0, ...keys.map((key) => key.gap));
    this.wait();
  }

  /** Waits for the next key: as long as possible for the first keys, because the scanner's speed is not known yet. */
  wait(extraMs = 0): void {
    const known = this.#keys.length > KEYS_TO_KNOW_SPEED;
    this.#reachMs = known ? this.#widestGap * QUIET_GAPS : MIN_QUIET_MS;
    this.#silence.start((known ? this.#quietMs : MAX_QUIET_MS) + extraMs);
  }

  get #quietMs(): number {
    return Math.min(MAX_QUIET_MS, Math.max(MIN_QUIET_MS, this.#reachMs));
  }

  /** Ends the scan and hands over its keys. */
  end(): Key[] {
    const keys = this.#keys;
    this.#silence.stop();
    this.#keys = [];
    this.#widestGap = 0;
    this.#lastAt = NEVER;
    return keys;
  }

  /** Takes the keys that follow for the rest of a scan that has ended; `at`: when its last key was pressed (ms). */
  beginTail(at: number): void {
    this.#tailFrom = at;
    this.#lastLateAt = at;
    this.#tail.start(this.#quietMs);
  }

  /** A late key was swallowed: it prolongs the tail if it came at the scanner's speed, not if a person pressed it. */
  prolongTail(at: number): void {
    const near = at - this.#lastLateAt <= Math.max(100, this.#reachMs);
    this.#lastLateAt = at;
    if (near) this.beginTail(at);
  }

  /**
   * Whether an event of this time (ms) is the rest of a scan that has ended. Behind a busy page it may be handled late;
   * inside the wedge's own element a key that comes later than a scanner's would is a person's.
   */
  inTail(at: number, own: boolean): boolean {
    if (this.running) return false;
    const since = at - this.#tailFrom;
    return own ? since < HUMAN_KEY_MS : this.#tail.running || since < this.#quietMs;
  }
}
