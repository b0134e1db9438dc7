import { AltNumpad } from './alt-numpad.js';
import { isEditable } from './field-edits.js';
import { IdleTimer } from './idle-timer.js';
import type { Key } from './interpret.js';
import { idOf, isOneChar, isShortcut, MODIFIERS, swallow, writes } from './key-events.js';
import { ScanDetector } from './scan-detector.js';
import { charOfCode } from './us-layout.js';
import type { WedgeClock } from './wedge-options.js';

/** A character this soon before arming belongs to a scan: a person cannot arm the wedge that quickly. */
const JUST_NOW_MS = 50;
/** Keys that open Quick Find in Firefox. */
const QUICK_FIND_KEYS = ['/', "'"];
/** Last characters of `https:`, also with a key or its Shift lost or doubled. */
const SCHEME_ENDS = ['ps:', 's::', 'tp:', 'ts:', 'ps;', 'ts;', 'tp;', 'tps'];
/** The typed characters are dropped this long after the last key. */
const FORGET_MS = 3000;

/**
 * Called with the first keys of a scan and the time of the last one, ms. The caller takes the keys that
 * follow.
 */
export type ScanCallback = (keys: Key[], at: number, trusted: boolean) => void;

/** Feeds the scan detector while the wedge is not armed: each character once, however many events it has. */
export class PassiveGuard {
  #detector: ScanDetector;
  #clock: WedgeClock;
  #onScan: ScanCallback;
  #patience: IdleTimer;
  #forget: IdleTimer;
  #lastAt = 0;
  #alt = new AltNumpad();
  #pressed = '';
  /** An address is being typed while no text field has the focus. */
  #addressInPage = false;
  /** The last character and whether it was held: the browser repeats it as keypress and beforeinput. */
  #shown: { text: string; held: boolean; type: string } | undefined;

  constructor(starts: readonly string[], prefix: string, clock: WedgeClock, onScan: ScanCallback) {
    this.#patience = new IdleTimer(clock, () => this.#detector.returnHeldKeys());
    this.#forget = new IdleTimer(clock, () => this.#detector.returnAndForgetAll());
    this.#clock = clock;
    this.#onScan = onScan;
    this.#detector = new ScanDetector(starts, prefix, (keys, trusted) => onScan(keys, this.#lastAt, trusted));
  }

  /** Held keys are being dispatched to the page again; these events are not part of a scan. */
  get returning(): boolean {
    return this.#detector.returning;
  }

  /** A code is being received in trusted events. */
  isTrusted(at: number): boolean {
    return this.#detector.isTrusted(at);
  }

  /** Call when the wedge is armed: continues a scan that is arriving, otherwise drops its characters. */
  catchRunningScan(): void {
    this.#patience.stop();
    const justNow = this.#clock.now() - this.#lastAt < JUST_NOW_MS;
    if (this.#detector.holding || (justNow && this.#detector.running)) this.#detector.catchScan();
    else this.#detector.returnAndForgetAll();
  }

  /** The keydown of the last character was passed, and its keypress has not arrived yet. */
  get keypressPending(): boolean {
    return this.#shown?.type === 'keydown' && !this.#shown.held;
  }

  /** Returns the held keys to the page and drops all characters. */
  reset = (): void => {
    this.#patience.stop();
    this.#forget.stop();
    this.#detector.returnAndForgetAll();
  };

  /** Returns whether the event was suppressed. */
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
    // Without Num Lock the digits of a scanner arrive as arrow keys.
    if (us !== undefined && !single && this.#detector.running) return this.#see({ text: '', us }, event);
    // A scanner never repeats a key.
    if (!single || isShortcut(event) || event.repeat) {
      // Input methods hide the character in keydown; beforeinput contains it.
      if (event.key !== 'Unidentified' && event.key !== 'Process') this.reset();
      return false;
    }
    this.#preventQuickFind(event);
    return this.#see({ text: event.key, us, caps: event.getModifierState('CapsLock') }, event);
  }

  /**
   * Firefox opens Quick Find at a `/` typed outside of a field and would show the rest of the scan in its
   * bar. Only the default action is prevented: the page still receives the event.
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

  /** Call when Alt is released. Returns whether the character of its digits was held. */
  altReleased(event: Event): boolean {
    const char = this.#alt.release();
    return char !== undefined && this.#see({ text: char }, event, true);
  }

  /**
   * Handles a character from keypress or beforeinput; the same character after its keydown is not counted
   * again.
   */
  char(text: string, event: Event): void {
    const { type } = event;
    // Two events of the same type are two characters, also if the letter is the same.
    if (this.#shown?.text !== text || this.#shown.type === type) this.#see({ text }, event);
    else if (this.#shown.held) swallow(event);
    if (this.#shown) this.#shown.type = type;
  }

  /** Handles text that is about to be inserted. Returns true if it begins as a code and was suppressed. */
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
    const held = this.#detector.see(key, this.#lastAt, event, alt);
    this.#patience.stop();
    if (this.#detector.holding) this.#patience.start(this.#detector.patienceMs);
    this.#forget.start(FORGET_MS);
    this.#shown = { text: key.text, held, type: event.type };
    if (held) swallow(event);
    return held;
  }
}
