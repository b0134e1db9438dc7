import { announce, erase, insertText, putBack, type Snapshot, snapshot } from './fields.js';
import { invertCase, toMojibake, usToRuMac, usToRuPc } from './layouts.js';
import type { Key } from './restore.js';

/** AIM identifiers of QR Code, which a scanner may be set to send before the text. */
const AIM = ['', ...Array.from('0123456', (digit) => `]Q${digit}`)];
/** ms: longer, and the character before belongs to something else. */
const APART = 500;
/** A character as Alt + digits takes so many keys. */
const ALT = 5;
/** ms: the prefix, which nobody types, may come this slowly. */
const PREFIX_GAP = 150;
/** ms the held keys wait for the next one, while they are fewer than so many: people type «htt» too. */
const PATIENCE = { chars: 8, ms: 50 };
/**
 * So many characters, their gaps but so many at most so many ms: held back, for no person types a beginning of the
 * address like this. Bursts of 30 to 40 ms and two keys rolled into one are a person's; two `t` in 25 ms are not.
 */
const HOLD = [
  [3, 25, 0],
  [8, 30, 0],
  // A busy machine in between.
  [8, 16, 2],
  [14, 20, 5],
] as const;
/** Held back, and then three gaps longer than this (ms): a person after all. */
const HUMAN = 100;
/**
 * A whole start is a scan if its mean gap (ms) is `fast`. If no keys were rolled, also if its gaps but two are at most
 * `gap`, if their mean is `mean`, or if they are steady up to `slow`. The means leave out the longest, a busy machine's.
 * People reach 60 ms a character, with gaps from 10 to 150, and only by rolling keys.
 */
const WHOLE = { hiccups: 3, fast: 20, gap: 66, mean: 30, slow: 130, spread: 0.13 };

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
  #prefixes: string[];
  #caught: (keys: Key[]) => void;
  #run: Seen[] = [];
  #last = Number.NEGATIVE_INFINITY;
  #rolls = 0;
  #returning = false;

  constructor(starts: readonly string[], prefix: string, caught: (keys: Key[]) => void) {
    this.#texts = looks(starts, prefix);
    this.#prefixes = looks([], prefix);
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

  /** ms the held keys wait for the next one. */
  get patience(): number {
    return this.#run.length < PATIENCE.chars && !this.#prefixed() ? PATIENCE.ms : APART;
  }

  /** One character; true: keep its event from the page. */
  see(key: Omit<Key, 'gap'>, at: number, event: Event, alt = false): boolean {
    const gap = at - this.#last;
    const target = event.composedPath()[0];
    this.#last = at;
    if (gap > APART * (alt ? ALT : 1)) this.letGo();
    const seen: Seen = { ...key, gap, alt, target, held: undefined, snap: snapshot(target) };
    this.#run.push(seen);
    if (this.holding && !this.#matches()) {
      this.#run.pop();
      this.letGo();
      seen.snap = snapshot(target);
      this.#run.push(seen);
    }
    while (this.running && !this.#matches()) this.#run.shift();
    const { holding } = this;
    const whole = this.#fits(this.#texts, (look, typed) => look === typed);
    const ours = whole ? this.#isScan(holding) : holding ? !this.#isSlow() : this.#isFast();
    if (ours) {
      seen.held = event;
      if (whole) this.take();
    } else if (whole) this.letGo();
    else this.giveBack();
    return ours;
  }

  /** A key came up after another was pressed. */
  roll(): void {
    this.#rolls++;
  }

  /** Text that came at once, by paste or from a remote desktop, is a code. */
  isCode(text: string): boolean {
    return this.#texts.some((look) => text.startsWith(look));
  }

  /** What was seen is a scan: hand it over, and clean the fields of what escaped. */
  take(): void {
    const run = this.#run;
    this.#run = [];
    const cleaned = new Set<EventTarget | undefined>();
    for (const { held, snap, target } of run) {
      if (held || cleaned.has(target)) continue;
      cleaned.add(target);
      // Frameworks and autocompletes keep their own copy and would write it back.
      if (snap) {
        if (putBack(snap)) announce(snap.field, 'deleteContentBackward', null);
      } else {
        const mine = run.filter((key) => !key.held && key.target === target);
        erase(target as HTMLElement, mine.map((key) => key.text).join(''));
      }
    }
    this.#caught(run.map((key, i) => (i === 0 ? { ...key, gap: 0 } : key)));
  }

  /** The scan, if it is one, goes on later; the page gets the keys that were held. */
  giveBack(): void {
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

  /** What was seen is no scan: the page gets the keys that were held. */
  letGo(): void {
    this.giveBack();
    this.#run = [];
    this.#rolls = 0;
  }

  /** One of the looks fits what the keys wrote, or what they would have on a US keyboard. */
  #fits(looks: readonly string[], fit: (look: string, typed: string) => boolean): boolean {
    const text = this.#run.map((key) => key.text).join('');
    const code = this.#run.map((key) => key.us ?? key.text).join('');
    return looks.some((look) => fit(look, text) || fit(look, code));
  }

  /** It is the beginning of a start. */
  #matches(): boolean {
    return this.#fits(this.#texts, (look, typed) => look.startsWith(typed));
  }

  /** It begins with what the scanner is programmed to send, which nobody types. */
  #prefixed(): boolean {
    return this.#fits(this.#prefixes, (look, typed) => typed.startsWith(look));
  }

  /** ms, the longest first. */
  #gaps(): number[] {
    const gaps = this.#run.slice(1).map((key) => (key.alt ? key.gap / ALT : key.gap));
    return gaps.sort((a, b) => b - a);
  }

  /** No key of it was still down when the next was pressed; now and then one may be. */
  get #apart(): boolean {
    return this.#rolls * 8 <= this.#run.length;
  }

  #isSlow(): boolean {
    return (this.#gaps()[2] ?? 0) > HUMAN && !this.#prefixed();
  }

  #isFast(): boolean {
    const gaps = this.#gaps();
    const within = ([chars, ms, but]: readonly [number, number, number]) =>
      gaps.length >= chars - 1 && (gaps[but] ?? 0) <= ms;
    return (
      HOLD.some(within) ||
      // Hands that fast roll their keys.
      (this.#apart && within([10, 55, 1])) ||
      (this.#prefixed() && within([2, PREFIX_GAP, 0]))
    );
  }

  #isScan(holding: boolean): boolean {
    const gaps = this.#gaps();
    if ((holding || (gaps[0] ?? 0) <= PREFIX_GAP) && this.#prefixed()) return true;
    const usual = gaps.slice(WHOLE.hiccups);
    const mean = usual.reduce((sum, gap) => sum + gap, 0) / usual.length;
    const spread = (usual[0] ?? 0) - (usual.at(-1 - WHOLE.hiccups) ?? 0);
    const even =
      (gaps[2] ?? 0) <= WHOLE.gap ||
      mean <= WHOLE.mean ||
      (mean <= WHOLE.slow && spread <= WHOLE.spread * mean);
    return mean <= WHOLE.fast || (even && this.#apart);
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
