// Detection of finder patterns: runs of 1:1:3:1:1 in rows, confirmed vertically and horizontally, in both
// polarities. A dark outer ring on a dark page cannot be told from it; then the inner runs are sufficient.
import { bitsStride } from './binarize';
import { finderQuality } from './finder-measure';
import {
  bodyModules,
  FINDER_MODULES,
  isFinderRatio,
  isRingless,
  maxMiddle,
  maxNarrow,
  minFinderPx,
  minMiddle,
  minNarrow,
  searchFor,
  twentieths,
} from './finder-ratio';
import { I32Buffer } from './memory';

/** A detected finder pattern. */
@unmanaged
export class FinderPattern {
  /** Centre, px of the picture. */
  x: f32;
  y: f32;
  /** Module size, px. */
  module: f32;
  /** Number of rows that confirmed it, in all searches. */
  hits: i32;
  /** 1 if dark on light. */
  isDark: i32;
  /** Correlation with a finder pattern. */
  quality: f32;
  /** `hits` when `quality` was measured. */
  measuredHits: i32;
}

export const FINDER_BYTES = 28;
const MAX_FINDERS = 160;
const FINDERS = memory.data(4480);
let count = 0;
/** Number of scans of the whole picture. */
export let scans = 0;

/** The five runs measured by `measureRuns`, px. */
const RUNS = changetype<I32Buffer>(memory.data(20));
/** Columns of transitions between black and white in a row, including the row's ends. */
const EDGES = changetype<I32Buffer>(memory.data(32776));
/** Indices in EDGES of the first of five runs with a finder pattern's ratio. */
const WINDOWS = changetype<I32Buffer>(memory.data(32776));
/** px: columns beyond this are not scanned. */
const MAX_ROW_PX = 8190;
/** Result of `measureRuns` if the runs do not have a finder pattern's ratio. */
const NO_FIT = -1000000;
export function finderCount(): i32 {
  return count;
}
export function finderAt(i: i32): FinderPattern {
  return changetype<FinderPattern>(FINDERS + i * FINDER_BYTES);
}
export function forgetFinders(): void {
  count = 0;
  scans = 0;
}

/** 1 dark on light, -1 inverted. */
export function polarityOf(finder: FinderPattern): f32 {
  return finder.isDark ? 1 : -1;
}

/**
 * Measures the five runs through (x, y), vertical (`down` 1) or horizontal (0), into RUNS. `crossing`: length
 * of the runs in the other direction, px: all five, or the inner three of a ringless pattern. Returns twice
 * the offset, px, of the middle run's centre from (x, y), or NO_FIT.
 */
function measureRuns(bits: usize, row: i32, w: i32, h: i32, x: i32, y: i32, down: i32, crossing: i32): i32 {
  const start = bits + y * row + x;
  const value = load<u8>(start);
  const position = down ? y : x;
  const last = (down ? h : w) - 1;
  const stride = down ? row : 1;
  // Upper bounds that follow from `isFinderRatio` and a length of at most 2.5 times `crossing`.
  const longestMiddle = isRingless ? crossing * 2 : (crossing * 8) / 5;
  const longestRing = (isRingless ? (crossing * 4) / 5 : (crossing * 2) / 3) + 1;
  let ahead = 0;
  let behind = 0;
  for (let side = 0; side < 2; side++) {
    const step = side === 0 ? stride : -stride;
    let left = side === 0 ? last - position : position;
    let p = start;
    let colour = value;
    // The middle run is counted from the start pixel, which belongs to both sides.
    for (let ring = 0; ring < 3; ring++) {
      const longest = ring === 0 ? longestMiddle : longestRing;
      let run = 0;
      do {
        p += step;
        run++;
        left--;
      } while (left >= 0 && load<u8>(p) === colour && run <= longest);
      if (ring < 2 ? run > longest || left < 0 : run > longest && !isRingless) return NO_FIT;
      if (side === 0) {
        if (ring === 0) ahead = run - 1;
        else RUNS[2 + ring] = run;
      } else {
        if (ring === 0) behind = run - 1;
        else RUNS[2 - ring] = run;
      }
      colour = 255 - colour;
    }
  }
  RUNS[2] = ahead + behind + 1;
  if (!isFinderRatio(RUNS[0], RUNS[1], RUNS[2], RUNS[3], RUNS[4])) return NO_FIT;
  return ahead - behind;
}

/** Length of the measured runs, px: all five, or the inner three of a ringless pattern. */
function measuredLength(): i32 {
  const inner = RUNS[1] + RUNS[2] + RUNS[3];
  return isRingless ? inner : inner + RUNS[0] + RUNS[4];
}

/** Detections of one finder pattern: maximum distance, modules, and maximum ratio of the module sizes. */
const MAX_MERGE_MODULES: f32 = 0.8;
const MAX_MERGE_RATIO: f32 = 1.7;

