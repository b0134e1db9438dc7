import { cutFinderModulePx } from './cut-finder.js';
import { SpeedMeter } from './movement.js';
import type { Plane } from './reader.js';
import type { PictureQuality } from './types.js';

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

/** Modules around the centres of finder patterns: half a finder pattern and most of its separator. */
const MARGIN_MODULES = 4;
/** Modules across a code of version 4. */
const CODE_MODULES = 33;

/** Side of the square in the middle where a code is expected, as a share of the picture's shorter side. */
const MIDDLE_SHARE = 0.85;

/** The area of the code; of a code with hidden finder patterns, both sides of the pair. */
function areaOf({ width, height }: Plane, finders: ClearFinders): Area {
  const { count, modulePx } = finders;
  let { left, top, right, bottom } = finders;
  if (count === 0) {
    const half = (MIDDLE_SHARE * Math.min(width, height)) / 2;
    left = width / 2 - half;
    right = width / 2 + half;
    top = height / 2 - half;
    bottom = height / 2 + half;
  } else {
    const margin = MARGIN_MODULES * modulePx;
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

/** The light is the gray level that this share of the samples does not exceed. */
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

/** Scale of the plane in which large finder patterns are searched. */
const QUARTER = 4;
/** A code of version 4 with fewer modules across the picture does not fit into it. */
const CLOSE_MODULES_ACROSS = 36;

/** Measures the pictures of a stream. */
export class QualityMeter {
  readonly #speed = new SpeedMeter();

  /** `quarter`: the binarized picture at a quarter of its size, for a code that is too large. `now`: ms. */
  measure(plane: Plane, clear: ClearFinders, quarter: Plane, now: number): PictureQuality {
    const area = areaOf(plane, clear);
    const side = Math.min(plane.width, plane.height);
    const columns = Math.floor(plane.width / QUARTER);
    const smallest = side / CLOSE_MODULES_ACROSS / QUARTER;
    const cutModulePx = clear.count > 0 ? 0 : QUARTER * cutFinderModulePx(quarter, columns, smallest);
    const modulePx = cutModulePx || clear.modulePx;
    return {
      finders: cutModulePx ? 1 : clear.count,
      modulePx,
      modulesAcross: modulePx ? side / modulePx : 0,
      light: lightOf(plane, area),
      overexposed: overexposedOf(plane, area, clear.modulePx),
      sharpness: sharpnessOf(plane, area),
      speed: this.#speed.measure(plane, now),
    };
  }

  /** Forgets the last picture. */
  reset(): void {
    this.#speed.reset();
  }
}
