import { announce, asField, type Snapshot, snapshot, write } from './fields.js';
import { invertCase, toMojibake, usToRuMac, usToRuPc } from './layouts.js';
import type { Key } from './restore.js';

/** AIM identifiers of QR Code, which a scanner may be set to send before the text. */
const AIM = ['', ']Q0', ']Q1', ']Q2', ']Q3', ']Q4', ']Q5', ']Q6'];
/** ms: longer, and the character before belongs to something else; longer still once keys are held back, which are then given back. */
const APART = 250;
export const PATIENCE = 500;
/** A character as Alt + digits takes so many keys. */
const ALT = 5;
/** ms: the prefix, which nobody types, may come this slowly. */
const PREFIX_GAP = 150;
/**
 * So many characters, their gaps but so many at most so many ms: held back, for no person types a beginning of the
 * address like this. Bursts of 30 to 40 ms and two keys rolled into one are a person's.
 */
const HOLD = [
  [4, 20, 0],
  [5, 25, 0],
  [8, 30, 0],
  [12, 32, 1],
  // A busy machine in between.
  [8, 15, 2],
  [14, 20, 5],
] as const;
/** Held back, and then three gaps longer than this (ms): a person after all. */
const HUMAN = 100;
/** A whole start is a scan at this mean gap (ms), or at this one if so steady; the longest gaps are a busy machine's. */
const WHOLE = { fast: 25, steady: 100, spread: 0.12, hiccups: 3 };

interface Seen extends Key {
  snap: Snapshot | undefined;
  target: EventTarget | undefined;
  /** The event kept from the page; undefined: the character escaped into it. */
  held: Event | undefined;
  /** Typed as Alt + digits, which takes a scanner four keys and a person a second. */
  alt: boolean;
}

/** Every look a start may have when it arrives. */
function looks(starts: readonly string[], prefix: string): string[] {
  const out = new Set<string>();
  const wholes = starts.flatMap((start) => [...AIM, prefix].map((before) => before + start));
  if (starts.length === 0 && prefix !== '') wholes.push(prefix);
  for (const whole of wholes) {
    for (const typed of [whole, usToRuPc(whole), usToRuMac(whole)]) {
      if (typed === undefined) continue;
      for (const cased of [typed, invertCase(typed)]) {
        out.add(cased);
        if (typed !== whole) out.add(toMojibake(cased));
      }
    }
  }
  return [...out];
}

/**
 * Watches keys nobody armed for. While what arrives is the beginning of a Digital ID code, at a speed no
 * person types, it holds keys back; once a whole start has come, {@link caught} gets them and what escaped
 * is taken out of the field; when it turns out to be something else, the page gets its keys after all.
 */
export class Guard {
  #texts: string[];
  #codes: string[];
  #prefixes: string[];
  #caught: (keys: Key[]) => void;
  #run: Seen[] = [];
  #last = Number.NEGATIVE_INFINITY;
  #returning = false;

  constructor(starts: readonly string[], prefix: string, caught: (keys: Key[]) => void) {
    this.#texts = looks(starts, prefix);
    this.#codes = looks(starts, prefix).filter((look) => look.charCodeAt(0) < 128);
    this.#prefixes = prefix === '' ? [] : looks([], prefix);
    this.#caught = caught;
  }

  /** Keys are being held back. */
  get holding(): boolean {
    return this.#run.some((key) => key.held !== undefined);
  }

  /** The last characters are the beginning of a code. */
  get running(): boolean {
    return this.#run.length > 0;
  }

  /** The held keys are just being given back: their events are nobody's scan. */
  get returning(): boolean {
    return this.#returning;
  }