/** Merges a detection into its finder pattern or adds one, replacing a single-hit one if the list is full. */
function addSighting(x: f32, y: f32, module: f32, isDark: i32): void {
  let weakest = 0;
  let fewest = i32.MAX_VALUE;
  for (let i = 0; i < count; i++) {
    const known = finderAt(i);
    const hits = known.hits;
    if (hits < fewest) {
      fewest = hits;
      weakest = i;
    }
    if (known.isDark !== isDark) continue;
    const m = known.module;
    if (abs(known.x - x) > MAX_MERGE_MODULES * m || abs(known.y - y) > MAX_MERGE_MODULES * m) continue;
    if (module > MAX_MERGE_RATIO * m || m > MAX_MERGE_RATIO * module) continue;
    const k: f32 = 1 / <f32>(hits + 1);
    known.x = known.x + (x - known.x) * k;
    known.y = known.y + (y - known.y) * k;
    known.module = m + (module - m) * k;
    known.hits = hits + 1;
    return;
  }
  let i = count;
  if (count < MAX_FINDERS) count++;
  else if (fewest === 1) i = weakest;
  else return;
  const added = finderAt(i);
  added.x = x;
  added.y = y;
  added.module = module;
  added.hits = 1;
  added.isDark = isDark;
  added.measuredHits = 0;
}

/** Fills EDGES for the row at `p`; returns their number without the row's end. */
function findEdges(p: usize, widest: i32): i32 {
  let edges = 1;
  EDGES[0] = 0;
  let x = 0;
  if (ASC_FEATURE_SIMD) {
    for (; x + 16 < widest; x += 16) {
      let mask = i8x16.bitmask(v128.xor(v128.load(p + x), v128.load(p + x, 1)));
      while (mask) {
        EDGES[edges] = x + ctz(mask) + 1;
        edges++;
        mask &= mask - 1;
      }
    }
  }
  for (; x + 1 < widest; x++)
    if (load<u8>(p + x) !== load<u8>(p + x, 1)) {
      EDGES[edges] = x + 1;
      edges++;
    }
  EDGES[edges] = widest;
  return edges;
}

/** Fills WINDOWS for the EDGES of a row; returns their number. */
function findWindows(edges: i32): i32 {
  let windows = 0;
  let k = 0;
  if (ASC_FEATURE_SIMD) {
    const shortest = i32x4.splat(minFinderPx * bodyModules);
    const scale = i32x4.splat(twentieths);
    // Removes the outer runs of a ringless pattern, which have no maximum.
    const outer = i32x4.splat(isRingless ? 0 : -1);
    for (; k + 8 <= edges; k += 4) {
      const at = changetype<usize>(EDGES) + (k << 2);
      const e0 = v128.load(at);
      const e1 = v128.load(at, 4);
      const e2 = v128.load(at, 8);
      const e3 = v128.load(at, 12);
      const e4 = v128.load(at, 16);
      const e5 = v128.load(at, 20);
      const r1 = i32x4.sub(e2, e1);
      const r2 = i32x4.sub(e3, e2);
      const r3 = i32x4.sub(e4, e3);
      const r0 = i32x4.sub(e1, e0);
      const r4 = i32x4.sub(e5, e4);
      const body = i32x4.add(i32x4.sub(e4, e1), v128.and(i32x4.add(r0, r4), outer));
      const ring = i32x4.max_s(r1, r3);
      const narrowest = i32x4.mul(i32x4.min_s(i32x4.min_s(r1, r3), i32x4.min_s(r0, r4)), scale);
      const widest = i32x4.mul(i32x4.max_s(ring, v128.and(i32x4.max_s(r0, r4), outer)), scale);
      const middle = i32x4.mul(r2, scale);
      let fits = v128.and(
        i32x4.ge_s(i32x4.mul(body, i32x4.splat(FINDER_MODULES)), shortest),
        i32x4.ge_s(r2, ring),
      );
      fits = v128.and(fits, i32x4.ge_s(narrowest, i32x4.mul(body, i32x4.splat(minNarrow))));
      fits = v128.and(fits, i32x4.le_s(widest, i32x4.mul(body, i32x4.splat(maxNarrow))));
      fits = v128.and(fits, i32x4.ge_s(middle, i32x4.mul(body, i32x4.splat(minMiddle))));
      fits = v128.and(fits, i32x4.le_s(middle, i32x4.mul(body, i32x4.splat(maxMiddle))));
      for (let mask = i32x4.bitmask(fits); mask; mask &= mask - 1) {
        WINDOWS[windows] = k + ctz(mask);
        windows++;
      }
    }
  }
  for (; k + 5 <= edges; k++) {
    const r1 = EDGES[k + 2] - EDGES[k + 1];
    const r2 = EDGES[k + 3] - EDGES[k + 2];
    const r3 = EDGES[k + 4] - EDGES[k + 3];
    // Early exit for most windows: the middle run must be the widest.
    if (r2 < r1 || r2 < r3) continue;
    if (!isFinderRatio(EDGES[k + 1] - EDGES[k], r1, r2, r3, EDGES[k + 5] - EDGES[k + 4])) continue;
    WINDOWS[windows] = k;
    windows++;
  }
  return windows;
}

