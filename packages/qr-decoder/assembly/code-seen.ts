// Decides whether a picture that was not decoded contains a code, for the hint "I see a code".
import { FinderPattern, finderAt, polarityOf, scans, sortFinders } from './finder';
import { rankTriples, tripleAt, tripleCount } from './finder-triples';
import { bestFormatScore, readFormat } from './format';
import { cellsPerRow } from './function-patterns';
import { grayAt } from './picture';
import { SOFT } from './soft-modules';

/**
 * A grid was fitted with alternating timing and a part of a format word, in dots with a format word, or with a
 * format word and a covered region: finder patterns alone prove less.
 */
let hasStructure = false;
/** Alternating timing was found, in dots with a part of a format word. Out of focus it is the only evidence. */
let hasTiming = false;
/** A code whose modules can all be seen failed to decode: it is a look-alike, or damaged beyond correction. */
let isHopeless = false;

export function forgetEvidence(): void {
  hasStructure = false;
  hasTiming = false;
  isHopeless = false;
}

/** Uniformity of the absolute soft values, 0…1. Covered, overexposed and low-contrast modules lower it. */
function evenness(): f32 {
  const n = cellsPerRow;
  let sum: f32 = 0;
  let squares: f32 = 0.01;
  for (let y = 1; y < n - 1; y++)
    for (let x = 1; x < n - 1; x++) {
      const value = abs(SOFT[y * n + x]);
      sum += value;
      squares += value * value;
    }
  return (sum * sum) / (squares * <f32>((n - 2) * (n - 2)));
}

/** `lowestRegion` compares the square of this number of regions. */
const REGIONS_PER_SIDE = 4;

/** Lowest mean absolute soft value of a region, relative to the overall mean: glare covers some regions. */
function lowestRegion(): f32 {
  const n = cellsPerRow;
  const side = n - 2;
  let overall: f32 = 0.01;
  let lowest: f32 = f32.MAX_VALUE;
  for (let b = 0; b < REGIONS_PER_SIDE; b++)
    for (let a = 0; a < REGIONS_PER_SIDE; a++) {
      const x0 = 1 + (side * a) / REGIONS_PER_SIDE;
      const x1 = 1 + (side * (a + 1)) / REGIONS_PER_SIDE;
      const y0 = 1 + (side * b) / REGIONS_PER_SIDE;
      const y1 = 1 + (side * (b + 1)) / REGIONS_PER_SIDE;
      let sum: f32 = 0;
      for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) sum += abs(SOFT[y * n + x]);
      overall += sum;
      lowest = min(lowest, sum / <f32>((x1 - x0) * (y1 - y0)));
    }
  return (lowest * <f32>(side * side)) / overall;
}

/** Minimum evenness of timing and of structure: stripes and overexposed modules have less. */
const MIN_TIMING_EVENNESS: f32 = 0.3;
const MIN_STRUCTURE_EVENNESS: f32 = 0.45;
/** Minimum format score and evenness of a code whose modules can all be seen. */
const CLEAR_FORMAT: f32 = 0.9;
const CLEAR_EVENNESS: f32 = 0.8;
/** A region below this is covered, by glare. */
const COVERED_REGION: f32 = 0.3;

/** Minimum match score and format score of a code with a covered region, which may be a part of its timing. */
const MIN_COVERED_SCORE: f32 = 0.5;
const MIN_COVERED_FORMAT: f32 = 0.88;

/** Minimum timing of a grid that is out of focus, of structure, and of a clear code. */
const MIN_BLURRED_TIMING: f32 = 0.5;
const MIN_GRID_TIMING: f32 = 0.75;
const MIN_GRID_SCORE: f32 = 0.45;
const MIN_GRID_FORMAT: f32 = 0.6;
const CLEAR_GRID_TIMING: f32 = 0.9;

/**
 * Records a grid that was not decoded. `score`: match score; `timing`: the lower of both timing correlations.
 * SOFT contains its soft values.
 */
