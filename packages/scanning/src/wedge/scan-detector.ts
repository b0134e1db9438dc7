import { isDigit } from '../code-path.js';
import { announce, erase, insertText } from './field-edits.js';
import type { Key } from './interpret.js';
import { findDamagedStart, formsUnderLayouts, isCodeText } from './interpretation.js';
import { isDamagedScan, isFast, isScan, isSlow, maxGapMs } from './scan-timing.js';
import { putBack, type Snapshot, snapshot } from './text-fields.js';

/** AIM identifiers of QR Code, which a scanner may be set to send before the text. */
const AIM_PREFIXES = ['', ...[...'0123456'].map((digit) => `]Q${digit}`)];
/** Characters before a longer gap do not belong to the scan. */
const APART_MS = 500;
/** How long the first withheld keys wait for the next one: people type `htt`, too. */
const PATIENCE = { chars: 8, ms: 50 };
/** A damaged start is searched in so many characters. */
const MAX_RECENT_CHARS = 48;
/** The fewest characters of a distorted start. */
const MIN_DAMAGED_CHARS = 8;

interface SeenKey extends Key {
  snap: Snapshot | undefined;
  target: EventTarget | undefined;
  /** The event kept from the page; undefined: the character escaped into it. */
  held: Event | undefined;
  alt: boolean;
  rolls: number;
  trusted: boolean;
}

/** The forms a start has when it arrives under a US layout, or is told by positions. */
function usForms(starts: readonly string[], prefix: string): string[] {
  if (starts.length === 0) return prefix === '' ? [] : [prefix];
  return starts.flatMap((start) => [...AIM_PREFIXES, prefix].map((before) => before + start));
}

/**
 * Recognises a scan among keys while the wedge is not armed. While what arrives is the beginning of a Digital ID code, at a speed
 * no person types, it holds keys back; once the code's own part begins, `onScan` gets them and what escaped is taken
 * out of the field; when it turns out to be something else, the page gets its keys after all. A start that arrives
 * damaged is recognised when it is complete.
 */
export class ScanDetector {
  readonly #starts: readonly string[];
  readonly #prefix: string;
  readonly #startForms: readonly string[];
  readonly #prefixForms: readonly string[];
  readonly #onScan: (keys: Key[], trusted: boolean) => void;
  /** Keys that are the beginning of a start. */
  #run: SeenKey[] = [];
  /** Everything seen of late, for a start that arrives damaged. */
  #recent: SeenKey[] = [];
  /** The whole start has come at a scanner's speed: whether it is a code is decided by the next character. */
  #isStartComplete = false;
  #lastAt = Number.NEGATIVE_INFINITY;
  #returning = false;

  constructor(starts: readonly string[], prefix: string, onScan: (keys: Key[], trusted: boolean) => void) {
    this.#starts = starts;
    this.#prefix = prefix;
    this.#startForms = formsUnderLayouts(usForms(starts, prefix));
    this.#prefixForms = formsUnderLayouts(usForms([], prefix));
    this.#onScan = onScan;
  }

  /** Keys are being held back. */
  get holding(): boolean {
    return this.#run.some((key) => key.held !== undefined);
  }

  /** The last characters are the beginning of a code. */
  get running(): boolean {
    return this.#run.length > 0;
  }

  /** The beginning of a code is arriving from a device. */
  isTrusted(at: number): boolean {
    return this.running && at - this.#lastAt <= APART_MS && this.#run.every((key) => key.trusted);
  }

  /** The held keys are being given back to the page: their events are no scan. */
  get returning(): boolean {
    return this.#returning;
  }

  /** How long the held keys wait for the next one, ms. */
  get patienceMs(): number {
    return this.#run.length < PATIENCE.chars && !this.#prefixed() ? PATIENCE.ms : APART_MS;
  }

  /** What was typed of late, by the layout of the host, without a pause. */
  recentText(at: number): string {
    return at - this.#lastAt > APART_MS ? '' : this.#recent.map((key) => key.text).join('');
  }

