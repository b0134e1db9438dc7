/** The character that Windows types for Alt + decimal digits on the number pad; U+FFFD beyond ASCII. */
function charOfAltCode(digits: string): string | undefined {
  const n = Number(digits);
  if (n < 1) return undefined;
  return n < 128 ? String.fromCharCode(n) : '\ufffd';
}

/** The digit of an Alt + number pad keydown: some scanners type every character by its decimal code. */
function altDigit(event: KeyboardEvent): string | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const { code, key } = event;
  if (code.startsWith('Numpad') && code.length === 7) return code.slice(6);
  return code === '' && key >= '0' && key <= '9' && key.length === 1 ? key : undefined;
}

/** Collects the digits typed while Alt is down, until the system converts them into a character. */
export class AltNumpad {
  #digits = '';

  /** Handles a keydown; true if the key is one of the digits. */
  keydown(event: KeyboardEvent): boolean {
    const digit = altDigit(event);
    if (digit === undefined) this.#digits = '';
    else this.#digits += digit;
    return digit !== undefined;
  }

  /** Digits were typed and Alt is still down. */
  get pending(): boolean {
    return this.#digits !== '';
  }

  /** Call when Alt is released. Returns the character of the digits, if any were typed. */
  release(): string | undefined {
    const char = charOfAltCode(this.#digits);
    this.#digits = '';
    return char;
  }
}