export function noteGrid(score: f32, timing: f32): void {
  const even = evenness();
  if (timing >= MIN_BLURRED_TIMING && even >= MIN_TIMING_EVENNESS) hasTiming = true;
  readFormat(false);
  if (bestFormatScore < MIN_GRID_FORMAT) return;
  if (score >= MIN_GRID_SCORE && timing >= MIN_GRID_TIMING && even >= MIN_STRUCTURE_EVENNESS)
    hasStructure = true;
  if (bestFormatScore < MIN_COVERED_FORMAT) return;
  if (lowestRegion() < COVERED_REGION) {
    if (score >= MIN_COVERED_SCORE) hasStructure = true;
    return;
  }
  if (bestFormatScore >= CLEAR_FORMAT && timing >= CLEAR_GRID_TIMING && even >= CLEAR_EVENNESS)
    isHopeless = true;
}

const MIN_DOT_TIMING: f32 = 0.92;
const CLEAR_DOT_TIMING: f32 = 0.97;
const MIN_DOT_FORMAT: f32 = 0.8;
/** Random modules alternate like timing in some places. A code has at least a part of a format word. */
const MIN_DOT_TIMING_FORMAT: f32 = 0.45;

/** Records a dotted grid that was not decoded, with its timing score. SOFT contains its soft values. */
export function noteDots(timing: f32): void {
  if (timing < MIN_DOT_TIMING) return;
  const even = evenness();
  readFormat(false);
  if (even >= MIN_TIMING_EVENNESS && bestFormatScore >= MIN_DOT_TIMING_FORMAT) hasTiming = true;
  if (bestFormatScore >= MIN_DOT_FORMAT && even >= MIN_STRUCTURE_EVENNESS) hasStructure = true;
  if (timing < CLEAR_DOT_TIMING || bestFormatScore < CLEAR_FORMAT || even < CLEAR_EVENNESS) return;
  if (lowestRegion() >= COVERED_REGION) isHopeless = true;
}

/** Maximum number of finder patterns examined. */
const MAX_FINDERS = 12;
/** Minimum correlation of a finder pattern. */
const MIN_QUALITY: f32 = 0.91;
/** Minimum number of rows that confirmed it, per px of its module: for each scan, and at most for FRAME_SCANS. */
const HITS_PER_PX_AND_SCAN: f32 = 0.7;
const HITS_PER_PX: f32 = 1.7;
/** Scans of the whole picture by effort `frame`. */
const FRAME_SCANS = 5;
/** Fewer rows are enough for a finder pattern that is nothing else; those of a tilted one are short. */
const SURE_QUALITY: f32 = 0.95;
const SURE_HITS_PER_PX: f32 = 0.5;
/** Two patterns of one size may be less similar, and confirmed by fewer rows. */
const PAIR_QUALITY: f32 = 0.8;
const PAIR_HITS_PER_PX: f32 = 0.6;
const MAX_PAIR_RATIO: f32 = 1.4;
/** Distance of two finder patterns of a code, modules; larger codes are not used on cards. */
const MIN_PAIR_MODULES: f32 = 11;
const MAX_PAIR_MODULES: f32 = 80;
/** Minimum correlation of three finder patterns that form a code or a look-alike, and rows for each scan. */
const TRIPLE_QUALITY: f32 = 0.6;
const TRIPLE_HITS_PER_PX_AND_SCAN: f32 = 0.45;
/** The same with alternating timing, which proves an out-of-focus code but not a sharp one. */
const SHARP_QUALITY: f32 = 0.97;

/** Raises a minimum if there were more than FRAME_SCANS scans, which confirm false patterns more often. */
function scaledToScans(hitsPerPx: f32): f32 {
  return (hitsPerPx * <f32>max(scans, FRAME_SCANS)) / <f32>FRAME_SCANS;
}

/** Mean gray of eight samples around a finder pattern's centre at this distance, modules. */
function meanAround(finder: FinderPattern, modules: f32): f32 {
  const x = finder.x;
  const y = finder.y;
  const a = finder.module * modules;
  const b = a * Mathf.SQRT1_2;
  const straight = grayAt(x - a, y) + grayAt(x + a, y) + grayAt(x, y - a) + grayAt(x, y + a);
  const diagonal = grayAt(x - b, y - b) + grayAt(x + b, y - b) + grayAt(x - b, y + b) + grayAt(x + b, y + b);
  return (straight + diagonal) * 0.125;
}

