/** Framing characters around the content of a code. */

/** STX and other control characters, byte order marks, zero-width characters. */
export const isFraming = (char: string): boolean =>
  char !== '' &&
  (char < ' ' || char === '\x7f' || char === '\ufeff' || (char >= '\u200b' && char <= '\u200f'));

/** The text without leading and trailing framing characters and blanks. */
export function withoutFraming(text: string): string {
  let from = 0;
  let to = text.length;
  const isOutside = (char: string) => isFraming(char) || char.trim() === '';
  while (from < to && isOutside(text.charAt(from))) from++;
  while (to > from && isOutside(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}
