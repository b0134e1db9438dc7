import { charOfAltCode } from './layouts.js';

/** The digit of Alt + number pad, by which a scanner types a character's code. */
function altDigit(event: KeyboardEvent): string | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const { code, key } = event;
  if (code.startsWith('Numpad') && code.length === 7) return code.slice(6);
  return code === '' && key >= '0' && key <= '9' && key.length === 1 ? key : undefined;
}

/** Digits typed while Alt is down, until the system makes a character of them. */
export class AltCode {
  #digits = '';

  /** A key went down; true: it is one of the digits. */
  down(event: KeyboardEvent): boolean {
    const digit = altDigit(event);
    if (digit === undefined) this.#digits = '';
    else this.#digits += digit;
    return digit !== undefined;
  }

  /** Digits came, and Alt is still down. */
  get open(): boolean {
    return this.#digits !== '';
  }

  /** Alt went up: the character. */
  up(): string | undefined {
    const char = charOfAltCode(this.#digits);
    this.#digits = '';
    return char;
  }
}
