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

export interface Restored {
  text: string;
  /** It begins with one of the starts, or with the prefix. */
  known: boolean;
  /** No layout makes it printable ASCII, as the content of a code is. */
  garbled: boolean;
}

/** Weaker than the caller's starts: enough to choose a layout for a foreign code. */
const ADDRESSES = ['https://', 'http://'];
/** ms between stray typing and the scan that follows it. */
const PAUSE = 150;

const startsAny = (text: string, starts: readonly string[]) => starts.some((start) => text.startsWith(start));

function printable(text: string): boolean {
  for (const char of text) if (char < ' ' || char > '~') return false;
  return true;
}

/** Digits of a number pad without Num Lock write nothing: there is only their place. */
function written(keys: readonly Key[]): { text: string; byCode: string } {
  return {
    text: keys.map((key) => key.text || (key.us ?? '')).join(''),
    byCode: keys.map((key) => key.us ?? key.text).join(''),
  };
}

function* readings(keys: readonly Key[]): Generator<string> {
  const { text, byCode } = written(keys);
  yield byCode;
  yield text;
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

/** A reading that begins as expected, without its programmed or AIM prefix (`]` and two characters). */
function expected(keys: readonly Key[], starts: readonly string[], prefix: string): string | undefined {
  for (const reading of readings(keys)) {
    if (prefix !== '' && reading.startsWith(prefix)) {
      const rest = reading.slice(prefix.length);
      if (starts.length === 0 || startsAny(rest, starts)) return rest;
    }
    if (startsAny(reading, starts)) return reading;
    if (reading.startsWith(']') && startsAny(reading.slice(3), starts)) return reading.slice(3);
  }
  return undefined;
}

/**
 * What the code said, from what the keyboard made of it. A reading is chosen by the text it begins with;
 * where none is as expected: the US positions if the host's layout is not Latin or Caps Lock is on, else the text.
 */
export function restore(keys: readonly Key[], starts: readonly string[], prefix = ''): Restored {
  for (let from = 0; from < keys.length; from++) {
    if (from > 0 && (keys[from]?.gap ?? 0) < PAUSE) continue;
    const text = expected(from === 0 ? keys : keys.slice(from), starts, prefix);
    if (text !== undefined && text !== '') return { text, known: true, garbled: !printable(text) };
  }
  return foreign(keys, prefix);
}

function foreign(keys: readonly Key[], prefix: string): Restored {
  const strip = (text: string) =>
    prefix !== '' && text.startsWith(prefix) && text.length > prefix.length
      ? text.slice(prefix.length)
      : text;
  const address = expected(keys, ADDRESSES, prefix);
  if (address !== undefined) return { text: address, known: false, garbled: !printable(address) };
  const { text, byCode } = written(keys);
  const caps = keys.some((key) => key.caps === true);
  if (printable(text) && !caps) return { text: strip(text), known: false, garbled: false };
  if (printable(byCode)) return { text: strip(byCode), known: false, garbled: false };
  for (const reading of readings(keys)) {
    if (printable(reading)) return { text: strip(reading), known: false, garbled: false };
  }
  return { text, known: false, garbled: true };
}

/** The keys are the beginning of one of the starts, or of the prefix, and no more. */
export function begins(keys: readonly Key[], starts: readonly string[], prefix: string): boolean {
  for (const reading of readings(keys)) {
    for (const before of ['', prefix, reading.startsWith(']') ? reading.slice(0, 3) : '']) {
      if (starts.some((start) => (before + start).startsWith(reading))) return true;
    }
  }
  return false;
}
