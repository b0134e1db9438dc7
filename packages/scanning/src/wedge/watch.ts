import { AltCode } from './alt.js';
import { Guard } from './guard.js';
import { idOf, isShortcut, MODIFIERS, swallow, writes } from './keys.js';
import { charOfCode } from './layouts.js';
import type { Key } from './restore.js';
import { Silence } from './silence.js';
import type { WedgeClock } from './wedge.js';

/** ms. */
const JUST_NOW = 50;

/** Shows the passive guard the events of an unarmed page, each character once. */
export class Watch {
  #guard: Guard;
  #clock: WedgeClock;
  #stamp: (event: Event) => number;
  #caught: (keys: Key[], at: number) => void;
  #patience: Silence;
  #last = 0;
  #alt = new AltCode();
  #pressed = '';
  /** What the guard was shown, and whether it kept it: the same character comes again as keypress and beforeinput. */
  #shown: { text: string; kept: boolean; type: string } | undefined;

  /** @param caught the keys of a scan whose rest is to be taken, and when the last of them came (ms). */
  constructor(
    starts: readonly string[],
    prefix: string,
    clock: WedgeClock,
    stamp: (event: Event) => number,
    caught: (keys: Key[], at: number) => void,
  ) {
    this.#patience = new Silence(clock, () => this.#guard.giveBack());
    this.#clock = clock;
    this.#stamp = stamp;
    this.#caught = caught;
    this.#guard = new Guard(starts, prefix, (keys) => caught(keys, this.#last));
  }

  /** Held keys are just being given back: their events are nobody's scan. */
  get returning(): boolean {
    return this.#guard.returning;
  }

  /** Somebody armed: in the middle of a scan, if a character has only just come. No hand is so quick. */
  take(): void {
    this.#patience.stop();
    const justNow = this.#clock.now() - this.#last < JUST_NOW;
    if (this.#guard.holding || (justNow && this.#guard.running)) this.#guard.take();
    else this.#guard.letGo();
  }

  /** The last character was told by its keydown, and its keypress is still to come. */
  get half(): boolean {
    return this.#shown?.type === 'keydown' && !this.#shown.kept;
  }

  letGo = (): void => {
    this.#patience.stop();
    this.#guard.letGo();
  };

  /** True: kept from the page. */
  keydown(event: KeyboardEvent): boolean {
    this.#shown = undefined;
    const digit = this.#alt.down(event);
    if (MODIFIERS.includes(event.key)) return false;
    this.#pressed = idOf(event);
    if (digit) {
      if (!this.#guard.holding) return false;
      swallow(event);
      return true;
    }
    const us = charOfCode(event.code, event.shiftKey);
    const single = writes(event);
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

  keyup(event: KeyboardEvent): void {
    if (!MODIFIERS.includes(event.key) && idOf(event) !== this.#pressed) this.#guard.roll();
  }

  /** Alt went up; true: the character its digits made is the scan's. */
  altUp(event: Event): boolean {
    const char = this.#alt.up();
    return char !== undefined && this.#see({ text: char }, event, true);
  }

  /** A character that came by keypress alone, or after the keydown that told it. */
  char(text: string, event: Event): void {
    const { type } = event;
    // The same letter twice, by keypress alone, is two letters.
    if (this.#shown?.text !== text || this.#shown.type === type) this.#see({ text }, event);
    else if (this.#shown.kept) swallow(event);
    if (this.#shown) this.#shown.type = type;
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
    this.#patience.stop();
    if (this.#guard.holding) this.#patience.start(this.#guard.patience);
    this.#shown = { text: key.text, kept, type: event.type };
    if (kept) swallow(event);
    return kept;
  }
}
