/**
 * Distinguishes a damaged scan of a Digital ID code from a foreign code. Scanners and busy machines lose
 * keys, double them, or lose Shift. They never substitute an unrelated character, so a look-alike host
 * (`gosuslygi.ru`) does not count as damage.
 */
import { afterDigits, isDigit } from '../code-path.js';
import { shiftPartner } from './layouts.js';

const MAX_EDITS = 3;
/** Fewest characters left of a start whose beginning was lost, for example to another window. */
const MIN_TAIL_CHARS = 8;
/** Fewest characters of a scan that ended within the start. */
const MIN_HEAD_CHARS = 4;

export interface Alignment {
  /** Index of the typed character at which the start begins. */
  from: number;
  /** Number of keys lost, doubled or shifted wrongly. */
  edits: number;
}

/**
 * Edit distance between the end of `typed` and the whole `pattern`, computed from the back. The last
 * character of the pattern must have been typed. If `typed` is too short, the beginning of the pattern counts
 * as cut off.
 */
export function alignEnd(typed: string, pattern: string): Alignment | undefined {
  const visited = new Set<number>();
  let best: Alignment | undefined;
  const reached = (from: number, edits: number): void => {
    if (!best || edits < best.edits || (edits === best.edits && from < best.from)) best = { from, edits };
  };
  const step = (i: number, j: number, edits: number): void => {
    if (best && best.edits < edits) return;
    if (j === 0) {
      reached(i, edits);
      return;
    }
    if (i === 0) {
      if (edits + j <= MAX_EDITS) reached(0, edits + j);
      else if (pattern.length - j >= MIN_TAIL_CHARS && edits < MAX_EDITS) reached(0, MAX_EDITS);
      return;
    }
    const id = (i * 64 + j) * 4 + edits;
    if (visited.has(id)) return;
    visited.add(id);
    const char = typed.charAt(i - 1);
    const wanted = pattern.charAt(j - 1);
    if (char === wanted) step(i - 1, j - 1, edits);
    if (edits === MAX_EDITS) return;
    if (char !== wanted && shiftPartner(char) === wanted) step(i - 1, j - 1, edits + 1);
    if (j < pattern.length) step(i, j - 1, edits + 1);
    if (i > 1 && char === typed.charAt(i - 2)) step(i - 1, j, edits + 1);
  };
  step(typed.length, pattern.length, 0);
  return best;
}

/** The text after the start is the number and slash of a code's path; one of them may be lost or cut off. */
function continuesDamaged(rest: string): boolean {
  const end = afterDigits(rest, 0);
  return end > 0 || rest === '' || rest.startsWith('/');
}

/** Aligns a start whose last typed character is its `m`, or the digit after a lost `m`. */
export function alignStart(typed: string, start: string): Alignment | undefined {
  const whole = alignEnd(typed, start);
  const last = typed.charAt(typed.length - 1);
  if (whole || !isDigit(last) || !start.endsWith('/m')) return whole;
  const lost = alignEnd(typed, start.slice(0, -1) + last);
  return lost && lost.edits < MAX_EDITS ? { from: lost.from, edits: lost.edits + 1 } : undefined;
}

/** The text is a damaged or truncated Digital ID code. */
export function isDistorted(text: string, starts: readonly string[]): boolean {
  return starts.some((start) => {
    if (text.startsWith(start) && continuesDamaged(text.slice(start.length))) return true;
    const longest = Math.min(text.length, start.length + 2 * MAX_EDITS);
    for (let end = MIN_HEAD_CHARS; end <= longest; end++) {
      const found = alignStart(text.slice(0, end), start);
      if (found && found.from + found.edits <= MAX_EDITS && continuesDamaged(text.slice(end))) return true;
    }
    return text.length < start.length + MAX_EDITS && endsInside(text, start);
  });
}

/** The scan ended within the start. */
function endsInside(text: string, start: string): boolean {
  for (let length = text.length - MAX_EDITS; length <= text.length + MAX_EDITS; length++) {
    if (length < MIN_HEAD_CHARS || length >= start.length) continue;
    const found = alignEnd(text, start.slice(0, length));
    if (found && found.from + found.edits <= Math.min(MAX_EDITS, text.length >> 2)) return true;
  }
  return false;
}
