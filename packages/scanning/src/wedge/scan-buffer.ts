import { NEVER } from './browser-clock.js';
import { IdleTimer } from './idle-timer.js';
import type { Key } from './interpret.js';
import type { WedgeClock } from './wedge-options.js';

/**
 * Bounds of the silence that ends a scan without a terminator, and of the time in which its late keys are
 * suppressed.
 */
const MIN_QUIET_MS = 500;
const MAX_QUIET_MS = 1000;
/** Length of that silence, in multiples of the scanner's widest gap. */
const QUIET_GAPS = 6;
/**
 * In the wedge's own element a key this long after the scan was pressed by a person: no scanner is so slow.
 */
const HUMAN_KEY_MS = 300;
/** A key that repeats this long after the last character is held down by a person. */
const REPEAT_MS = 200;
/** A longer delay between an event's time stamp and its handling is a clock error, not queuing. */
const MAX_QUEUED_MS = 2000;
/** Additional wait for a scan that stopped within the public start. */
const UNFINISHED_WAIT_MS = 2000;
/** With this many keys or fewer, the gaps do not show the scanner's speed. */
const KEYS_TO_KNOW_SPEED = 3;

/** Collects the keys of one scan, detects its end, and recognises its late keys. */
export class ScanBuffer {
  #clock: WedgeClock;
  #keys: Key[] = [];
  #lastAt = NEVER;
  #widestGap = 0;
  #trusted = false;
  #silence: IdleTimer;
  /** The scan stopped within the public start. The additional wait is granted once. */
  #isWaitingForRest = false;
  /** {@link QUIET_GAPS} times the widest gap, ms. */
  #reachMs = MIN_QUIET_MS;
  #lateTimer: IdleTimer;
  #lateFrom = NEVER;
  #lastLateAt = 0;
  #repeatCode = '';

  /**
   * @param onSilence called when silence has ended the scan
   * @param isUnfinished whether the keys are too few for any code
   */
  constructor(clock: WedgeClock, onSilence: () => void, isUnfinished: (keys: readonly Key[]) => boolean) {
    this.#clock = clock;
    this.#silence = new IdleTimer(clock, () => {
      this.#isWaitingForRest = !this.#isWaitingForRest && isUnfinished(this.#keys);
      if (this.#isWaitingForRest) this.wait(UNFINISHED_WAIT_MS);
      else onSilence();
    });
    this.#lateTimer = new IdleTimer(clock, () => {});
  }

  get keys(): readonly Key[] {
    return this.#keys;
  }

  /** Keys have arrived and the scan has not ended. */
  get running(): boolean {
    return this.#keys.length > 0;
  }

  /** The scan consists of trusted events, so no script of the page has sent it. */
  get trusted(): boolean {
    return this.running && this.#trusted;
  }

  /** Time of the last character, ms. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** Adds a character; `at`: when it was pressed (ms), which may be long before it is handled. */
  add(key: Omit<Key, 'gap'>, at: number, trusted: boolean): void {
    const gap = this.running ? Math.max(0, at - this.#lastAt) : 0;
    this.#lastAt = at;
    this.#trusted = trusted;
    this.#isWaitingForRest = false;
    this.#widestGap = Math.max(this.#widestGap, gap);
    this.#keys.push({ ...key, gap });
    this.wait(Math.min(MAX_QUEUED_MS, this.#clock.now() - at));
  }

  /** Whether the auto-repeat of this `code` comes from a person; `at`: time of the event (ms). */
  isRepeat(code: string, at: number): boolean {
    if (this.#repeatCode === code && code !== '') return true;
    const repeats = at - this.#lastAt > REPEAT_MS;
    this.#repeatCode = repeats ? code : '';
    return repeats;
  }

  /** Continues a scan whose first keys the passive guard has held. */
  begin(keys: Key[], at: number, trusted: boolean): void {
    this.#keys = keys;
    this.#lastAt = at;
    this.#trusted = trusted;
    this.#widestGap = Math.max(0, ...keys.map((key) => key.gap));
    this.wait();
  }

  /** Restarts the silence timer, with the maximum while the scanner's speed is unknown. */
  wait(extraMs = 0): void {
    const known = this.#keys.length > KEYS_TO_KNOW_SPEED;
    this.#reachMs = known ? this.#widestGap * QUIET_GAPS : MIN_QUIET_MS;
    this.#silence.start((known ? this.#quietMs : MAX_QUIET_MS) + extraMs);
  }

  get #quietMs(): number {
    return Math.min(MAX_QUIET_MS, Math.max(MIN_QUIET_MS, this.#reachMs));
  }

  /** Ends the scan and returns its keys. */
  end(): Key[] {
    const keys = this.#keys;
    this.#silence.stop();
    this.#keys = [];
    this.#widestGap = 0;
    this.#lastAt = NEVER;
    return keys;
  }

  /** Treats the keys that follow as late keys of the scan; `at`: when its last key was pressed (ms). */
  beginLate(at: number): void {
    this.#lateFrom = at;
    this.#lastLateAt = at;
    this.#lateTimer.start(this.#quietMs);
  }

  /** Call when a late key was suppressed. Extends their time only if the key came at the scanner's speed. */
  extendLate(at: number): void {
    const near = at - this.#lastLateAt <= Math.max(100, this.#reachMs);
    this.#lastLateAt = at;
    if (near) this.beginLate(at);
  }

  /**
   * Whether an event of this time (ms) belongs to a scan that has ended. A busy main thread may handle it
   * late. In the wedge's own element the limit is shorter, because the clerk may press keys there.
   */
  isLate(at: number, own: boolean): boolean {
    if (this.running) return false;
    const since = at - this.#lateFrom;
    return own ? since < HUMAN_KEY_MS : this.#lateTimer.running || since < this.#quietMs;
  }
}
