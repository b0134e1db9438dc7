// Two finders are seen and the third is not (a reflection lies on it): it is inferred from all else a code must have.
import { dotTimingScore, MAX_DOTTED_VERSION, MIN_DOTTED_VERSION } from './dotted-patterns';
import { FINDER_BYTES, FinderPattern, finderAt, polarityOf, sortFinders } from './finder';
import { moduleSizeAlong } from './finder-measure';
import { fitGrid, gridIsInside, setFinderCentres } from './grid';
import { leftTiming, matchScore, setVersion, topTiming } from './known-patterns';
import { height, width } from './picture';

/** An inferred finder: its place, the pair it completes (indices), and which of the three is the code's corner. */
@unmanaged
class InferredFinder {
  x: f32;
  y: f32;
  module: f32;
  /** 0 or 1: that one of the pair; 2: the inferred one. */
  corner: i32;
  first: i32;
  second: i32;
  score: f32;
}

const INFERRED_BYTES = 28;
const MAX_INFERRED = 8;
const INFERRED = memory.data(224);
let count = 0;
const THIRD = changetype<FinderPattern>(memory.data(FINDER_BYTES));

/** Finders looked at in pairs, and how often one must have been confirmed. */
const MAX_PAIR_FINDERS = 8;
const MIN_HITS = 3;
/** Quality of both together: a reflection may lie on one of them. */
const MIN_PAIR_QUALITY: f32 = 0.45;
/** The coarse match score that makes a place worth trying. */
const MIN_SCORE: f32 = 0.37;
/** Places tried around the expected one: ±3 steps of this share of the side. */
const SEARCH_STEPS = 3;
const SEARCH_STEP: f32 = 0.035;
/** The same for dots, which agree only where they are hit, and whose timing lines alternate. */
const MIN_DOTTED_SCORE: f32 = 0.45;
const DOTTED_SEARCH_STEPS = 5;
const DOTTED_SEARCH_STEP: f32 = 0.02;
/** Larger codes have finders too small to be hidden alone. */
const MAX_INFERRED_VERSION = 20;

// The three in the order that `fitGrid` wants: corner, right, below.
export let orderedCorner: FinderPattern = THIRD;
export let orderedRight: FinderPattern = THIRD;
export let orderedBelow: FinderPattern = THIRD;

/** Puts the pair and the third in order, so that the code is not mirrored. */
function orderFinders(corner: i32, p: FinderPattern, q: FinderPattern): void {
  orderedCorner = corner === 0 ? p : corner === 1 ? q : THIRD;
  orderedRight = corner === 0 ? q : p;
  orderedBelow = corner === 2 ? q : THIRD;
  const x = orderedCorner.x;
  const y = orderedCorner.y;
  if ((orderedRight.x - x) * (orderedBelow.y - y) < (orderedRight.y - y) * (orderedBelow.x - x)) {
    const swapped = orderedRight;
    orderedRight = orderedBelow;
    orderedBelow = swapped;
  }
}

function inferredAt(i: i32): InferredFinder {
  return changetype<InferredFinder>(INFERRED + i * INFERRED_BYTES);
}

function insertInferred(x: f32, y: f32, module: f32, corner: i32, first: i32, second: i32, score: f32): void {
  let k = count;
  if (count < MAX_INFERRED) count++;
  else if (score <= inferredAt(MAX_INFERRED - 1).score) return;
  else k = MAX_INFERRED - 1;
  while (k > 0 && inferredAt(k - 1).score < score) {
    memory.copy(INFERRED + k * INFERRED_BYTES, INFERRED + (k - 1) * INFERRED_BYTES, INFERRED_BYTES);
    k--;
  }
  const inferred = inferredAt(k);
  inferred.x = x;
  inferred.y = y;
  inferred.module = module;
  inferred.corner = corner;
  inferred.first = first;
  inferred.second = second;
  inferred.score = score;
}

