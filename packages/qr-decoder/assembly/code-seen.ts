// Decides whether a picture that was not decoded contains a code, for the hint "I see a code".
import { FinderPattern, finderAt, polarityOf, scans, sortFinders } from './finder';
import { rankTriples, tripleAt, tripleCount } from './finder-triples';
import { bestFormatScore, readFormat } from './format';
import { cellsPerRow } from './function-patterns';
import { grayAt } from './picture';
import { SOFT } from './soft-modules';

/** A grid with alternating timing and a format word was fitted, which finder patterns alone do not prove. */
let hasStructure = false;
/** Alternating timing was found. In an out-of-focus picture this is the only evidence. */
let hasTiming = false;
/** A sharp code failed to decode: it is a look-alike, or damaged beyond correction. */
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

const MIN_GRID_SCORE: f32 = 0.45;
const MIN_GRID_TIMING: f32 = 0.75;
const MIN_BLURRED_TIMING: f32 = 0.5;
/** Minimum match score and timing of the coarse grid, format score and evenness of a sharp code. */
const CLEAR_SCORE: f32 = 0.95;
const CLEAR_TIMING: f32 = 0.9;
const CLEAR_FORMAT: f32 = 0.95;
const CLEAR_EVENNESS: f32 = 0.74;

/**
 * Records a grid that was not decoded. `score`: match score; `timing`: the lower of both timing correlations;
 * `coarse` and `coarseTiming`: the same before refinement. SOFT contains its soft values.
 */
export function noteGrid(coarse: f32, coarseTiming: f32, score: f32, timing: f32): void {
  if (timing >= MIN_BLURRED_TIMING) hasTiming = true;
  if (score >= MIN_GRID_SCORE && timing >= MIN_GRID_TIMING) hasStructure = true;
  if (coarse < CLEAR_SCORE || coarseTiming < CLEAR_TIMING || evenness() < CLEAR_EVENNESS) return;
  readFormat(false);
  if (bestFormatScore >= CLEAR_FORMAT) isHopeless = true;
}

const MIN_DOT_TIMING: f32 = 0.92;
const MIN_DOT_FORMAT: f32 = 0.8;
/** Stripes and lattices give most modules low soft values. */
const MIN_DOT_EVENNESS: f32 = 0.5;

/** Records a dotted grid that was not decoded, with its timing score. SOFT contains its soft values. */
export function noteDots(timing: f32): void {
  if (timing < MIN_DOT_TIMING) return;
  hasTiming = true;
  if (bestFormatScore >= MIN_DOT_FORMAT && evenness() >= MIN_DOT_EVENNESS) hasStructure = true;
}

/** Maximum number of finder patterns examined. */
const MAX_FINDERS = 12;
/** Minimum correlation of a finder pattern. */
const MIN_QUALITY: f32 = 0.85;
/** Minimum number of rows that confirmed it, per px of its module: for each scan, and at most. */
const HITS_PER_PX_AND_SCAN: f32 = 0.7;
const HITS_PER_PX: f32 = 1.7;
/** Minimum correlation of three finder patterns that form a code or a look-alike. */
const TRIPLE_QUALITY: f32 = 0.6;
/** The same with alternating timing, which proves an out-of-focus code but not a sharp one. */
const SHARP_QUALITY: f32 = 0.95;

/** Whether enough rows confirmed a finder pattern of at least this quality. */
function isConfirmed(finder: FinderPattern, minQuality: f32): bool {
  const hitsPerPx = min<f32>(HITS_PER_PX, HITS_PER_PX_AND_SCAN * <f32>scans);
  return finder.quality >= minQuality && <f32>finder.hits >= hitsPerPx * finder.module;
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

/** Whether an inverted finder pattern is the middle of an Aztec code, which has a dark module in its centre. */
function isAztec(finder: FinderPattern): bool {
  const middle = meanAround(finder, 0.9);
  const polarity = polarityOf(finder);
  const contrast = polarity * (grayAt(finder.x, finder.y) - middle);
  return contrast > MIN_CENTRE_CONTRAST * polarity * (meanAround(finder, 2) - middle);
}

function isFinderSeen(count: i32): bool {
  for (let i = 0; i < count; i++) {
    const finder = finderAt(i);
    if (isConfirmed(finder, MIN_QUALITY) && !isAztec(finder)) return true;
  }
  return false;
}

/** Whether three confirmed finder patterns of at least this quality have the geometry of a code. */
function isTripleSeen(minQuality: f32): bool {
  rankTriples(MAX_FINDERS);
  for (let t = 0; t < tripleCount(); t++) {
    const triple = tripleAt(t);
    if (
      isConfirmed(finderAt(triple.corner), minQuality) &&
      isConfirmed(finderAt(triple.right), minQuality) &&
      isConfirmed(finderAt(triple.below), minQuality)
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
