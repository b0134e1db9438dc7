/** Characters around a code that are none of its content. */

/** STX and other control characters, byte order marks, zero-width characters. */
export const isFraming = (char: string): boolean =>
  char !== '' &&
  (char < ' ' || char === '\x7f' || char === '\ufeff' || (char >= '\u200b' && char <= '\u200f'));

/** The text without what frames it, and without blanks around it. */
export function withoutFraming(text: string): string {
  let from = 0;
  let to = text.length;
  const isOutside = (char: string) => isFraming(char) || char.trim() === '';
  while (from < to && isOutside(text.charAt(from))) from++;
  while (to > from && isOutside(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}
