import { isDigit } from '../code-path.js';
import { findDamagedStart, formsUnderLayouts, isCodeText } from './code-start.js';
import { announce, erase, insertText } from './field-edits.js';
import type { Key } from './interpret.js';
import { isDamagedScan, isFast, isScan, isSlow, maxGapMs } from './scan-timing.js';
import { putBack, type Snapshot, snapshot } from './text-fields.js';

/** AIM identifiers of QR Code, which a scanner may be set to send before the text. */
const AIM_PREFIXES = ['', ...[...'0123456'].map((digit) => `]Q${digit}`)];
/** Characters before a longer gap do not belong to the same scan. */
const APART_MS = 500;
/**
 * How long the first held keys wait for the next one. Short, because people also type words that begin with
 * `htt`.
 */
const PATIENCE = { chars: 8, ms: 50 };
/** Number of characters in which a damaged start is searched. */
const MAX_RECENT_CHARS = 48;
/** Fewest characters of a damaged start. */
const MIN_DAMAGED_CHARS = 8;

interface SeenKey extends Key {
  snap: Snapshot | undefined;
  target: EventTarget | undefined;
  /** The suppressed event; undefined if the character reached the page. */
  held: Event | undefined;
  alt: boolean;
  rolls: number;
  trusted: boolean;
}

/** A start as it arrives under a US layout: with each AIM identifier or the programmed prefix. */
function usForms(starts: readonly string[], prefix: string): string[] {
  if (starts.length === 0) return prefix === '' ? [] : [prefix];
  return starts.flatMap((start) => [...AIM_PREFIXES, prefix].map((before) => before + start));
}

/**
 * Recognises a scan while the wedge is not armed. It holds keys back as long as they match a public start and
 * arrive faster than a person types. Once a digit follows the start, it passes the keys to `onScan` and
 * deletes the characters that had reached a field before. If the keys turn out to be other text, it returns
 * them to the page. A damaged start is recognised when it is complete.
 */
export class ScanDetector {
  readonly #starts: readonly string[];
  readonly #prefix: string;
  readonly #startForms: readonly string[];
  readonly #prefixForms: readonly string[];
  readonly #onScan: (keys: Key[], trusted: boolean) => void;
  /** The last keys, as far as they match the beginning of a start. */
  #run: SeenKey[] = [];
  /** The last keys, whether or not they match: a damaged start is searched among them. */
  #recent: SeenKey[] = [];
  /** The start is complete; the next character decides whether it is a code. */
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

  /** Keys are held back. */
  get holding(): boolean {
    return this.#run.some((key) => key.held !== undefined);
  }

  /** The last characters match the beginning of a start. */
  get running(): boolean {
    return this.#run.length > 0;
  }

  /** A start is being received in trusted events. */
  isTrusted(at: number): boolean {
    return this.running && at - this.#lastAt <= APART_MS && this.#run.every((key) => key.trusted);
  }

  /** Held keys are being dispatched to the page again; these events are not part of a scan. */
  get returning(): boolean {
    return this.#returning;
  }

  /** How long held keys wait for the next one until they are returned, ms. */
  get patienceMs(): number {
    return this.#run.length < PATIENCE.chars && !this.#prefixed() ? PATIENCE.ms : APART_MS;
  }

  /** The text typed since the last pause, under the host's layout. */
  recentText(at: number): string {
    return at - this.#lastAt > APART_MS ? '' : this.#recent.map((key) => key.text).join('');
  }

  /** Handles one character. Returns whether its event has to be suppressed. */
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

  /** After a complete start a digit makes it a code, any other character an ordinary address. */
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

  /**
   * The run arrives at a scanner's speed; the limits depend on whether the start is complete or keys are
   * held.
   */
  #isRunFast(isComplete: boolean): boolean {
    const { holding } = this;
    const prefixed = this.#prefixed();
    if (isComplete) return isScan(this.#run, prefixed, holding);
    if (holding) return !isSlow(this.#run, prefixed);
    return isFast(this.#run, prefixed);
  }

  /** Recognises a complete start with lost, doubled or unshifted keys that has a scanner's timing. */
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

  /** Call when a key is released after another was pressed (rollover). */
  roll(): void {
    const last = this.#recent.at(-1);
    if (last) last.rolls++;
  }

  /** Whether text that arrived in one event (paste, remote desktop) is a code. */
  isCode(text: string): boolean {
    if (!this.#startForms.some((form) => text.startsWith(form))) return false;
    return isCodeText(text, this.#starts, this.#prefix);
  }

  /** Passes the run to `onScan` and deletes its characters that had reached a field. */
  catchScan(): void {
    const run = this.#run;
    this.#forgetAll();
    const cleaned = new Set<EventTarget | undefined>();
    for (const { held, snap, target } of run) {
      if (held || cleaned.has(target)) continue;
      cleaned.add(target);
      // Without an event, frameworks and autocompletes would write back their copy of the old value.
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

  /** Returns the held keys to the page. The run continues: it may still become a scan. */
  returnHeldKeys(): void {
    this.#returning = true;
    try {
      for (const key of this.#run) {
        const { held, target, text } = key;
        key.held = undefined;
        if (!held || !target) continue;
        key.snap = snapshot(target);
        replay(held, target, text);
      }
    } finally {
      this.#returning = false;
    }
  }

  /** Returns the held keys to the page and drops all characters. */
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

  /** Whether a form fits the text of the run under the host's layout or on a US keyboard. */
  #fits(forms: readonly string[], fit: (form: string, typed: string) => boolean): boolean {
    const text = this.#run.map((key) => key.text).join('');
    const usText = this.#run.map((key) => key.us ?? key.text).join('');
    return forms.some((form) => fit(form, text) || fit(form, usText));
  }

  /** The run matches the beginning of a start. */
  #matches(): boolean {
    return this.#fits(this.#startForms, (form, typed) => form.startsWith(typed));
  }

  /** The run begins with the scanner's programmed prefix, which no person types. */
  #prefixed(): boolean {
    return this.#fits(this.#prefixForms, (form, typed) => typed.startsWith(form));
  }
}

/** Dispatches a suppressed key again, and performs its default action: synthetic events have none. */
function replay(event: Event, target: EventTarget, text: string): void {
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
