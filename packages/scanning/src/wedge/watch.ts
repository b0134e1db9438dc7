import { Guard, PATIENCE } from './guard.js';
import { altDigit, isShortcut, MODIFIERS, swallow } from './keys.js';
import { charOfAltCode, charOfCode } from './layouts.js';
import type { Key } from './restore.js';
import { Silence } from './silence.js';
import type { WedgeClock } from './wedge.js';

/** Shows the passive guard the events of an unarmed page, each character once. */
export class Watch {
  #guard: Guard;
  #stamp: (event: Event) => number;
  #caught: (keys: Key[], at: number) => void;
  #patience: Silence;
  #last = 0;
  #alt: string | undefined;
  /** What the guard was shown, and whether it kept it: the same character comes again as keypress and beforeinput. */
  #shown: { text: string; kept: boolean } | undefined;

  /** @param caught the keys of a scan whose rest is to be taken, and when the last of them came (ms). */
  constructor(
    starts: readonly string[],
    prefix: string,
    clock: WedgeClock,
    stamp: (event: Event) => number,
    caught: (keys: Key[], at: number) => void,
  ) {
    this.#patience = new Silence(clock, this.letGo);
    this.#stamp = stamp;
    this.#caught = caught;
    this.#guard = new Guard(starts, prefix, (keys) => caught(keys, this.#last));
  }

  /** Held keys are just being given back: their events are nobody's scan. */
  get returning(): boolean {
    return this.#guard.returning;
  }

  /** What is held is a scan after all: somebody armed in the middle of it. */
  take(): void {
    this.#patience.stop();
    if (this.#guard.holding) this.#guard.take();
  }

  letGo = (): void => {
    this.#patience.stop();
    this.#guard.letGo();
  };

  /** True: kept from the page. */
  keydown(event: KeyboardEvent): boolean {
    this.#shown = undefined;
    if (event.key === 'Alt') this.#alt = '';
    if (MODIFIERS.includes(event.key)) return false;
    const digit = altDigit(event);
    if (digit !== undefined && this.#alt !== undefined) {
      this.#alt += digit;
      if (!this.#guard.holding) return false;
      swallow(event);
      return true;
    }
    const us = charOfCode(event.code, event.shiftKey);
    const single = Array.from(event.key).length === 1;
    // Without Num Lock a scanner's digits are arrows.
    if (us !== undefined && !single && this.#guard.running) return this.#see({ text: '', us }, event);
    // No scanner holds a key down.
    if (!single || isShortcut(event) || event.repeat) {
      // Input methods hide the character here; it comes with beforeinput.
      if (event.key !== 'Unidentified' && event.key !== 'Process') this.letGo();
      return false;
    }
    return this.#see({ text: event.key, us, caps: event.getModifierState('CapsLock') }, event);
  }

  /** Alt went up; true: the character its digits made is the scan's. */
  altUp(event: Event): boolean {
    const char = charOfAltCode(this.#alt ?? '');
    this.#alt = undefined;
    return char !== undefined && this.#see({ text: char }, event, true);
  }

  /** A character that came by keypress alone, or after the keydown that told it. */
  char(text: string, event: Event): void {
    if (this.#shown?.text !== text) this.#see({ text }, event);
    else if (this.#shown.kept) swallow(event);
  }

  /** Text about to be inserted; true: it is a whole code, kept, and the rest may follow. */
  text(text: string, event: Event): boolean {
    if (Array.from(text).length === 1) {
      this.char(text, event);
      this.#shown = undefined;
      return false;
    }
    if (!this.#guard.isCode(text)) {
      this.letGo();
      return false;
    }
    swallow(event);
    this.#caught([], this.#stamp(event));
    return true;
  }

  #see(key: Omit<Key, 'gap'>, event: Event, alt = false): boolean {
    this.#last = this.#stamp(event);
    const kept = this.#guard.see(key, this.#last, event, alt);
    if (this.#guard.holding) this.#patience.start(PATIENCE);
    else this.#patience.stop();
    this.#shown = { text: key.text, kept };
    if (kept) swallow(event);
    return kept;
  }
}
