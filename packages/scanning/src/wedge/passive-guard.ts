import { AltNumpad } from './alt-numpad.js';
import { isEditable } from './field-edits.js';
import { IdleTimer } from './idle-timer.js';
import type { Key } from './interpret.js';
import { idOf, isOneChar, isShortcut, MODIFIERS, swallow, writes } from './key-events.js';
import { ScanDetector } from './scan-detector.js';
import { charOfCode } from './us-layout.js';
import type { WedgeClock } from './wedge-options.js';

/** A character received less than this before the wedge was armed belongs to a scan: a person cannot arm it that quickly. */
const JUST_NOW_MS = 50;
/** One-key commands of browsers: Quick Find of Firefox. */
const QUICK_FIND_KEYS = ['/', "'"];
/** Ends of `https:`, also with a key or its Shift lost or doubled. */
const SCHEME_ENDS = ['ps:', 's::', 'tp:', 'ts:', 'ps;', 'ts;', 'tp;', 'tps'];
/** The typed characters are forgotten this long after the last key. */
const FORGET_MS = 3000;

/** Called with the first keys of a scan, and when the last of them came (ms). The caller takes the rest. */
export type ScanCallback = (keys: Key[], at: number, trusted: boolean) => void;

/** Shows the scan detector the events of an unarmed page, each character once. */
export class PassiveGuard {
  #detector: ScanDetector;
  #clock: WedgeClock;
  #onScan: ScanCallback;
  #patience: IdleTimer;
  #forget: IdleTimer;
  #lastAt = 0;
  #alt = new AltNumpad();
  #pressed = '';
  /** An address is being typed outside of any text field. */
  #addressInPage = false;
  /** The character shown last, and whether it was kept: it comes again as keypress and beforeinput. */
  #shown: { text: string; kept: boolean; type: string } | undefined;

  constructor(starts: readonly string[], prefix: string, clock: WedgeClock, onScan: ScanCallback) {
    this.#patience = new IdleTimer(clock, () => this.#detector.returnHeldKeys());
    this.#forget = new IdleTimer(clock, () => this.#detector.returnAndForgetAll());
    this.#clock = clock;
    this.#onScan = onScan;
    this.#detector = new ScanDetector(starts, prefix, (keys, trusted) => onScan(keys, this.#lastAt, trusted));
  }

  /** Held keys are being given back: their events are no scan. */
  get returning(): boolean {
    return this.#detector.returning;
  }

  /** The beginning of a code is arriving from a device. */
  isTrusted(at: number): boolean {
    return this.#detector.isTrusted(at);
  }

  /** The wedge was armed: in the middle of a scan, if a character has only just come. */
  catchRunningScan(): void {
    this.#patience.stop();
    const justNow = this.#clock.now() - this.#lastAt < JUST_NOW_MS;
    if (this.#detector.holding || (justNow && this.#detector.running)) this.#detector.catchScan();
    else this.#detector.returnAndForgetAll();
  }

  /** The last character was told by its keydown, and its keypress is still to come. */
  get keypressPending(): boolean {
    return this.#shown?.type === 'keydown' && !this.#shown.kept;
  }

  reset = (): void => {
    this.#patience.stop();
    this.#forget.stop();
    this.#detector.returnAndForgetAll();
  };

  /** True when the key is kept from the page. */
  keydown(event: KeyboardEvent): boolean {
    this.#shown = undefined;
    const digit = this.#alt.keydown(event);
    if (MODIFIERS.includes(event.key)) return false;
    this.#pressed = idOf(event);
    if (digit) {
      if (!this.#detector.holding) return false;
      swallow(event);
      return true;
    }
    const us = charOfCode(event.code, event.shiftKey);
    const single = writes(event);
    // Without Num Lock a scanner's digits are arrows.
    if (us !== undefined && !single && this.#detector.running) return this.#see({ text: '', us }, event);
    // No scanner holds a key down.
    if (!single || isShortcut(event) || event.repeat) {
      // Input methods hide the character here; it comes with beforeinput.
      if (event.key !== 'Unidentified' && event.key !== 'Process') this.reset();
      return false;
    }
    this.#preventQuickFind(event);
    return this.#see({ text: event.key, us, caps: event.getModifierState('CapsLock') }, event);
  }

  /**
   * Firefox opens Quick Find at a `/` typed outside of a field, and the rest of the scan would be shown in its bar.
   * The page still hears the key.
   */
  #preventQuickFind(event: KeyboardEvent): void {
    const recent = this.#detector.recentText(this.#clock.timeOf(event));
    if (recent === '' || isEditable(event.composedPath()[0])) this.#addressInPage = false;
    else if (SCHEME_ENDS.some((end) => recent.endsWith(end))) this.#addressInPage = true;
    if (this.#addressInPage && QUICK_FIND_KEYS.includes(event.key)) event.preventDefault();
  }

  keyup(event: KeyboardEvent): void {
    if (!MODIFIERS.includes(event.key) && idOf(event) !== this.#pressed) this.#detector.roll();
  }

  /** Alt was released; true when the character its digits made is the scan's. */
  altReleased(event: Event): boolean {
    const char = this.#alt.release();
    return char !== undefined && this.#see({ text: char }, event, true);
  }

  /** Takes a character that came by keypress alone, or after the keydown that told it. */
  char(text: string, event: Event): void {
    const { type } = event;
    // The same letter twice, by keypress alone, is two letters.
    if (this.#shown?.text !== text || this.#shown.type === type) this.#see({ text }, event);
    else if (this.#shown.kept) swallow(event);
    if (this.#shown) this.#shown.type = type;
  }

  /** Takes text about to be inserted; true when it is a whole code, kept, and the rest may follow. */
  text(text: string, event: Event): boolean {
    if (isOneChar(text)) {
      this.char(text, event);
      this.#shown = undefined;
      return false;
    }
    if (!this.#detector.isCode(text)) {
      this.reset();
      return false;
    }
    swallow(event);
    this.#onScan([], this.#clock.timeOf(event), event.isTrusted);
    return true;
  }

  #see(key: Omit<Key, 'gap'>, event: Event, alt = false): boolean {
    this.#lastAt = this.#clock.timeOf(event);
    const kept = this.#detector.see(key, this.#lastAt, event, alt);
    this.#patience.stop();
    if (this.#detector.holding) this.#patience.start(this.#detector.patienceMs);
    this.#forget.start(FORGET_MS);
    this.#shown = { text: key.text, kept, type: event.type };
    if (kept) swallow(event);
    return kept;
  }
}