/** Whether what is looked for is a code of dots. */
let dotted = false;
/** Whether a pair without timing between it is left out. */
let asksTiming = false;

/** Takes the third finder to be at (x, y), the grid flat; false where the code does not lie in the picture. */
function fitWithThird(x: f32, y: f32, corner: i32, p: FinderPattern, q: FinderPattern): bool {
  THIRD.x = x;
  THIRD.y = y;
  orderFinders(corner, p, q);
  setFinderCentres(
    orderedCorner.x,
    orderedCorner.y,
    orderedRight.x,
    orderedRight.y,
    orderedBelow.x,
    orderedBelow.y,
  );
  return fitGrid(true) && gridIsInside();
}

/** Timing between the two finders that are seen; without it the search is not worth its time. */
const MIN_PAIR_DOT_TIMING: f32 = 0.3;
const MIN_PAIR_TIMING: f32 = 0;

function hasTimingBetween(x: f32, y: f32, corner: i32, p: FinderPattern, q: FinderPattern): bool {
  if (!fitWithThird(x, y, corner, p, q)) return false;
  const isLeft = orderedRight === THIRD;
  if (dotted) return dotTimingScore(isLeft) > MIN_PAIR_DOT_TIMING;
  matchScore(polarityOf(p), true);
  return (isLeft ? leftTiming : topTiming) > MIN_PAIR_TIMING;
}

/** What `timingBetween` answers for two that are no pair. */
export const NO_PAIR: f32 = -2;

/**
 * How well timing alternates between two finders, taken as the ends of a code's side, -1…1: that of squares or of dots, at best;
 * NO_PAIR where they cannot be.
 */
export function timingBetween(i: i32, j: i32): f32 {
  const p = finderAt(i);
  const q = finderAt(j);
  const dx = q.x - p.x;
  const dy = q.y - p.y;
  const module = sqrt(p.module * q.module);
  const length = sqrt(dx * dx + dy * dy);
  if (p.isDark !== q.isDark || p.module > 1.6 * q.module || q.module > 1.6 * p.module) return NO_PAIR;
  if (length < 10 * module || length > 100 * module) return NO_PAIR;
  const expected = <i32>Mathf.floor((length / module - 10) / 4 + 0.5);
  let best: f32 = -1;
  for (let v = max(1, expected - 1); v <= min(MAX_INFERRED_VERSION, expected + 1); v++) {
    setVersion(v);
    for (let side = 0; side < 2; side++) {
      const sign: f32 = side ? 1 : -1;
      if (!fitWithThird(p.x - dy * sign, p.y + dx * sign, 0, p, q)) continue;
      const isLeft = orderedRight === THIRD;
      matchScore(polarityOf(p), true);
      best = max(best, max(isLeft ? leftTiming : topTiming, dotTimingScore(isLeft)));
    }
  }
  return best;
}

/** Looks around (x, y) for the place of the third finder where the rest of the code agrees best. */
function searchAround(x: f32, y: f32, module: f32, length: f32, corner: i32, first: i32, second: i32): void {
  const p = finderAt(first);
  const q = finderAt(second);
  const polarity = polarityOf(p);
  const step: f32 = length * (dotted ? DOTTED_SEARCH_STEP : SEARCH_STEP);
  const steps = dotted ? DOTTED_SEARCH_STEPS : SEARCH_STEPS;
  const minScore: f32 = dotted ? MIN_DOTTED_SCORE : MIN_SCORE;
  const smallest = dotted ? MIN_DOTTED_VERSION : 1;
  const largest = dotted ? MAX_DOTTED_VERSION : MAX_INFERRED_VERSION;
  const expected = <i32>Mathf.floor((length / module - 10) / 4 + 0.5);
  let best: f32 = minScore;
  let bestX: f32 = 0;
  let bestY: f32 = 0;
  // Versions outermost: their patterns are laid out anew each time.
  for (let v = max(smallest, expected - 1); v <= min(largest, expected + 1); v++) {
    setVersion(v);
    if (asksTiming && corner < 2 && !hasTimingBetween(x, y, corner, p, q)) continue;
    for (let b = -steps; b <= steps; b++)
      for (let a = -steps; a <= steps; a++) {
        const cx = x + step * <f32>a;
        const cy = y + step * <f32>b;
        if (cx < 0 || cy < 0 || cx > <f32>width || cy > <f32>height) continue;
        if (!fitWithThird(cx, cy, corner, p, q)) continue;
        const score = dotted
          ? (dotTimingScore(false) + dotTimingScore(true)) * 0.5
          : matchScore(polarity, true);
        if (score > best) {
          best = score;
          bestX = cx;
          bestY = cy;
        }
      }
  }
  if (best > minScore) insertInferred(bestX, bestY, module, corner, first, second, best);
}

