// Inference of a third finder pattern hidden by glare, from two detected ones and the match score of the
// other patterns.
import { dotTimingScore, MAX_DOTTED_VERSION, MIN_DOTTED_VERSION } from './dotted-patterns';
import { FINDER_BYTES, FinderPattern, finderAt, polarityOf, sortFinders } from './finder';
import { moduleSizeAlong } from './finder-measure';
import { fitGrid, gridIsInside, setFinderCentres } from './grid';
import { leftTiming, matchScore, setVersion, topTiming } from './known-patterns';
import { height, width } from './picture';
import { SIDE_STEP } from './symbol';

/** An inferred finder pattern: its centre, the indices of the detected pair, and the corner of the triple. */
@unmanaged
class InferredFinder {
  x: f32;
  y: f32;
  module: f32;
  /** 0 or 1: the first or second of the pair; 2: the inferred finder pattern. */
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

/** Maximum number of finder patterns combined to pairs, and their minimum number of hits. */
const MAX_PAIR_FINDERS = 8;
const MIN_HITS = 3;
/** Minimum sum of both qualities, because glare may cover part of one of them. */
const MIN_PAIR_QUALITY: f32 = 0.45;
/** Maximum ratio of the module sizes of a pair. */
const MAX_MODULE_RATIO: f32 = 1.6;
/** Distance of a pair's centres, modules: DISTANCE_OFFSET + SIDE_STEP × version, and its limits. */
const DISTANCE_OFFSET: f32 = 10;
const MIN_DISTANCE: f32 = 10;
const MAX_DISTANCE: f32 = 100;
/** Side of a code relative to its diagonal, rounded. */
const SIDE_OF_DIAGONAL: f32 = 0.7;
/** Minimum coarse match score of an inferred centre. */
const MIN_SCORE: f32 = 0.37;
/** Search around the expected centre: steps in each direction, and their length as a share of the side. */
const SEARCH_STEPS = 4;
const SEARCH_STEP: f32 = 0.027;
/** The same for dotted codes, whose score is the timing score and needs a finer search. */
const MIN_DOTTED_SCORE: f32 = 0.45;
const DOTTED_SEARCH_STEPS = 5;
const DOTTED_SEARCH_STEP: f32 = 0.02;
/** In larger codes glare rarely covers a single finder pattern only. */
const MAX_INFERRED_VERSION = 20;

// The triple in the order of `setFinderCentres`: corner, right, below.
export let orderedCorner: FinderPattern = THIRD;
export let orderedRight: FinderPattern = THIRD;
export let orderedBelow: FinderPattern = THIRD;

/** Orders the pair and the inferred finder pattern so that the code is not mirrored. */
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

/** Whether the search is for a dotted code. */
let dotted = false;
/** Whether pairs without a timing pattern between them are skipped. */
let requiresTiming = false;

/** Fits a flat grid with the third finder pattern at (x, y); false if it is outside of the picture. */
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

/** Minimum timing score between the detected pair; others are skipped to save time. */
const MIN_PAIR_DOT_TIMING: f32 = 0.3;
const MIN_PAIR_TIMING: f32 = 0;

function hasTimingBetween(x: f32, y: f32, corner: i32, p: FinderPattern, q: FinderPattern): bool {
  if (!fitWithThird(x, y, corner, p, q)) return false;
  const isLeft = orderedRight === THIRD;
  if (dotted) return dotTimingScore(isLeft) > MIN_PAIR_DOT_TIMING;
  matchScore(polarityOf(p), true);
  return (isLeft ? leftTiming : topTiming) > MIN_PAIR_TIMING;
}

/** Searches around (x, y) for the centre of the third finder pattern with the best score. */
function searchAround(x: f32, y: f32, module: f32, length: f32, corner: i32, first: i32, second: i32): void {
  const p = finderAt(first);
  const q = finderAt(second);
  const polarity = polarityOf(p);
  const step: f32 = length * (dotted ? DOTTED_SEARCH_STEP : SEARCH_STEP);
  const steps = dotted ? DOTTED_SEARCH_STEPS : SEARCH_STEPS;
  const minScore: f32 = dotted ? MIN_DOTTED_SCORE : MIN_SCORE;
  const smallest = dotted ? MIN_DOTTED_VERSION : 1;
  const largest = dotted ? MAX_DOTTED_VERSION : MAX_INFERRED_VERSION;
  const expected = <i32>Mathf.floor((length / module - DISTANCE_OFFSET) / SIDE_STEP + 0.5);
  let best: f32 = minScore;
  let bestX: f32 = 0;
  let bestY: f32 = 0;
  // Versions are the outer loop, because `setVersion` rebuilds the known patterns.
  for (let v = max(smallest, expected - 1); v <= min(largest, expected + 1); v++) {
    setVersion(v);
    if (requiresTiming && corner < 2 && !hasTimingBetween(x, y, corner, p, q)) continue;
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

/** Module size, px, of a pair along the direction (ux, uy), of length 1. */
function moduleOfPair(p: FinderPattern, q: FinderPattern, ux: f32, uy: f32): f32 {
  const polarity = polarityOf(p);
  const atP = moduleSizeAlong(p.x, p.y, ux, uy, p.module, polarity);
  const atQ = moduleSizeAlong(q.x, q.y, ux, uy, q.module, polarity);
  return atP > 0 && atQ > 0 ? sqrt(atP * atQ) : (p.module + q.module) * 0.5;
}

/** Infers the third finder pattern of the pair (i, j); false if they cannot be a pair. */
function inferFromPair(i: i32, j: i32): bool {
  const p = finderAt(i);
  const q = finderAt(j);
  if (p.isDark !== q.isDark || q.hits < MIN_HITS || (dotted && !p.isDark)) return false;
  if (p.quality + q.quality < MIN_PAIR_QUALITY) return false;
  if (p.module > MAX_MODULE_RATIO * q.module || q.module > MAX_MODULE_RATIO * p.module) return false;
  const dx = q.x - p.x;
  const dy = q.y - p.y;
  const length = sqrt(dx * dx + dy * dy);
  const coarse = (p.module + q.module) * 0.5;
  if (length < MIN_DISTANCE * coarse || length > MAX_DISTANCE * coarse) return false;
  const moduleOfSide = moduleOfPair(p, q, dx / length, dy / length);
  // The sides of the code are at 45° to a diagonal, along which the runs of a square pattern are longer.
  const moduleOfDiagonal = moduleOfPair(
    p,
    q,
    ((dx - dy) * Mathf.SQRT1_2) / length,
    ((dx + dy) * Mathf.SQRT1_2) / length,
  );
  for (let end = 0; end < 2; end++) {
    const sign: f32 = end ? 1 : -1;
    // The pair is a side of the code: the third is perpendicular to it at either end.
    searchAround(p.x - dy * sign, p.y + dx * sign, moduleOfSide, length, 0, i, j);
    searchAround(q.x - dy * sign, q.y + dx * sign, moduleOfSide, length, 1, i, j);
    // The pair is a diagonal: the third is at the right angle between them.
    searchAround(
      p.x + (dx - dy * sign) * 0.5,
      p.y + (dy + dx * sign) * 0.5,
      moduleOfDiagonal,
      length * SIDE_OF_DIAGONAL,
      2,
      i,
      j,
    );
  }
  return true;
}

/**
 * Infers third finder patterns for up to `maxPairs` of the best pairs; `thorough`: with squares, also for
 * pairs without timing between them. Returns the number of inferred finder patterns.
 */
export function inferThirdFinder(maxPairs: i32, ofDots: bool, thorough: bool): i32 {
  dotted = ofDots;
  requiresTiming = ofDots || !thorough;
  const limit = sortFinders(MAX_PAIR_FINDERS);
  count = 0;
  let remaining = maxPairs;
  for (let sum = 1; sum < 2 * limit && remaining > 0; sum++)
    for (let i = 0; i < limit && remaining > 0; i++) {
      const j = sum - i;
      if (j <= i || j >= limit) continue;
      if (inferFromPair(i, j)) remaining--;
    }
  return count;
}

/** Sets `orderedCorner`, `orderedRight` and `orderedBelow` to the `index`-th inferred triple, best first. */
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

/** Index of the inferred finder pattern in the ordered triple: 0 corner, 1 right, 2 below. */
export function inferredPlace(): i32 {
  return orderedCorner === THIRD ? 0 : orderedRight === THIRD ? 1 : 2;
}
