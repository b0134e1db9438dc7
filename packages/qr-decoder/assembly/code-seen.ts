// Whether a code was in the picture that could not be read: what may be said of it, so that "I see a code" is true.
import { finderAt, sortFinders } from './finder';
import { rankTriples, tripleAt, tripleCount } from './finder-triples';
import { bestFormatScore, readFormat } from './format';
import { cellsPerRow } from './function-patterns';
import { NO_PAIR, timingBetween } from './missing-finder';
import { SOFT } from './soft-modules';

/** A grid whose timing alternates, with a format word: what three corners alone do not prove. */
let hasStructure = false;
/** Timing that alternates, which is all that a picture out of focus leaves. */
let hasTiming = false;
/** As clear as a code can be, and still not read: no code, or one that no other picture of it will help. */
let isHopeless = false;

export function forgetEvidence(): void {
  hasStructure = false;
  hasTiming = false;
  isHopeless = false;
}

/** How alike the modules are in how sure the reader is of them, 0…1: what is covered, washed out or flat lowers it. */
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
/** Finders and timing of a coarse grid, and the format word, that leave no doubt. */
const CLEAR_SCORE: f32 = 0.95;
const CLEAR_TIMING: f32 = 0.9;
const CLEAR_FORMAT: f32 = 0.95;
const CLEAR_EVENNESS: f32 = 0.74;

/**
 * Of a grid that was not read: match score and the worse timing correlation, coarse and refined. SOFT holds what was made of
 * it.
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
/** Stripes and nets leave most modules undecided. */
const MIN_DOT_EVENNESS: f32 = 0.5;

/** Of a grid of dots that was not read: its timing score. SOFT holds what was made of it. */
export function noteDots(timing: f32): void {
  if (timing < MIN_DOT_TIMING) return;
  hasTiming = true;
  if (bestFormatScore >= MIN_DOT_FORMAT && evenness() >= MIN_DOT_EVENNESS) hasStructure = true;
}

/** Finders looked at. */
const MAX_FINDERS = 12;
/** What a finder looks like, and how many rows have confirmed it, at least and a px of its module. */
const MIN_QUALITY: f32 = 0.76;
const MIN_HITS = 2;
const HITS_PER_PX: f32 = 0.6;
/** One that is so clear needs no more than the fewest rows. */
const CLEAR_QUALITY: f32 = 0.93;
/** Three of them make a code, or what looks like one. */
const TRIPLE_QUALITY: f32 = 0.82;
/** Finders of a picture in focus: timing alone is no proof then. */
const SHARP_QUALITY: f32 = 0.95;

function isFinderSeen(count: i32): bool {
  for (let i = 0; i < count; i++) {
    const finder = finderAt(i);
    if (finder.hits < MIN_HITS) continue;
    if (finder.quality >= CLEAR_QUALITY) return true;
    if (finder.quality >= MIN_QUALITY && <f32>finder.hits >= HITS_PER_PX * finder.module) return true;
  }
  return false;
}

/** Three finders of at least this quality that stand as a code's do. */
function isTripleSeen(minQuality: f32): bool {
  rankTriples(MAX_FINDERS);
  for (let t = 0; t < tripleCount(); t++) {
    const triple = tripleAt(t);
    const others = min(finderAt(triple.right).quality, finderAt(triple.below).quality);
    if (min(finderAt(triple.corner).quality, others) >= minQuality) return true;
  }
  return false;
}

/** Two finders in focus that may be the ends of a side, and no such two with timing between them. */
function isTimingMissing(count: i32): bool {
  let pairs = 0;
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      if (min(finderAt(i).quality, finderAt(j).quality) < SHARP_QUALITY) continue;
      const timing = timingBetween(i, j);
      if (timing >= MIN_GRID_TIMING) return false;
      if (timing !== NO_PAIR) pairs++;
    }
  return pairs > 0;
}

/** 1 where a code was seen: a clear finder, and between those that are seen what a code has there. */
export function codeSeen(): i32 {
  if (isHopeless) return 0;
  if (hasStructure) return 1;
  const count = sortFinders(MAX_FINDERS);
  if (!isFinderSeen(count) || isTripleSeen(hasTiming ? SHARP_QUALITY : TRIPLE_QUALITY)) return 0;
  return hasTiming || !isTimingMissing(count) ? 1 : 0;
}