/** Looks for the third finder of the pair (i, j); false where they cannot be a pair. */
function inferFromPair(i: i32, j: i32): bool {
  const p = finderAt(i);
  const q = finderAt(j);
  if (p.isDark !== q.isDark || q.hits < MIN_HITS || (dotted && !p.isDark)) return false;
  if (p.quality + q.quality < MIN_PAIR_QUALITY) return false;
  const polarity = polarityOf(p);
  if (p.module > 1.6 * q.module || q.module > 1.6 * p.module) return false;
  const dx = q.x - p.x;
  const dy = q.y - p.y;
  const length = sqrt(dx * dx + dy * dy);
  const coarse = (p.module + q.module) * 0.5;
  if (length < 10 * coarse || length > 100 * coarse) return false;
  const atP = moduleSizeAlong(p.x, p.y, dx / length, dy / length, p.module, polarity);
  const atQ = moduleSizeAlong(q.x, q.y, dx / length, dy / length, q.module, polarity);
  const module = atP > 0 && atQ > 0 ? sqrt(atP * atQ) : coarse;
  for (let side = 0; side < 2; side++) {
    const sign: f32 = side ? 1 : -1;
    // Along one side of the code: the third is square to the pair, beside either, on either side.
    searchAround(p.x - dy * sign, p.y + dx * sign, module, length, 0, i, j);
    searchAround(q.x - dy * sign, q.y + dx * sign, module, length, 1, i, j);
    // Corner to corner: the third is square between them.
    searchAround(p.x + (dx - dy * sign) * 0.5, p.y + (dy + dx * sign) * 0.5, module, length * 0.7, 2, i, j);
  }
  return true;
}

/**
 * Infers third finders for up to `maxPairs` of the best pairs; `thorough`: of solid ones without timing between them too.
 * Answers how many are worth trying.
 */
export function inferThirdFinder(maxPairs: i32, ofDots: bool, thorough: bool): i32 {
  dotted = ofDots;
  asksTiming = ofDots || !thorough;
  const limit = sortFinders(MAX_PAIR_FINDERS);
  count = 0;
  let left = maxPairs;
  for (let sum = 1; sum < 2 * limit && left > 0; sum++)
    for (let i = 0; i < limit && left > 0; i++) {
      const j = sum - i;
      if (j <= i || j >= limit) continue;
      if (inferFromPair(i, j)) left--;
    }
  return count;
}

/** Sets `orderedCorner`, `orderedRight` and `orderedBelow` to the `index`-th inference, best first. */
export function takeInferred(index: i32): void {
  const inferred = inferredAt(index);
  const p = finderAt(inferred.first);
  const q = finderAt(inferred.second);
  THIRD.x = inferred.x;
  THIRD.y = inferred.y;
  THIRD.module = inferred.module;
  THIRD.hits = 1;
  THIRD.isDark = p.isDark;
  orderFinders(inferred.corner, p, q);
}

/** Which of the ordered three is the inferred one: 0 corner, 1 right, 2 below. */
export function inferredPlace(): i32 {
  return orderedCorner === THIRD ? 0 : orderedRight === THIRD ? 1 : 2;
}
