/**
 * Converts the bytes of a scanner to text. No regular expressions: a match would leave the text in
 * `RegExp.$_`.
 */

import { withoutFraming } from '../framing.js';

/** Limit for one code; a QR code holds at most 2,953 bytes. */
const MAX_BYTES = 4_096;
/** Silence that ends a code without a terminator. */
const SILENCE_MS = 300;

const STX = 2;
const ETX = 3;
const TAB = 9;
const LF = 10;
const CR = 13;

const isLetter = (code: number) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** Decodes UTF-8 or CP1251. Removes the AIM identifier (`]Q1`), framing characters and surrounding blanks. */
export function textOfBytes(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1251').decode(bytes);
  }
  text = withoutFraming(text);
  // A Digital ID code begins with a URL scheme, so a leading bracket is an AIM identifier.
  return text.length > 3 && text[0] === ']' && isLetter(text.charCodeAt(1)) ? text.slice(3) : text;
}

/** Splits a byte stream into texts at CR, LF, Tab, ETX, or after silence. */
export class Splitter {
  readonly #onCode: (text: string) => void;
  readonly #bytes = new Uint8Array(MAX_BYTES);
  #length = 0;
  #over = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onCode: (text: string) => void) {
    this.#onCode = onCode;
  }

  push(chunk: Uint8Array): void {
    clearTimeout(this.#timer);
    for (const byte of chunk) {
      if (byte === CR || byte === LF || byte === TAB || byte === ETX) this.#end();
      else if (byte === STX) this.clear();
      else if (this.#length < MAX_BYTES) this.#bytes[this.#length++] = byte;
      else this.#over = true;
    }
    if (this.#length > 0) this.#timer = setTimeout(() => this.#end(), SILENCE_MS);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#bytes.fill(0, 0, this.#length);
    this.#length = 0;
    this.#over = false;
  }

  #end(): void {
    const text = this.#over || this.#length === 0 ? '' : textOfBytes(this.#bytes.slice(0, this.#length));
    this.clear();
    if (text) this.#onCode(text);
  }
}
