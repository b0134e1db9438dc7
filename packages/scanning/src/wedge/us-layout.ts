/** The US keyboard layout, by whose key positions scanners type. No regular expressions: see `layouts.ts`. */

export const PLAIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./";
export const SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?';
/** `event.code` of the keys in PLAIN that are neither letters nor digits, in the same order. */
const SIGNS =
  'Backquote Minus Equal BracketLeft BracketRight Backslash Semicolon Quote Comma Period Slash'.split(' ');
/** Every character of the keyboard. */
export const US = `${PLAIN + SHIFTED} `;

/** `event.code` of each key of PLAIN. */
export const CODES: string[] = [];
let signs = 0;
for (const char of PLAIN) {
  if (char >= 'a' && char <= 'z') CODES.push(`Key${char.toUpperCase()}`);
  else CODES.push(char >= '0' && char <= '9' ? `Digit${char}` : (SIGNS[signs++] ?? ''));
}
const NUMPAD: Readonly<Record<string, string>> = {
  Decimal: '.',
  Divide: '/',
  Multiply: '*',
  Subtract: '-',
  Add: '+',
};

/** The character of `event.code` on a US keyboard; undefined if it has none. */
export function charOfCode(code: string, shift: boolean): string | undefined {
  if (code === 'Space') return ' ';
  if (code.startsWith('Numpad')) {
    const key = code.slice(6);
    if (key >= '0' && key <= '9') return key;
    return NUMPAD[key];
  }
  const i = CODES.indexOf(code);
  return i < 0 ? undefined : (shift ? SHIFTED : PLAIN).charAt(i);
}
