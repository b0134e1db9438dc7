import type { Plane } from './reader.js';
import type { PictureView } from './types.js';

/** Clear finder patterns of a picture: number, mean module size and bounding box of their centres, px. */
export interface ClearFinders {
  count: number;
  modulePx: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A part of a picture, px. */
interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Modules from a finder pattern's centre to the edge of its code, and across a code of version 4. */
const HALF_FINDER_MODULES = 4;
const CODE_MODULES = 33;

/** Where a code is expected, in fractions of the picture's sides. */
const MIDDLE: Area = { left: 0.26, top: 0.08, right: 0.74, bottom: 0.92 };

/** The area of the code; of a code with hidden finder patterns, both sides of the pair. */
function areaOf({ width, height }: Plane, finders: ClearFinders): Area {
  const { count, modulePx } = finders;
  let { left, top, right, bottom } = finders;
  if (count === 0) {
    left = MIDDLE.left * width;
    right = MIDDLE.right * width;
    top = MIDDLE.top * height;
    bottom = MIDDLE.bottom * height;
  } else {
    const margin = HALF_FINDER_MODULES * modulePx;
    const side = count === 1 ? CODE_MODULES * modulePx : Math.max(right - left, bottom - top);
    const across = count < 3 ? Math.max(0, side - (right - left)) : 0;
    const down = count < 3 ? Math.max(0, side - (bottom - top)) : 0;
    left -= margin + across;
    right += margin + across;
    top -= margin + down;
    bottom += margin + down;
  }
  return {
    left: Math.max(0, Math.floor(left)),
    top: Math.max(0, Math.floor(top)),
    right: Math.min(width, Math.ceil(right)),
    bottom: Math.min(height, Math.ceil(bottom)),
  };
}

/** Gray below which this share of the area is. */
const LIGHT_SHARE = 0.95;
/** px between two samples of the histogram. */
const HISTOGRAM_STEP = 3;

function lightOf({ data, width }: Plane, { left, top, right, bottom }: Area): number {
  const counts = new Uint32Array(256);
  let all = 0;
  for (let y = top; y < bottom; y += HISTOGRAM_STEP)
    for (let x = left; x < right; x += HISTOGRAM_STEP) {
      counts[data[y * width + x]!]!++;
      all++;
    }
  let below = 0;
  for (let level = 0; level < 256; level++) {
    below += counts[level]!;
    if (below >= LIGHT_SHARE * all) return level;
  }
  return 0;
}

/** White of a video frame's luma plane is 235. */
const WHITE = 232;
/** Side of a cell: three modules are rarely all light, except in a reflection. */
const CELL_MODULES = 3;
const MIN_CELL_PX = 24;
const CELL_STEP = 3;

/** Share of cells that are entirely white. */
function overexposedOf({ data, width }: Plane, { left, top, right, bottom }: Area, modulePx: number): number {
  const side = Math.max(MIN_CELL_PX, Math.round(CELL_MODULES * modulePx));
  let cells = 0;
  let white = 0;
  const isWhite = (x0: number, y0: number) => {
    for (let y = y0; y < y0 + side; y += CELL_STEP)
      for (let x = x0; x < x0 + side; x += CELL_STEP) if (data[y * width + x]! < WHITE) return false;
    return true;
  };
  for (let y = top; y + side <= bottom; y += side)
    for (let x = left; x + side <= right; x += side) {
      cells++;
      if (isWhite(x, y)) white++;
    }
  return cells ? white / cells : 0;
}

/** Windows along rows in which an edge is measured, and the distance of the rows, px. */
const WINDOW_PX = 24;
const ROW_STEP = 8;
/** Gray levels: windows of less contrast have no edge. */
const MIN_CONTRAST = 24;
/** Fewer windows with an edge say nothing. */
const MIN_WINDOWS = 20;
/** Share of the windows that are less sharp than the result. */
const SHARP_SHARE = 0.9;

/** The steepest slope over 2 px relative to the contrast, of the sharpest edges; null without edges. */
function sharpnessOf({ data, width }: Plane, { left, top, right, bottom }: Area): number | null {
  const slopes: number[] = [];
  for (let y = top; y < bottom; y += ROW_STEP)
    for (let x = left; x + WINDOW_PX < right; x += WINDOW_PX) {
      const start = y * width + x;
      let low = 255;
      let high = 0;
      let steepest = 0;
      for (let i = start; i < start + WINDOW_PX; i++) {
        const value = data[i]!;
        if (value < low) low = value;
        if (value > high) high = value;
        const slope = i < start + 2 ? 0 : Math.abs(value - data[i - 2]!);
        if (slope > steepest) steepest = slope;
      }
      if (high - low >= MIN_CONTRAST) slopes.push(steepest / (high - low));
    }
  if (slopes.length < MIN_WINDOWS) return null;
  slopes.sort((a, b) => a - b);
  return slopes[Math.floor(slopes.length * SHARP_SHARE)]!;
}

/** Modules that fit into the picture's height if the code is too large to be seen whole. */
const CLOSE_HEIGHT_MODULES = 36;
/** Tolerances of a run, modules, and of the module size and place from line to line. */
const NARROW_TOLERANCE = 0.6;
const MIDDLE_TOLERANCE = 0.9;
const PLACE_TOLERANCE = 0.6;
const SIZE_TOLERANCE = 0.25;
/** Consecutive lines through the middle of a finder pattern, modules: half of it is enough. */
const MIN_LINES_MODULES = 1.4;
/** Larger modules than this multiple of the smallest do not occur. */
const MAX_SIZE_RATIO = 3;

interface Crossing {
  centre: number;
  module: number;
  lines: number;
}

/** Positions in a line at which black (255) and white change. */
function changesIn(data: Uint8Array, start: number, step: number, length: number, to: number[]): void {
  to.length = 0;
  let before = data[start]!;
  for (let i = 1; i < length; i++) {
    const value = data[start + i * step]!;
    if (value !== before) to.push(i);
    before = value;
  }
}

/**
 * Module size of a dark finder pattern that the edge of the picture may cut off, px of the plane; 0 if there
 * is none. `bits`: black is 255; `smallest`: minimum module size, px.
 */
function cutFinderModule({ data, width, height }: Plane, smallest: number): number {
  const edges: number[] = [];
  for (const isRow of [true, false]) {
    let last: Crossing[] = [];
    for (let line = 0; line < (isRow ? height : width); line++) {
      const start = isRow ? line * width : line;
      const step = isRow ? 1 : width;
      changesIn(data, start, step, isRow ? width : height, edges);
      const crossings: Crossing[] = [];
      for (let k = 0; k + 5 < edges.length; k++) {
        const first = edges[k]!;
        const module = (edges[k + 5]! - first) / 7;
        if (module < smallest || module > MAX_SIZE_RATIO * smallest || !data[start + first * step]) continue;
        const isNarrow = (at: number) =>
          Math.abs(edges[at + 1]! - edges[at]! - module) < NARROW_TOLERANCE * module;
        if (!isNarrow(k) || !isNarrow(k + 1) || !isNarrow(k + 3) || !isNarrow(k + 4)) continue;
        const [from, to] = [edges[k + 2]!, edges[k + 3]!];
        if (Math.abs(to - from - 3 * module) > MIDDLE_TOLERANCE * module) continue;
        const centre = (from + to) / 2;
        const before = last.find(
          (crossing) =>
            Math.abs(crossing.centre - centre) < PLACE_TOLERANCE * module &&
            Math.abs(crossing.module - module) < SIZE_TOLERANCE * module,
        );
        const lines = (before?.lines ?? 0) + 1;
        if (lines >= MIN_LINES_MODULES * module) return module;
        crossings.push({ centre, module, lines });
      }
      last = crossings;
    }
  }
  return 0;
}

/** px: columns and rows are sampled at this distance. */
const PROFILE_PX = 8;
/** Longest movement that is searched for, samples. */
const MAX_SHIFT = 20;
/** Profiles are compared at least this much later, ms, so that slow movements can be measured. */
const MIN_INTERVAL_MS = 90;
/** After a longer pause the pictures cannot be compared. */
const MAX_INTERVAL_MS = 700;
/** Minimum correlation of a movement, and its minimum gain over the correlation without one. */
const MIN_CORRELATION = 0.5;
const MIN_GAIN = 0.1;

/**
 * Changes of the mean gray between adjacent columns and between adjacent rows, which an even background does
 * not have. They show movement, but nothing can be recognised in them.
 */
interface Profiles {
  at: number;
  columns: Float32Array;
  rows: Float32Array;
}

const differences = (means: Float32Array): Float32Array =>
  means.map((value, i) => (i === 0 ? 0 : value - means[i - 1]!));

function profilesOf({ data, width, height }: Plane, at: number): Profiles {
  const columns = new Float32Array(Math.floor(width / PROFILE_PX));
  const rows = new Float32Array(Math.floor(height / PROFILE_PX));
  for (let row = 0; row < rows.length; row++)
    for (let column = 0; column < columns.length; column++) {
      const value = data[row * PROFILE_PX * width + column * PROFILE_PX]!;
      columns[column]! += value / rows.length;
      rows[row]! += value / columns.length;
    }
  return { at, columns: differences(columns), rows: differences(rows) };
}

/** Correlation of two profiles, the first moved by `shift` samples. */
function correlation(before: Float32Array, after: Float32Array, shift: number): number {
  let products = 0;
  let powersBefore = 1;
  let powersAfter = 1;
  const to = Math.min(after.length, after.length + shift);
  for (let i = Math.max(0, shift); i < to; i++) {
    const a = before[i - shift]!;
    const b = after[i]!;
    products += a * b;
    powersBefore += a * a;
    powersAfter += b * b;
  }
  return products / Math.sqrt(powersBefore * powersAfter);
}

/** Samples by which the profile has moved; 0 if a movement does not explain the change. */
function movementOf(before: Float32Array, after: Float32Array): number {
  let best = Math.max(MIN_CORRELATION, correlation(before, after, 0) + MIN_GAIN);
  let moved = 0;
  const reach = Math.min(MAX_SHIFT, before.length >> 1);
  for (let shift = -reach; shift <= reach; shift++) {
    const value = correlation(before, after, shift);
    if (value <= best) continue;
    best = value;
    moved = shift;
  }
  return moved;
}

const QUARTER = 4;

/** Measures the pictures of a stream, of which it keeps only the profiles of one. */
export class ViewMeter {
  #before: Profiles | undefined;
  #speed = 0;

