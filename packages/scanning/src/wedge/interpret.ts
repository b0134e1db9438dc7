import { continuesAsCode } from '../code-path.js';
import { isFraming } from '../framing.js';
import { isDistorted } from './distortion.js';
import { invertCase, ruMacToUs, ruPcToUs, unMojibake } from './layouts.js';

/** One character as it arrived. */
export interface Key {
  /** The character under the host's keyboard layout; empty if the key writes none. */
  text: string;
  /** The character on a US keyboard; undefined if `event.code` was empty. */
  us?: string | undefined;
  /** Caps Lock was on. */
  caps?: boolean;
  /** ms since the previous character, by the time stamps of the events. */
  gap: number;
}

export interface Interpretation {
  text: string;
  /**
   * `code`: begins as a Digital ID code or with the prefix · `distorted`: a damaged Digital ID code ·
   * `foreign`: another code · `unreadable`: no keyboard layout gives printable ASCII.
   */
  kind: 'code' | 'distorted' | 'foreign' | 'unreadable';
}

/** Weaker evidence than the caller's starts, but enough to choose the layout of a foreign code. */
const ADDRESSES = ['https://', 'http://'];
/** Smallest gap between stray typing and the scan that follows it. */
const PAUSE_MS = 150;
/** An AIM identifier is `]` and two characters. */
const AIM_LENGTH = 3;

function isPrintable(text: string): boolean {
  for (const char of text) if (char < ' ' || char > '~') return false;
  return true;
}

/** Without Num Lock the digits of the number pad write no text, so only `event.code` identifies them. */
function written(keys: readonly Key[]): { text: string; byCode: string } {
  return {
    text: keys.map((key) => key.text || (key.us ?? '')).join(''),
    byCode: keys.map((key) => key.us ?? key.text).join(''),
  };
}

/** The keys without framing characters (STX, byte order marks and the like). */
export const withoutFraming = (keys: readonly Key[]): readonly Key[] =>
  keys.filter((key) => !isFraming(key.text));

/**
 * Candidate texts of the keys. The text under the host's layout comes first: if it begins as expected, key
 * positions could only corrupt it, because capitals may arrive without Shift.
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

/** The reading, and the same without its programmed prefix or AIM identifier. */
function withoutPrefix(reading: string, prefix: string): string[] {
  const bodies = [reading];
  if (prefix !== '' && reading.startsWith(prefix)) bodies.push(reading.slice(prefix.length));
  if (reading.startsWith(']')) bodies.push(reading.slice(AIM_LENGTH));
  return bodies;
}

/** The first reading that begins as expected, without its prefix. */
function expected(keys: readonly Key[], starts: readonly string[], prefix: string): string | undefined {
  for (const reading of readings(keys)) {
    if (starts.length === 0 && prefix !== '' && reading.startsWith(prefix))
      return reading.slice(prefix.length);
    for (const body of withoutPrefix(reading, prefix))
      if (starts.some((start) => continuesAsCode(body, start))) return body;
  }
  return undefined;
}

function isDistortedCode(keys: readonly Key[], starts: readonly string[], prefix: string): boolean {
  for (const reading of readings(keys)) {
    for (const body of withoutPrefix(reading, prefix)) if (isDistorted(body, starts)) return true;
  }
  return false;
}

/**
 * Restores the text of a code from the keys. Chooses the reading that begins as expected. If there is none,
 * it chooses the one by US key positions if the host's layout is not Latin or Caps Lock is on, otherwise the
 * text as typed.
 */
export function interpret(keys: readonly Key[], starts: readonly string[], prefix = ''): Interpretation {
  for (let from = 0; from < keys.length; from++) {
    if (from > 0 && (keys[from]?.gap ?? 0) < PAUSE_MS) continue;
    const text = expected(from === 0 ? keys : keys.slice(from), starts, prefix);
    if (text) return { text, kind: isPrintable(text) ? 'code' : 'unreadable' };
  }
  const { text, readable } = foreignText(keys, prefix);
  if (isDistortedCode(keys, starts, prefix)) return { text, kind: 'distorted' };
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

/** The keys are only the beginning of a prefix and start: the scan is not complete. */
export function isBeginning(keys: readonly Key[], starts: readonly string[], prefix: string): boolean {
  for (const reading of readings(withoutFraming(keys))) {
    for (const before of ['', prefix, reading.startsWith(']') ? reading.slice(0, AIM_LENGTH) : '']) {
      if (starts.some((start) => (before + start).startsWith(reading))) return true;
    }
  }
  return false;
}