/** Minimum contrast of the central module to the eight around it, relative to that of the next ring. */
const MIN_CENTRE_CONTRAST: f32 = 0.6;

/** Whether an apparent finder pattern is the middle of an Aztec code, which has one module in its centre. */
function isAztec(finder: FinderPattern): bool {
  const middle = meanAround(finder, 0.9);
  const polarity = polarityOf(finder);
  const ringContrast = polarity * (meanAround(finder, 2) - middle);
  const centreContrast = polarity * (grayAt(finder.x, finder.y) - middle);
  return ringContrast > 0 && centreContrast > MIN_CENTRE_CONTRAST * ringContrast;
}

/** Whether enough rows for each px of its module confirmed a finder pattern of at least this quality. */
function isClear(finder: FinderPattern, minQuality: f32, hitsPerPx: f32): bool {
  return finder.quality >= minQuality && <f32>finder.hits >= hitsPerPx * finder.module && !isAztec(finder);
}

/** Whether two finder patterns have the sizes and the distance of a code's. */
function isPair(a: FinderPattern, b: FinderPattern): bool {
  const larger = max(a.module, b.module);
  if (a.isDark !== b.isDark || larger > MAX_PAIR_RATIO * min(a.module, b.module)) return false;
  const distance = sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
  return distance > MIN_PAIR_MODULES * larger && distance < MAX_PAIR_MODULES * larger;
}

/** Whether a finder pattern, or two that belong together, can be nothing else. */
function isFinderSeen(count: i32): bool {
  const hitsPerPx = scaledToScans(min<f32>(HITS_PER_PX, HITS_PER_PX_AND_SCAN * <f32>scans));
  const sureHitsPerPx = scaledToScans(SURE_HITS_PER_PX);
  const pairHitsPerPx = scaledToScans(PAIR_HITS_PER_PX);
  for (let i = 0; i < count; i++) {
    const finder = finderAt(i);
    if (isClear(finder, MIN_QUALITY, hitsPerPx) || isClear(finder, SURE_QUALITY, sureHitsPerPx)) return true;
    if (!isClear(finder, PAIR_QUALITY, pairHitsPerPx)) continue;
    for (let k = i + 1; k < count; k++)
      if (isPair(finder, finderAt(k)) && isClear(finderAt(k), PAIR_QUALITY, pairHitsPerPx)) return true;
  }
  return false;
}

/**
 * Whether three confirmed finder patterns of at least this quality have the geometry of a code. Because it
 * excludes look-alikes, it is less strict than `isFinderSeen`: after few scans, one of the three may have been
 * confirmed by few rows; and more scans than those of `frame` do not raise the minimum.
 */
function isTripleSeen(minQuality: f32): bool {
  const hitsPerPx = min<f32>(HITS_PER_PX, TRIPLE_HITS_PER_PX_AND_SCAN * <f32>scans);
  rankTriples(MAX_FINDERS);
  for (let t = 0; t < tripleCount(); t++) {
    const triple = tripleAt(t);
    if (
      isClear(finderAt(triple.corner), minQuality, hitsPerPx) &&
      isClear(finderAt(triple.right), minQuality, hitsPerPx) &&
      isClear(finderAt(triple.below), minQuality, hitsPerPx)
    )
      return true;
  }
  return false;
}

/**
 * 1 if a code was seen: the structure of one, or clear finder patterns of which one or two are hidden. Three
 * that were not decoded are a look-alike.
 */
export function codeSeen(): i32 {
  if (isHopeless) return 0;
  if (hasStructure) return 1;
  const count = sortFinders(MAX_FINDERS);
  return isFinderSeen(count) && !isTripleSeen(hasTiming ? SHARP_QUALITY : TRIPLE_QUALITY) ? 1 : 0;
}