  /** `quarter`: the binarized picture at a quarter of its size, for a code that is too large. */
  measure(plane: Plane, clear: ClearFinders, quarter: Plane, now: number): PictureView {
    const area = areaOf(plane, clear);
    const cut =
      clear.count > 0 ? 0 : QUARTER * cutFinderModule(quarter, plane.height / CLOSE_HEIGHT_MODULES / QUARTER);
    const modulePx = cut || clear.modulePx;
    return {
      finders: cut ? 1 : clear.count,
      modulePx,
      light: lightOf(plane, area),
      overexposed: overexposedOf(plane, area, clear.modulePx),
      sharpness: sharpnessOf(plane, area),
      speed: this.#speedOf(plane, now),
      height: plane.height,
    };
  }

  /** Picture widths a second. */
  #speedOf(plane: Plane, now: number): number {
    const before = this.#before;
    const elapsed = before ? now - before.at : Number.POSITIVE_INFINITY;
    if (elapsed < MIN_INTERVAL_MS) return this.#speed;
    const after = profilesOf(plane, now);
    this.#before = after;
    const comparable = before && elapsed <= MAX_INTERVAL_MS && before.columns.length === after.columns.length;
    const px = comparable
      ? PROFILE_PX *
        Math.hypot(movementOf(before.columns, after.columns), movementOf(before.rows, after.rows))
      : 0;
    this.#speed = px / plane.width / (elapsed / 1000);
    return this.#speed;
  }
}
