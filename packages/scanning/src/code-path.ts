/** Syntax of a code's path. A separate module, so that importing it does not load the wedge. */

export const isDigit = (char: string): boolean => char >= '0' && char <= '9';

/** Index after the digits at `at`. */
export function afterDigits(text: string, at: number): number {
  let end = at;
  while (end < text.length && isDigit(text.charAt(end))) end++;
  return end;
}

/**
 * Whether digits and a slash follow the start, as in a Digital ID code; `/main` and `/medic` are other pages.
 */
export function continuesAsCode(text: string, start: string): boolean {
  if (!text.startsWith(start)) return false;
  if (!start.endsWith('/m')) return true;
  const end = afterDigits(text, start.length);
  return end > start.length && text.charAt(end) === '/';
}
