/**
 * Tells a scan of a Digital ID code that arrived damaged from a code of something else. Scanners and busy machines
 * lose keys, double them, and lose Shift; none of them replaces one character by an unrelated one, so a look-alike
 * host (`gosuslygi.ru`) never passes for damage.
 */
import { afterDigits, isDigit } from '../code-path.js';
import { shiftPartner } from './layouts.js';

const MAX_EDITS = 3;
/** A scan that lost its beginning to another window still shows this much of the start. */
const MIN_TAIL_CHARS = 8;
/** A scan that ended inside the start shows at least this much of it. */
const MIN_HEAD_CHARS = 4;

export interface Alignment {
  /** Index of the typed character the start begins at. */
  from: number;
  /** Keys lost, doubled, shifted wrongly, or foreign in front. */
  edits: number;
}

/**
 * Aligns the end of `typed` with the whole of `pattern`, from the back. The last character of the pattern must have
 * been typed; what is missing of the pattern's beginning may be cut off if `typed` begins there.
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

/** The rest, behind the start, is the number and the slash of a code's path, one of the two lost, or cut there. */
function continuesDamaged(rest: string): boolean {
  const end = afterDigits(rest, 0);
  return end > 0 || rest === '' || rest.startsWith('/');
}

/** The last typed character completes a start: its `m`, or the digit behind an `m` that was lost. */
export function alignStart(typed: string, start: string): Alignment | undefined {
  const whole = alignEnd(typed, start);
  const last = typed.charAt(typed.length - 1);
  if (whole || !isDigit(last) || !start.endsWith('/m')) return whole;
  const lost = alignEnd(typed, start.slice(0, -1) + last);
  return lost && lost.edits < MAX_EDITS ? { from: lost.from, edits: lost.edits + 1 } : undefined;
}

/** The text was meant to begin as a Digital ID code does, and was damaged or cut on its way. */
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

/** The scan ended before the whole start had come. */
function endsInside(text: string, start: string): boolean {
  for (let length = text.length - MAX_EDITS; length <= text.length + MAX_EDITS; length++) {
    if (length < MIN_HEAD_CHARS || length >= start.length) continue;
    const found = alignEnd(text, start.slice(0, length));
    if (found && found.from + found.edits <= Math.min(MAX_EDITS, text.length >> 2)) return true;
  }
  return false;
}
