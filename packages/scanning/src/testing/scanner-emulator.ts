/** Test support: key strokes of a keyboard-wedge scanner and of a typist. */

import { codeOfChar, invertCase, toMojibake, usToRuMac, usToRuPc } from '../wedge/layouts.js';
import type { WedgeClock } from '../wedge/wedge-options.js';

export interface Scanner {
  /** ms from one key to the next. */
  msPerKey: number;
  /** 0…1: a gap is `msPerKey` × (1 ± jitter). */
  jitter: number;
  prefix: string;
  suffix: 'enter' | 'tab' | 'crlf' | 'ctrl-j' | 'none';
  /** Layout of the host. The scanner always types as on a US keyboard. */
  layout: 'us' | 'ru' | 'ru-mac';
  caps: boolean;
  /**
   * `code`: ordinary keys · `numpad`: digits from the number pad · `text`: keys without `event.code` · `alt`:
   * Alt + number pad · `insert`: text without keys · `paste`: one event · `mojibake`: as `text`, with UTF-8
   * read as CP1251.
   */
  by: 'code' | 'numpad' | 'text' | 'alt' | 'insert' | 'paste' | 'mojibake';
}

/** Factory settings of a scanner, US layout. */
export const USUAL_SCANNER: Scanner = {
  msPerKey: 5,
  jitter: 0.2,
  prefix: '',
  suffix: 'enter',
  layout: 'us',
  caps: false,
  by: 'code',
};

export interface Stroke {
  /** ms since the previous stroke. */
  wait: number;
  kind: 'down' | 'up' | 'char' | 'insert' | 'paste';
  key: string;
  code: string;
  /** Text of the default action. */
  text: string;
  shift: boolean;
  alt: boolean;
  ctrl: boolean;
  caps: boolean;
  /** The key is held down and repeats. */
  repeat?: boolean;
}

export type Random = () => number;