  /** Takes one character; true when its event is to be kept from the page. */
  see(key: Omit<Key, 'gap'>, at: number, event: Event, alt = false): boolean {
    const gap = at - this.#lastAt;
    const target = event.composedPath()[0];
    this.#lastAt = at;
    if (gap > maxGapMs(APART_MS, alt)) this.returnAndForgetAll();
    const seen: SeenKey = {
      ...key,
      gap,
      alt,
      target,
      rolls: 0,
      trusted: event.isTrusted,
      held: undefined,
      snap: snapshot(target),
    };
    this.#recent.push(seen);
    if (this.#recent.length > MAX_RECENT_CHARS) this.#recent.shift();
    if (this.#isStartComplete) return this.#seeAfterStart(seen, event);
    return this.#seeInStart(seen, event) || this.#seeDamagedStart(seen, event);
  }

  /** The whole start is held: a digit makes it a code, anything else an ordinary page. */
  #seeAfterStart(seen: SeenKey, event: Event): boolean {
    if (isDigit(seen.us ?? '') || isDigit(seen.text)) {
      seen.held = event;
      this.#run.push(seen);
      this.catchScan();
      return true;
    }
    const { target } = seen;
    this.#returnAndEndRun();
    seen.snap = snapshot(target);
    return false;
  }

  #seeInStart(seen: SeenKey, event: Event): boolean {
    const { target } = seen;
    this.#run.push(seen);
    if (this.holding && !this.#matches()) {
      this.#run.pop();
      this.#returnAndEndRun();
      seen.snap = snapshot(target);
      this.#run.push(seen);
    }
    while (this.running && !this.#matches()) this.#run.shift();
    const isComplete = this.#fits(this.#startForms, (form, typed) => form === typed);
    const isHeld = this.#isRunFast(isComplete);
    if (isHeld) {
      seen.held = event;
      if (isComplete && this.#starts.some((start) => start.endsWith('/m'))) this.#isStartComplete = true;
      else if (isComplete) this.catchScan();
    } else if (isComplete) this.#returnAndEndRun();
    else this.returnHeldKeys();
    return isHeld;
  }

  /** The run arrives at a scanner's speed; the limits depend on whether the start is complete or keys are held. */
  #isRunFast(isComplete: boolean): boolean {
    const { holding } = this;
    const prefixed = this.#prefixed();
    if (isComplete) return isScan(this.#run, prefixed, holding);
    if (holding) return !isSlow(this.#run, prefixed);
    return isFast(this.#run, prefixed);
  }

  /** A start that lost, doubled or unshifted keys, or lost its beginning, is complete, at a scanner's speed. */
  #seeDamagedStart(seen: SeenKey, event: Event): boolean {
    const keys = this.#recent;
    if (keys.length < MIN_DAMAGED_CHARS || !isScan(keys.slice(-MIN_DAMAGED_CHARS))) return false;
    const from = findDamagedStart(keys, this.#starts, (first) => isDamagedScan(keys.slice(first)));
    if (from === undefined) return false;
    seen.held = event;
    this.#run = keys.slice(from);
    this.catchScan();
    return true;
  }

  /** A key came up after another was pressed. */
  roll(): void {
    const last = this.#recent.at(-1);
    if (last) last.rolls++;
  }

  /** Text that came at once, by paste or from a remote desktop, is a code. */
  isCode(text: string): boolean {
    if (!this.#startForms.some((form) => text.startsWith(form))) return false;
    return isCodeText(text, this.#starts, this.#prefix);
  }

  /** The keys are a scan: hands them over, and removes the characters that escaped into fields. */
  catchScan(): void {
    const run = this.#run;
    this.#forgetAll();
    const cleaned = new Set<EventTarget | undefined>();
    for (const { held, snap, target } of run) {
      if (held || cleaned.has(target)) continue;
      cleaned.add(target);
      // Frameworks and autocompletes keep their own copy and would write it back.
      if (snap) {
        if (putBack(snap)) announce(snap.field, 'deleteContentBackward', null);
      } else {
        const escaped = run.filter((key) => !key.held && key.target === target);
        erase(target as HTMLElement, escaped.map((key) => key.text).join(''));
      }
    }
    const trusted = run.every((key) => key.trusted);
    this.#onScan(
      run.map((key, i) => (i === 0 ? { ...key, gap: 0 } : key)),
      trusted,
    );
  }

  /** Gives the held keys to the page; the run may still become a scan. */
  returnHeldKeys(): void {
    this.#returning = true;
    try {
      for (const key of this.#run) {
        const { held, target, text } = key;
        key.held = undefined;
        if (!held || !target) continue;
        key.snap = snapshot(target);
        repeat(held, target, text);
      }
    } finally {
      this.#returning = false;
    }
  }

  /** The keys are no scan: gives the held ones to the page and forgets all characters. */
  returnAndForgetAll(): void {
    this.#returnAndEndRun();
    this.#recent = [];
  }

  #returnAndEndRun(): void {
    this.returnHeldKeys();
    this.#run = [];
    this.#isStartComplete = false;
  }

  #forgetAll(): void {
    this.#run = [];
    this.#recent = [];
    this.#isStartComplete = false;
  }

  /** One of the forms fits what the keys wrote, or what they would have on a US keyboard. */
  #fits(forms: readonly string[], fit: (form: string, typed: string) => boolean): boolean {
    const text = this.#run.map((key) => key.text).join('');
    const usText = this.#run.map((key) => key.us ?? key.text).join('');
    return forms.some((form) => fit(form, text) || fit(form, usText));
  }

  /** The run is the beginning of a start. */
  #matches(): boolean {
    return this.#fits(this.#startForms, (form, typed) => form.startsWith(typed));
  }

  /** The run begins with what the scanner is programmed to send, which nobody types. */
  #prefixed(): boolean {
    return this.#fits(this.#prefixForms, (form, typed) => typed.startsWith(form));
  }
}

/** Does for the page what the browser would have done with a key. */
function repeat(event: Event, target: EventTarget, text: string): void {
  const key = event as KeyboardEvent;
  const send = (type: string) =>
    target.dispatchEvent(
      new KeyboardEvent(type, {
        key: key.key,
        code: key.code,
        shiftKey: key.shiftKey,
        keyCode: type === 'keypress' ? text.charCodeAt(0) : key.keyCode,
        bubbles: true,
        cancelable: true,
        composed: true,
      } as KeyboardEventInit),
    );
  const byKey = event.type === 'keydown';
  if (byKey && !(send('keydown') && send('keypress'))) return;
  insertText(target as HTMLElement, text);
  if (byKey) send('keyup');
}
