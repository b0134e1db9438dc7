/**
 * Keyboard layouts and code pages that transform the text of a wedge scanner.
 * No regular expressions: a match would leave the text in `RegExp.$_`, which the page can read.
 */

import { CODES, PLAIN, SHIFTED, US } from './us-layout.js';

/** «Русская» of Windows and Linux, «Русская – ПК» of macOS. */
const RU_PC =
  'ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ, ';
/** «Русская» of macOS. */
const RU_MAC =
  ']1234567890-=йцукенгшщзхъёфывапролджэячсмитьбю/[!"№%:,.;()_+ЙЦУКЕНГШЩЗХЪЁФЫВАПРОЛДЖЭЯЧСМИТЬБЮ? ';

/** `event.code` and Shift of a character on a US keyboard. For the scanner emulator. */
export function codeOfChar(char: string): { code: string; shift: boolean } | undefined {
  if (char === ' ') return { code: 'Space', shift: false };
  const i = US.indexOf(char);
  if (i < 0 || char.length !== 1) return undefined;
  return { code: CODES[i % PLAIN.length] ?? '', shift: i >= PLAIN.length };
}

const swap =
  (from: string, to: string) =>
  (text: string): string | undefined => {
    let out = '';
    for (const char of text) {
      const i = from.indexOf(char);
      if (i < 0) return undefined;
      out += to.charAt(i);
    }
    return out;
  };

/** Converts text typed under a Russian layout to US; undefined if a character has no key. */
export const ruPcToUs = swap(RU_PC, US);
export const ruMacToUs = swap(RU_MAC, US);
/**
 * Converts US text to what the same keys write under a Russian layout; undefined if a character has no key.
 */
export const usToRuPc = swap(US, RU_PC);
export const usToRuMac = swap(US, RU_MAC);

/** The other character of the same key on a US keyboard: with Shift instead of without, and vice versa. */
export function shiftPartner(char: string): string {
  const i = US.indexOf(char);
  return i < 0 || char === ' ' ? char : (i < PLAIN.length ? SHIFTED : PLAIN).charAt(i % PLAIN.length);
}

/** Inverts the case of every letter, as Caps Lock does. */
export function invertCase(text: string): string {
  let out = '';
  for (const char of text) {
    const lower = char.toLowerCase();
    out += char === lower ? char.toUpperCase() : lower;
  }
  return out;
}

let pages: string[][] | undefined;
const codePages = (): string[][] => {
  const all = new Uint8Array(256).map((_, i) => i);
  pages ??= ['windows-1251', 'windows-1252'].map((page) => [...new TextDecoder(page).decode(all)]);
  return pages;
};

/** Texts whose UTF-8 bytes, read as CP1251 or CP1252, give this text; usually none or one. */
export function unMojibake(text: string): string[] {
  const out: string[] = [];
  for (const page of codePages()) {
    const bytes = [...text].map((char) => page.indexOf(char));
    if (bytes.includes(-1) || !bytes.some((byte) => byte > 127)) continue;
    try {
      out.push(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes)));
    } catch {
      // The bytes under this code page are not UTF-8.
    }
  }
  return out;
}

/** The UTF-8 bytes of the text read as CP1251. */
export function toMojibake(text: string): string {
  const page = codePages()[0] ?? [];
  let out = '';
  for (const byte of new TextEncoder().encode(text)) out += page[byte];
  return out;
}
