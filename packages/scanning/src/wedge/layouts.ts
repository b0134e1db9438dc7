/**
 * Keyboard layouts and code pages a wedge scanner's text goes through on its way to the page.
 * Plain loops and maps only: a regular expression would leave the text in `RegExp.$_` for the host to read.
 */

import { CODES, PLAIN, SHIFTED, US } from './us-layout.js';

/** «Русская» of Windows and Linux, «Русская – ПК» of macOS. */
const RU_PC =
  'ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ, ';
/** «Русская» of macOS. */
const RU_MAC =
  ']1234567890-=йцукенгшщзхъёфывапролджэячсмитьбю/[!"№%:,.;()_+ЙЦУКЕНГШЩЗХЪЁФЫВАПРОЛДЖЭЯЧСМИТЬБЮ? ';

/** `event.code` and Shift for a character of the US keyboard (for emulators). */
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

/** Text typed under a Russian layout back to what US keys would have given; undefined where a character has no key. */
export const ruPcToUs = swap(RU_PC, US);
export const ruMacToUs = swap(RU_MAC, US);
/** What US keys give under a Russian layout; undefined where a character has no key. */
export const usToRuPc = swap(US, RU_PC);
export const usToRuMac = swap(US, RU_MAC);

/** What the same key of a US keyboard writes with Shift if the character is written without, and the other way round. */
export function shiftPartner(char: string): string {
  const i = US.indexOf(char);
  return i < 0 || char === ' ' ? char : (i < PLAIN.length ? SHIFTED : PLAIN).charAt(i % PLAIN.length);
}

/** Case of every letter the other way round: what Caps Lock does. */
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

/** Texts whose UTF-8 bytes, read as CP1251 or CP1252, look like this one; usually none, or one. */
export function unMojibake(text: string): string[] {
  const out: string[] = [];
  for (const page of codePages()) {
    const bytes = [...text].map((char) => page.indexOf(char));
    if (bytes.includes(-1) || !bytes.some((byte) => byte > 127)) continue;
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
  const page = codePages()[0] ?? [];
  let out = '';
  for (const byte of new TextEncoder().encode(text)) out += page[byte];
  return out;
}