/** Maximum aspect ratio of a finder pattern, 5:2. */
const ASPECT_LONG = 5;
const ASPECT_SHORT = 2;
/**
 * Scans every `step`-th row. A pixel of the plane is `scale` px of the picture; the plane's corner is (x0,
 * y0). `ringless`: does without the outer ring, which may merge with the page. A pattern with a ring is then
 * counted again.
 */
export function findFinders(
  bits: usize,
  w: i32,
  h: i32,
  step: i32,
  scale: f32,
  x0: f32,
  y0: f32,
  ringless: bool,
): void {
  searchFor(ringless, scale);
  if (scale >= 1 && !ringless) scans++;
  const row = bitsStride(w);
  const widest = min(w, MAX_ROW_PX);
  for (let y = step >> 1; y < h; y += step) {
    const p = bits + y * row;
    const edges = findEdges(p, widest);
    const windows = findWindows(edges);
    for (let i = 0; i < windows; i++) {
      const k = WINDOWS[i];
      const e0 = EDGES[k];
      const e2 = EDGES[k + 2];
      const e3 = EDGES[k + 3];
      const e5 = EDGES[k + 5];
      const cx = (e2 + e3) >> 1;
      const isDark = load<u8>(p + cx) === 255;
      const wide = ringless ? EDGES[k + 4] - EDGES[k + 1] : e5 - e0;
      const shiftY = measureRuns(bits, row, w, h, cx, y, 1, wide);
      if (shiftY === NO_FIT) continue;
      const tall = measuredLength();
      if (tall * ASPECT_LONG < wide * ASPECT_SHORT || tall * ASPECT_SHORT > wide * ASPECT_LONG) continue;
      const cy = y + (shiftY >> 1);
      if (load<u8>(bits + cy * row + cx) !== load<u8>(p + cx)) continue;
      const shiftX = measureRuns(bits, row, w, h, cx, cy, 0, tall);
      if (shiftX === NO_FIT) continue;
      const confirmedWidth = measuredLength();
      if (
        tall * ASPECT_LONG < confirmedWidth * ASPECT_SHORT ||
        tall * ASPECT_SHORT > confirmedWidth * ASPECT_LONG
      )
        continue;
      const fx = <f32>cx + 0.5 + 0.5 * <f32>shiftX;
      const fy = <f32>y + 0.5 + 0.5 * <f32>shiftY;
      addSighting(
        x0 + fx * scale,
        y0 + fy * scale,
        ((<f32>(confirmedWidth + tall) * 0.5) / <f32>bodyModules) * scale,
        isDark ? 1 : 0,
      );
    }
  }
}

function swapFinders(i: i32, k: i32): void {
  const a = changetype<usize>(finderAt(i));
  const b = changetype<usize>(finderAt(k));
  for (let o = 0; o < FINDER_BYTES; o += 4) {
    const t = load<i32>(a + o);
    store<i32>(a + o, load<i32>(b + o));
    store<i32>(b + o, t);
  }
}

/** Bonus in rank for each confirming row, and the maximum number of rows counted. */
const HIT_QUALITY: f32 = 0.08;
const MAX_COUNTED_HITS = 20;

function rankOf(finder: FinderPattern): f32 {
  return finder.quality + HIT_QUALITY * <f32>min(finder.hits, MAX_COUNTED_HITS);
}

/** Minimum number of rows, for each px of the module, before a tilted pattern is searched: noise has fewer. */
const TILTED_HITS_PER_PX: f32 = 0.6;
/** With more finder patterns than this, the quality of those with a single hit is not measured. */
const MAX_SINGLE_HITS = 64;

function measureQuality(): void {
  for (let i = 0; i < count; i++) {
    const finder = finderAt(i);
    if (finder.measuredHits === finder.hits) continue;
    // A tilted pattern is searched once, when enough rows have confirmed it.
    const tiltedHits = TILTED_HITS_PER_PX * finder.module;
    const tilted = <f32>finder.hits >= tiltedHits && <f32>finder.measuredHits < tiltedHits;
    // Most candidates with a single hit are noise.
    const quality: f32 =
      finder.hits > 1 || count <= MAX_SINGLE_HITS
        ? finderQuality(finder.x, finder.y, finder.module, polarityOf(finder), tilted)
        : 0;
    // A pass may measure on another plane, in which a coloured pattern has less contrast.
    finder.quality = finder.measuredHits === 0 ? quality : max(finder.quality, quality);
    finder.measuredHits = finder.hits;
  }
}

/** Sorts the finder patterns, best first; returns their number, at most `limit`. */
export function sortFinders(limit: i32): i32 {
  measureQuality();
  for (let i = 1; i < count; i++)
    for (let k = i; k > 0 && rankOf(finderAt(k)) > rankOf(finderAt(k - 1)); k--) swapFinders(k, k - 1);
  return min(count, limit);
}
