/**
 * Keyboard layouts and code pages a wedge scanner's text goes through on its way to the page.
 * Plain loops and maps only: a regular expression would leave the text in `RegExp.$_` for the host to read.
 */

const PLAIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./";
const SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?';
const CODES =
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal ' +
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Backslash ' +
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote ' +
  'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash';
/** «Русская» of Windows and Linux, «Русская – ПК» of macOS. */
const RU_PC =
  'ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,';
/** «Русская» of macOS. */
const RU_MAC =
  ']1234567890-=йцукенгшщзхъёфывапролджэячсмитьбю/[!"№%:,.;()_+ЙЦУКЕНГШЩЗХЪЁФЫВАПРОЛДЖЭЯЧСМИТЬБЮ?';

const US = PLAIN + SHIFTED;

function table(from: string, to: string): Map<string, string> {
  const map = new Map<string, string>([[' ', ' ']]);
  for (let i = 0; i < from.length; i++) map.set(from.charAt(i), to.charAt(i));
  return map;
}

const positions = new Map<string, [string, string]>([
  ['Space', [' ', ' ']],
  ['NumpadDecimal', ['.', '.']],
  ['NumpadDivide', ['/', '/']],
  ['NumpadMultiply', ['*', '*']],
  ['NumpadSubtract', ['-', '-']],
  ['NumpadAdd', ['+', '+']],
]);
CODES.split(' ').forEach((code, i) => {
  positions.set(code, [PLAIN.charAt(i), SHIFTED.charAt(i)]);
});
for (let d = 0; d < 10; d++) positions.set(`Numpad${d}`, [`${d}`, `${d}`]);

/** The character a US keyboard has at `event.code`, or undefined where it has none. */
export function charOfCode(code: string, shift: boolean): string | undefined {
  return positions.get(code)?.[shift ? 1 : 0];
}

/** `event.code` and Shift for a character of the US keyboard (for emulators). */
export function codeOfChar(char: string): { code: string; shift: boolean } | undefined {
  if (char === ' ') return { code: 'Space', shift: false };
  const i = US.indexOf(char);
  if (i < 0 || char.length !== 1) return undefined;
  return { code: CODES.split(' ')[i % PLAIN.length] ?? '', shift: i >= PLAIN.length };
}

function through(map: Map<string, string>, text: string): string | undefined {
  let out = '';
  for (const char of text) {
    const to = map.get(char);
    if (to === undefined) return undefined;
    out += to;
  }
  return out;
}

const fromPc = table(RU_PC, US);
const fromMac = table(RU_MAC, US);
const toPc = table(US, RU_PC);
const toMac = table(US, RU_MAC);

/** Text typed under a Russian layout back to what US keys would have given; undefined where a character has no key. */
export const ruPcToUs = (text: string): string | undefined => through(fromPc, text);
export const ruMacToUs = (text: string): string | undefined => through(fromMac, text);
/** What US keys give under a Russian layout; undefined where a character has no key. */
export const usToRuPc = (text: string): string | undefined => through(toPc, text);
export const usToRuMac = (text: string): string | undefined => through(toMac, text);

/** Case of every letter the other way round: what Caps Lock does. */
export function invertCase(text: string): string {
  let out = '';
  for (const char of text) {
    const lower = char.toLowerCase();
    out += char === lower ? char.toUpperCase() : lower;
  }
  return out;
}

function codePage(label: string): { chars: string[]; bytes: Map<string, number> } {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  const chars = Array.from(new TextDecoder(label).decode(all));
  return { chars, bytes: new Map(chars.map((char, i) => [char, i])) };
}

let pages: ReturnType<typeof codePage>[] | undefined;
const codePages = () => {
  pages ??= ['windows-1251', 'windows-1252'].map(codePage);
  return pages;
};

/** Texts whose UTF-8 bytes, read as CP1251 or CP1252, look like this one; usually none, or one. */
export function unMojibake(text: string): string[] {
  const out: string[] = [];
  for (const page of codePages()) {
    const bytes: number[] = [];
    let high = false;
    for (const char of text) {
      const byte = page.bytes.get(char);
      if (byte === undefined) break;
      if (byte > 127) high = true;
      bytes.push(byte);
    }
    if (!high || bytes.length !== Array.from(text).length) continue;
    try {
      out.push(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes)));
    } catch {
      // Not UTF-8 under this page.
    }
  }
  return out;
}

/** UTF-8 bytes of the text read as CP1251 (for emulators, and for what a code's first characters look like). */
export function toMojibake(text: string): string {
  const { chars } = codePages()[0]!;
  let out = '';
  for (const byte of new TextEncoder().encode(text)) out += chars[byte];
  return out;
}

/**
 * The character Windows makes of Alt + decimal digits on the number pad: with a leading 0 the ANSI page
 * (CP1251 here), without it the OEM page (CP866 here), above 255 the code point.
 */
export function charOfAltCode(digits: string): string | undefined {
  const n = Number(digits);
  if (digits === '' || !Number.isInteger(n) || n < 1 || n > 0x10ffff) return undefined;
  if (n > 255) return String.fromCodePoint(n);
  if (digits.startsWith('0') || n < 128) return codePages()[0]!.chars[n];
  return new TextDecoder('ibm866').decode(Uint8Array.of(n));
}
