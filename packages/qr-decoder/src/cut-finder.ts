import type { Plane } from './reader.js';

/** Tolerances of a run, modules, and of the module size and place from line to line. */
const NARROW_TOLERANCE = 0.6;
const MIDDLE_TOLERANCE = 0.9;
const PLACE_TOLERANCE = 0.6;
const SIZE_TOLERANCE = 0.25;
/** Consecutive lines through the middle of a finder pattern, modules: half of it is enough. */
const MIN_LINES_MODULES = 1.4;
/** Larger modules than this multiple of the smallest do not occur. */
const MAX_SIZE_RATIO = 3;

/** A line through the middle of what may be a finder pattern, px along the line. */
interface Crossing {
  centre: number;
  module: number;
  /** Adjacent lines with such a crossing at the same place, this one included. */
  lines: number;
}

/** Positions in a line at which black (255) and white change, in `to`. */
function findChanges(data: Uint8Array, start: number, step: number, length: number, to: number[]): void {
  to.length = 0;
  let before = data[start]!;
  for (let i = 1; i < length; i++) {
    const value = data[start + i * step]!;
    if (value !== before) to.push(i);
    before = value;
  }
}

/** The crossing that begins at the `k`-th change; null if its runs are not 1:1:3:1:1. */
function crossingAt(changes: readonly number[], k: number): Crossing | null {
  const module = (changes[k + 5]! - changes[k]!) / 7;
  const isNarrow = (at: number) =>
    Math.abs(changes[at + 1]! - changes[at]! - module) < NARROW_TOLERANCE * module;
  if (!isNarrow(k) || !isNarrow(k + 1) || !isNarrow(k + 3) || !isNarrow(k + 4)) return null;
  const [from, to] = [changes[k + 2]!, changes[k + 3]!];
  if (Math.abs(to - from - 3 * module) > MIDDLE_TOLERANCE * module) return null;
  return { centre: (from + to) / 2, module, lines: 1 };
}

const isSame = (a: Crossing, b: Crossing): boolean =>
  Math.abs(a.centre - b.centre) < PLACE_TOLERANCE * a.module &&
  Math.abs(a.module - b.module) < SIZE_TOLERANCE * a.module;

/**
 * Module size of a dark finder pattern that the edge of the picture may cut off, px of the plane; 0 if there
 * is none. `bits`: black is 255; `columns`: width without padding; `smallest`: minimum module size, px.
 */
export function cutFinderModulePx(bits: Plane, columns: number, smallest: number): number {
  return alongLines(bits, columns, true, smallest) || alongLines(bits, columns, false, smallest);
}

/** The same with all rows, or all columns. */
function alongLines(bits: Plane, columns: number, inRows: boolean, smallest: number): number {
  const { data, width: stride, height } = bits;
  const [lines, length] = inRows ? [height, columns] : [columns, height];
  const step = inRows ? 1 : stride;
  const changes: number[] = [];
  let last: Crossing[] = [];
  for (let line = 0; line < lines; line++) {
    const start = inRows ? line * stride : line;
    findChanges(data, start, step, length, changes);
    const crossings: Crossing[] = [];
    for (let k = 0; k + 5 < changes.length; k++) {
      const size = (changes[k + 5]! - changes[k]!) / 7;
      const isDark = data[start + changes[k]! * step] !== 0;
      if (!isDark || size < smallest || size > MAX_SIZE_RATIO * smallest) continue;
      const crossing = crossingAt(changes, k);
      if (!crossing) continue;
      crossing.lines += last.find((before) => isSame(crossing, before))?.lines ?? 0;
      if (crossing.lines >= MIN_LINES_MODULES * crossing.module) return crossing.module;
      crossings.push(crossing);
    }
    last = crossings;
  }
  return 0;
}
