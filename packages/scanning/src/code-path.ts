/** Syntax of a code's path. Its own module, so that importing it does not load the wedge. */

export const isDigit = (char: string): boolean => char >= '0' && char <= '9';

/** Index after the digits that stand at `at`. */
export function afterDigits(text: string, at: number): number {
  let end = at;
  while (end < text.length && isDigit(text.charAt(end))) end++;
  return end;
}

/** The path of a Digital ID code goes on with digits and a slash: `/main` and `/medic` are ordinary pages. */
export function continuesAsCode(text: string, start: string): boolean {
  if (!text.startsWith(start)) return false;
  if (!start.endsWith('/m')) return true;
  const end = afterDigits(text, start.length);
  return end > start.length && text.charAt(end) === '/';
}