  /** One character; true: keep its event from the page. */
  see(key: Omit<Key, 'gap'>, at: number, event: Event, alt = false): boolean {
    const gap = at - this.#last;
    const holding = this.holding;
    this.#last = at;
    if (gap > (holding ? PATIENCE : APART) * (alt ? ALT : 1)) this.letGo();
    const target = event.composedPath()[0];
    const seen: Seen = { ...key, gap, alt, target, held: undefined, snap: snapshot(target) };
    if (this.#matches([...this.#run, seen])) {
      this.#run.push(seen);
    } else if (holding) {
      this.letGo();
      seen.snap = snapshot(target);
      if (this.#matches([seen])) this.#run = [seen];
      return false;
    } else {
      this.#run.push(seen);
      while (this.#run.length > 0 && !this.#matches(this.#run)) this.#run.shift();
    }
    const gaps = this.#run.slice(1).map((key) => (key.alt ? key.gap / ALT : key.gap));
    gaps.sort((a, b) => b - a);
    const whole = this.#whole(this.#run);
    const ours = whole
      ? this.#isScan(gaps, holding)
      : holding
        ? !((gaps[2] ?? 0) > HUMAN) || this.#prefixed()
        : this.#isFast(gaps);
    if (!ours) {
      if (whole || holding) this.letGo();
      return false;
    }
    seen.held = event;
    if (whole) this.take();
    return true;
  }

  /** Text that came at once, by paste or from a remote desktop, is a code. */
  isCode(text: string): boolean {
    return this.#texts.some((look) => text.startsWith(look));
  }

  /** What was seen is a scan: hand it over, and clean the fields of what escaped. */
  take(): void {
    const run = this.#run;
    this.#run = [];
    for (let i = 0; i < run.length; ) {
      const field = run[i]?.snap?.field;
      let escaped = '';
      let j = i;
      for (; j < run.length && run[j]?.snap?.field === field && !run[j]?.held; j++) escaped += run[j]?.text;
      const snap = run[i]?.snap;
      if (snap && escaped !== '') clean(snap, escaped);
      i = Math.max(j, i + 1);
    }
    this.#caught(
      run.map(({ text, us, caps, gap }, i) => ({ text, us, caps: caps === true, gap: i === 0 ? 0 : gap })),
    );
  }

  /** What was seen is no scan: the page gets the keys that were held. */
  letGo(): void {
    const run = this.#run;
    this.#run = [];
    this.#returning = true;
    try {
      for (const { held, target, text } of run) if (held && target) giveBack(held, target, text);
    } finally {
      this.#returning = false;
    }
  }

  #typed(run: readonly Seen[]): { text: string; code: string } {
    let text = '';
    let code = '';
    for (const key of run) {
      text += key.text;
      code += key.us ?? key.text;
    }
    return { text, code };
  }

  #matches(run: readonly Seen[]): boolean {
    const { text, code } = this.#typed(run);
    return (
      this.#texts.some((look) => look.startsWith(text)) || this.#codes.some((look) => look.startsWith(code))
    );
  }

  #whole(run: readonly Seen[]): boolean {
    const { text, code } = this.#typed(run);
    return this.#texts.includes(text) || this.#codes.includes(code);
  }

  /** It begins with what the scanner is programmed to send, which nobody types. */
  #prefixed(): boolean {
    const { text, code } = this.#typed(this.#run);
    return this.#prefixes.some((look) => text.startsWith(look) || code.startsWith(look));
  }

  /** @param gaps ms, the longest first. */
  #isFast(gaps: readonly number[]): boolean {
    const widest = gaps[0];
    if (widest === undefined) return false;
    if (HOLD.some(([chars, ms, but]) => gaps.length >= chars - 1 && (gaps[but] ?? widest) <= ms)) return true;
    return widest <= PREFIX_GAP && this.#prefixed();
  }

  #isScan(gaps: readonly number[], holding: boolean): boolean {
    if ((holding || (gaps[0] ?? 0) <= PREFIX_GAP) && this.#prefixed()) return true;
    const usual = gaps.slice(WHOLE.hiccups);
    const mean = usual.reduce((sum, gap) => sum + gap, 0) / usual.length;
    const spread = (usual[0] ?? 0) - (usual.at(-1 - WHOLE.hiccups) ?? 0);
    return mean <= WHOLE.fast || (mean <= WHOLE.steady && spread <= WHOLE.spread * mean);
  }
}

/** Takes what escaped out of the field, if it is still there as it was typed. */
function clean({ field, value, start, end }: Snapshot, escaped: string): void {
  const from = start ?? value.length;
  const typed = value.slice(0, from) + escaped + value.slice(end ?? value.length);
  if (field.value === typed) write(field, value, start, end);
  else if (field.value.split(escaped).length === 2)
    write(
      field,
      field.value.replace(escaped, () => ''),
      null,
      null,
    );
  else return;
  // Frameworks and autocompletes keep their own copy and would write it back.
  announce(field, 'deleteContentBackward', null);
}

/** Does for the page what the browser would have done with a key. */
function giveBack(event: Event, target: EventTarget, text: string): void {
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
  insert(target, text);
  if (byKey) send('keyup');
}

function insert(target: EventTarget, text: string): void {
  const field = asField(target);
  if (!field) {
    const element = target as HTMLElement;
    if (element.isContentEditable) element.ownerDocument.execCommand('insertText', false, text);
    return;
  }
  if (field.readOnly || field.disabled) return;
  const { value, selectionStart, selectionEnd } = field;
  const from = selectionStart ?? value.length;
  const after = value.slice(0, from) + text + value.slice(selectionEnd ?? value.length);
  if (field.maxLength >= 0 && after.length > field.maxLength) return;
  const caret = selectionStart === null ? null : from + text.length;
  write(field, after, caret, caret);
  announce(field, 'insertText', text);
}
