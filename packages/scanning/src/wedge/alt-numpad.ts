/** The character Windows makes of Alt + decimal digits on the number pad; beyond ASCII, which no code has, U+FFFD. */
function charOfAltCode(digits: string): string | undefined {
  const n = Number(digits);
  if (n < 1) return undefined;
  return n < 128 ? String.fromCharCode(n) : '\ufffd';
}

/** The digit of Alt + number pad, by which a scanner types the code of a character. */
function altDigit(event: KeyboardEvent): string | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const { code, key } = event;
  if (code.startsWith('Numpad') && code.length === 7) return code.slice(6);
  return code === '' && key >= '0' && key <= '9' && key.length === 1 ? key : undefined;
}

/** Collects digits typed while Alt is down, until the system makes a character of them. */
export class AltNumpad {
  #digits = '';

  /** Takes a keydown; true when the key is one of the digits. */
  keydown(event: KeyboardEvent): boolean {
    const digit = altDigit(event);
    if (digit === undefined) this.#digits = '';
    else this.#digits += digit;
    return digit !== undefined;
  }

  /** Digits came, and Alt is still down. */
  get pending(): boolean {
    return this.#digits !== '';
  }

  /** Alt was released: the character its digits stand for. */
  release(): string | undefined {
    const char = charOfAltCode(this.#digits);
    this.#digits = '';
    return char;
  }
}