/** mulberry32: a seeded generator with the same numbers in every engine. */
export function random(seed: number): Random {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(rng: Random, from: readonly T[]): T => from[Math.floor(rng() * from.length)] as T;

const ID = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A random Digital ID code of 45 to 250 characters, mostly short. */
export function someCode(rng: Random): string {
  let id = '';
  const length = 16 + Math.floor(rng() ** 6 * 190);
  for (let i = 0; i < length; i++) id += ID.charAt(Math.floor(rng() * ID.length));
  return `https://${rng() < 0.7 ? 'www.' : ''}gosuslugi.ru/m${Math.floor(rng() * 10)}/${id}?p=f`;
}

export function someScanner(rng: Random): Scanner {
  return {
    msPerKey: pick(rng, [1, 2, 5, 10, 20, 40, 80, 120]),
    jitter: rng() * 0.5,
    prefix: pick(rng, ['', '', '', ']Q1', ']Q3']),
    suffix: pick(rng, ['enter', 'enter', 'tab', 'crlf', 'ctrl-j', 'none'] as const),
    layout: pick(rng, ['us', 'ru', 'ru', 'ru-mac'] as const),
    caps: rng() < 0.25,
    by: pick(rng, ['code', 'code', 'numpad', 'text', 'alt', 'insert', 'paste', 'mojibake'] as const),
  };
}

/** `event.key` of the number pad digits 0 to 9 without Num Lock. */
const NUM_OFF = 'Insert End ArrowDown PageDown ArrowLeft Clear ArrowRight Home ArrowUp PageUp'.split(' ');

const blank = { shift: false, alt: false, ctrl: false, caps: false, text: '' };

/** The character of a US key under the host's layout. */
function onHost(char: string, { layout, caps }: Pick<Scanner, 'layout' | 'caps'>): string {
  const typed = layout === 'ru' ? usToRuPc(char) : layout === 'ru-mac' ? usToRuMac(char) : char;
  if (typed === undefined) throw new Error('No key for this character');
  return caps ? invertCase(typed) : typed;
}

/** The strokes of one scan. */
export function scan(text: string, scanner: Scanner, rng: Random): Stroke[] {
  const out: Stroke[] = [];
  const gap = () => scanner.msPerKey * (1 + (rng() * 2 - 1) * scanner.jitter);
  const push = (wait: number, stroke: Partial<Stroke> & Pick<Stroke, 'kind'>) =>
    out.push({ ...blank, caps: scanner.caps, key: '', code: '', wait, ...stroke });
  const press = (key: Partial<Stroke>) => {
    const wait = gap();
    const dwell = scanner.msPerKey * 0.4;
    push(Math.max(0, wait - dwell), { kind: 'down', ...key });
    push(Math.min(wait, dwell), { kind: 'up', ...key });
  };
  const all = scanner.prefix + text;
  const { by } = scanner;
  if (by === 'paste') push(gap(), { kind: 'paste', text: all });
  else if (by === 'insert') for (const c of all) push(gap(), { kind: 'insert', text: onHost(c, scanner) });
  else if (by === 'mojibake') {
    const seen = [...all].map((c) => onHost(c, scanner)).join('');
    for (const c of toMojibake(seen)) press({ key: c, text: c });
  } else if (by === 'alt') {
    for (const c of all) {
      push(gap(), { kind: 'down', key: 'Alt', code: 'AltLeft', alt: true });
      for (const d of `0${c.charCodeAt(0)}`) press({ key: d, code: `Numpad${d}`, alt: true });
      push(gap(), { kind: 'up', key: 'Alt', code: 'AltLeft' });
      push(0, { kind: 'char', key: c, text: c });
    }
  } else {
    for (const c of all) {
      const at = codeOfChar(c);
      const seen = onHost(c, scanner);
      const shift = at?.shift ?? false;
      if (by === 'numpad' && c >= '0' && c <= '9') {
        // Num Lock is off for half of them.
        const off = rng() < 0.5;
        press({ key: off ? (NUM_OFF[Number(c)] ?? '') : c, code: `Numpad${c}`, text: off ? '' : c });
        continue;
      }
      if (shift) push(0, { kind: 'down', key: 'Shift', code: by === 'text' ? '' : 'ShiftLeft', shift });
      press({ key: seen, text: seen, code: by === 'text' ? '' : (at?.code ?? ''), shift });
      if (shift) push(0, { kind: 'up', key: 'Shift', code: by === 'text' ? '' : 'ShiftLeft' });
    }
  }
  const enter = { key: 'Enter', code: 'Enter', text: '\r' };
  if (scanner.suffix === 'tab') press({ key: 'Tab', code: 'Tab' });
  else if (scanner.suffix !== 'none') press(enter);
  if (scanner.suffix === 'crlf') press(enter);
  if (scanner.suffix === 'ctrl-j') {
    push(0, { kind: 'down', key: 'Control', code: 'ControlLeft', ctrl: true });
    press({ key: 'j', code: 'KeyJ', ctrl: true });
    push(0, { kind: 'up', key: 'Control', code: 'ControlLeft' });
  }
  return out;
}

export interface Typist {
  /** Median of the gaps, which are log-normal, ms. */
  median: number;
  /** Fraction of keys that begin a burst: up to eight keys at 30 to 42 ms, some of them at 8 to 18 ms. */
  bursts: number;
  /** Fraction of keys that are held until they repeat, every 30 ms. */
  held: number;
}

export function someTypist(rng: Random): Typist {
  return { median: 50 + rng() * 250, bursts: rng() < 0.5 ? rng() * 0.4 : 0, held: rng() < 0.3 ? 0.03 : 0 };
}

/** Strokes of a typist (a number is the median): irregular gaps, bursts, key rollover. */
export function typing(
  text: string,
  typist: Typist | number,
  rng: Random,
  layout: Scanner['layout'] = 'us',
): Stroke[] {
  const { median, bursts, held } =
    typeof typist === 'number' ? { median: typist, bursts: 0, held: 0 } : typist;
  const normal = () => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
  const out: (Stroke & { at: number })[] = [];
  let at = 0;
  let burst = 0;
  for (const c of text) {
    const place = codeOfChar(c);
    const seen = onHost(c, { layout, caps: false });
    const key = { ...blank, key: seen, text: seen, code: place?.code ?? '', shift: place?.shift ?? false };
    if (burst === 0 && rng() < bursts) burst = 1 + Math.floor(rng() * 8);
    if (burst > 0) at += rng() < 0.1 ? 8 + rng() * 10 : 30 + rng() * 12;
    else at += Math.max(30, median * Math.exp(0.35 * normal()));
    if (burst > 0) burst--;
    out.push({ ...key, kind: 'down', wait: 0, at });
    if (rng() < held) {
      at += 450;
      for (let n = 1 + Math.floor(rng() * 10); n > 0; n--, at += 30)
        out.push({ ...key, kind: 'down', wait: 0, at, repeat: true });
    }
    out.push({ ...key, kind: 'up', wait: 0, at: at + 30 + rng() * 90 });
  }
  out.sort((a, b) => a.at - b.at);
  return out.map(({ at, ...stroke }, i) => ({ ...stroke, wait: at - (out[i - 1]?.at ?? 0) }));
}

/** A clock that only `advance` moves. */
export class VirtualClock implements WedgeClock {
  #now = 1000;
  #next = 1;
  #timers = new Map<number, { due: number; run: () => void }>();

  now(): number {
    return this.#now;
  }

  set(run: () => void, ms: number): number {
    const id = this.#next++;
    this.#timers.set(id, { due: this.#now + ms, run });
    return id;
  }

  clear(id: number): void {
    this.#timers.delete(id);
  }

  timeOf(): number {
    return this.#now;
  }

  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      let first: [number, { due: number; run: () => void }] | undefined;
      for (const timer of this.#timers) {
        if (timer[1].due <= until && (!first || timer[1].due < first[1].due)) first = timer;
      }
      if (!first) break;
      this.#timers.delete(first[0]);
      this.#now = first[1].due;
      first[1].run();
    }
    this.#now = until;
  }
}

