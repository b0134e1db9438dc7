import { continuesAsCode } from '../code-path.js';
import { isFraming } from '../framing.js';
import { isDistorted } from './distortion.js';
import { invertCase, ruMacToUs, ruPcToUs, unMojibake } from './layouts.js';

/** One character as it arrived. */
export interface Key {
  /** What the browser says the key writes under the host's layout. */
  text: string;
  /** What a US keyboard writes there; undefined where `event.code` was empty. */
  us?: string | undefined;
  /** Caps Lock was on. */
  caps?: boolean;
  /** ms since the last character, by the time stamps of the events. */
  gap: number;
}

export interface Interpretation {
  text: string;
  /**
   * `code`: it begins as a Digital ID code or with the prefix · `distorted`: it was meant to · `foreign`: something
   * else · `unreadable`: no layout makes it printable ASCII, as the content of a code is.
   */
  kind: 'code' | 'distorted' | 'foreign' | 'unreadable';
}

/** Weaker than the caller's starts: enough to choose a layout for a foreign code. */
const ADDRESSES = ['https://', 'http://'];
/** Stray typing and the scan that follows it are at least this far apart. */
const PAUSE_MS = 150;
/** An AIM identifier is `]` and two characters. */
const AIM_LENGTH = 3;

function isPrintable(text: string): boolean {
  for (const char of text) if (char < ' ' || char > '~') return false;
  return true;
}

/** Without Num Lock the digits of the number pad write nothing: only `event.code` identifies them. */
function written(keys: readonly Key[]): { text: string; byCode: string } {
  return {
    text: keys.map((key) => key.text || (key.us ?? '')).join(''),
    byCode: keys.map((key) => key.us ?? key.text).join(''),
  };
}

/** The keys without what frames a code: STX, byte order marks and their like. */
export const withoutFraming = (keys: readonly Key[]): readonly Key[] =>
  keys.filter((key) => !isFraming(key.text));

/**
 * Every text the keys may stand for. What the host's layout wrote comes first: where it already begins as expected,
 * positions could only spoil it (capitals may arrive without Shift).
 */
export function* readings(keys: readonly Key[]): Generator<string> {
  const { text, byCode } = written(keys);
  yield text;
  yield byCode;
  yield invertCase(byCode);
  for (const base of [text, ...unMojibake(text)]) {
    for (const cased of [base, invertCase(base)]) {
      yield cased;
      const pc = ruPcToUs(cased);
      if (pc !== undefined) yield pc;
      const mac = ruMacToUs(cased);
      if (mac !== undefined) yield mac;
    }
  }
}

/** The reading itself, and without its programmed prefix or AIM identifier. */
function withoutPrefix(reading: string, prefix: string): string[] {
  const bodies = [reading];
  if (prefix !== '' && reading.startsWith(prefix)) bodies.push(reading.slice(prefix.length));
  if (reading.startsWith(']')) bodies.push(reading.slice(AIM_LENGTH));
  return bodies;
}

/** A reading that begins as expected, without its prefix. */
function expected(keys: readonly Key[], starts: readonly string[], prefix: string): string | undefined {
  for (const reading of readings(keys)) {
    if (starts.length === 0 && prefix !== '' && reading.startsWith(prefix))
      return reading.slice(prefix.length);
    for (const body of withoutPrefix(reading, prefix))
      if (starts.some((start) => continuesAsCode(body, start))) return body;
  }
  return undefined;
}

function meantAsCode(keys: readonly Key[], starts: readonly string[], prefix: string): boolean {
  for (const reading of readings(keys)) {
    for (const body of withoutPrefix(reading, prefix)) if (isDistorted(body, starts)) return true;
  }
  return false;
}

/**
 * Restores the text of a code from the keys. The reading that begins as expected is chosen; where none does, the one by
 * US key positions if the host's layout is not Latin or Caps Lock is on, else the text as it was typed.
 */
export function interpret(keys: readonly Key[], starts: readonly string[], prefix = ''): Interpretation {
  for (let from = 0; from < keys.length; from++) {
    if (from > 0 && (keys[from]?.gap ?? 0) < PAUSE_MS) continue;
    const text = expected(from === 0 ? keys : keys.slice(from), starts, prefix);
    if (text) return { text, kind: isPrintable(text) ? 'code' : 'unreadable' };
  }
  const { text, readable } = foreignText(keys, prefix);
  if (meantAsCode(keys, starts, prefix)) return { text, kind: 'distorted' };
  return { text, kind: readable ? 'foreign' : 'unreadable' };
}

function foreignText(keys: readonly Key[], prefix: string): { text: string; readable: boolean } {
  const strip = (text: string) =>
    prefix !== '' && text.startsWith(prefix) && text.length > prefix.length
      ? text.slice(prefix.length)
      : text;
  const address = expected(keys, ADDRESSES, prefix);
  if (address !== undefined) return { text: address, readable: isPrintable(address) };
  const { text, byCode } = written(keys);
  const caps = keys.some((key) => key.caps === true);
  if (isPrintable(text) && !caps) return { text: strip(text), readable: true };
  if (isPrintable(byCode)) return { text: strip(byCode), readable: true };
  for (const reading of readings(keys)) {
    if (isPrintable(reading)) return { text: strip(reading), readable: true };
  }
  return { text, readable: false };
}

/** The keys are the beginning of one of the starts, or of the prefix, and no more. */
export function isBeginning(keys: readonly Key[], starts: readonly string[], prefix: string): boolean {
  for (const reading of readings(withoutFraming(keys))) {
    for (const before of ['', prefix, reading.startsWith(']') ? reading.slice(0, AIM_LENGTH) : '']) {
      if (starts.some((start) => (before + start).startsWith(reading))) return true;
    }
  }
  return false;
}