/** Dispatches strokes and performs their default actions, which synthetic events do not have. */
export function play(strokes: readonly Stroke[], document: Document, clock: VirtualClock): void {
  for (const stroke of strokes) {
    if (stroke.wait > 0) clock.advance(stroke.wait);
    dispatch(stroke, document);
  }
}

function dispatch(stroke: Stroke, document: Document): void {
  const target = document.activeElement ?? document.body;
  const init = { bubbles: true, cancelable: true, composed: true };
  const send = (type: string, key: string) =>
    target.dispatchEvent(
      new KeyboardEvent(type, {
        ...init,
        key,
        code: stroke.code,
        shiftKey: stroke.shift,
        altKey: stroke.alt,
        ctrlKey: stroke.ctrl,
        modifierCapsLock: stroke.caps,
        repeat: stroke.repeat === true,
      }),
    );
  const field =
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : undefined;
  const insert = (data: string, inputType: string) => {
    if (!field || !target.dispatchEvent(new InputEvent('beforeinput', { ...init, data, inputType }))) return;
    field.setRangeText(data, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
    field.dispatchEvent(new InputEvent('input', { ...init, cancelable: false, data, inputType }));
  };
  if (stroke.kind === 'insert') insert(stroke.text, 'insertText');
  else if (stroke.kind === 'paste') {
    const event = new ClipboardEvent('paste', init);
    // Not every browser allows a script to set `clipboardData`.
    Object.defineProperty(event, 'clipboardData', { value: { getData: () => stroke.text } });
    if (target.dispatchEvent(event)) insert(stroke.text, 'insertFromPaste');
  } else if (stroke.kind === 'up') send('keyup', stroke.key);
  else if (stroke.kind === 'char') {
    if (send('keypress', stroke.key)) insert(stroke.text, 'insertText');
  } else if (send('keydown', stroke.key) && stroke.text !== '' && !stroke.alt && !stroke.ctrl) {
    const enter = stroke.text === '\r';
    if (send('keypress', enter ? 'Enter' : stroke.key)) {
      if (enter) field?.form?.requestSubmit();
      else insert(stroke.text, 'insertText');
    }
  }
}
