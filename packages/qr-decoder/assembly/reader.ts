// The pipeline: gray planes, finder patterns, grids through triples of them, data bytes.
import { alignToPattern } from './alignment';
import { binarize, bitsStride } from './binarize';
import { forgetEvidence, noteGrid } from './code-seen';
import { decodeGrid, decodeQuickly, maxFormatScore } from './decode';
import { bestDotTiming, forgetDotTiming, lastDotTiming, readDotted } from './dotted';
import { FinderPattern, finderAt, finderCount, findFinders, forgetFinders, polarityOf } from './finder';
import { hasClearTriple, rankTriples, tripleAt, tripleCount } from './finder-triples';
import { rgbaToGray } from './grayscale';
import {
  estimateDimension,
  finderTripleScore,
  fitGrid,
  gridIsInside,
  meanModule,
  perspectiveU,
  perspectiveV,
  refineGrid,
  setPerspective,
} from './grid';
import { leftTiming, matchScore, setVersion, topTiming } from './known-patterns';
import { allocate, arenaPosition, resetArena, rewindArena } from './memory';
import {
  inferredPlace,
  inferThirdFinder,
  orderedBelow,
  orderedCorner,
  orderedRight,
  takeInferred,
} from './missing-finder';
import { fitTiming } from './perspective';
import { setPicture } from './picture';
import { enlarge, halve, smooth } from './resample';
import { MAX_VERSION, SIDE_OFFSET, SIDE_STEP } from './symbol';
import { forgetTried, noteTried, TRIED_ON_LEAST, wasTried } from './tried-triples';
import { candidateAt, candidateCount, forgetCandidates, rankCandidate } from './version-candidates';

let width: i32 = 0;
let height: i32 = 0;
let rgba: usize = 0;
let luma: usize = 0;
/** The minimum of the three channels, computed by the first pass on it. */
let least: usize = 0;
let hasLeast = false;
/** Whether grids are fitted to that plane instead of luma. */
let fitsLeast = false;

/**
 * Maximum number of grids refined since the last restart and for a pass, which bounds the time on pictures full
 * of false patterns.
 */
const MAX_GRIDS = 60;
const MAX_GRIDS_OF_PASS = 9;
const MAX_GRIDS_OF_FAST_PASS = 3;
let grids = 0;
let gridsOfPass = 0;
/** Maximum number of grids decoded with an equalizer below depth 2: no fifth one was read in the benchmark. */
const MAX_FAST_DECODES = 4;
/** The same after a complete code: no fourth grid was read then. */
const MAX_WHOLE_DECODES = 3;
let decodes = 0;
/** Whether the last triple was left because of these limits. */
let isOverBudget = false;
/** Whether a complete code of squares was found but not decoded. */
let isWhole = false;

// Gray plane and binarized plane of the last pass; rows of the latter are padded.
export let passPlane: usize = 0;
export let passBits: usize = 0;
export let passWidth: i32 = 0;
export let passHeight: i32 = 0;

/** Channel of `detectFinders`: the minimum of red, green and blue. */
const LEAST = 4;
/** px: maximum side of the centre square that is enlarged. */
const MAX_ENLARGED_PX = 640;
/** px: smaller planes are not halved. */
const MIN_HALVED_PX = 32;

/** Allocates a picture; returns the address for its RGBA, or for its gray if `coloured` is 0. */
export function allocatePicture(w: i32, h: i32, coloured: i32): usize {
  resetArena();
  width = w;
  height = h;
  const area = <usize>(w * h);
  rgba = coloured ? allocate(area * 4) : 0;
  luma = allocate(area);
  least = coloured ? allocate(area) : luma;
  hasLeast = coloured === 0;
  restart();
  forgetEvidence();
  return coloured ? rgba : luma;
}

/** Forgets earlier passes, because false finder patterns accumulate and hide others. */
export function restart(): void {
  forgetFinders();
  forgetTried();
  grids = 0;
  decodes = 0;
  isWhole = false;
  forgetDotTiming();
}

/** Computes the gray plane of the picture written to that address; returns its address. */
export function preparePicture(): usize {
  if (rgba) rgbaToGray(rgba, luma, width * height, 0);
  setPicture(luma, width, height, rgba);
  return luma;
}

/**
 * Detects finder patterns and adds them to those of earlier passes. `channel`: 0 luma, 1–3 red, green, blue,
 * 4 their minimum. `zoom`: 2 the centre doubled, 1 full size, -1 half, -2 a quarter. `radius`: of the
 * binarization window, in blocks of 4 px. `smoothed`: 1 for a 3×3 blur before binarization. `ringless`: 1 to
 * search also for those whose outer ring merges with the page. Returns the total number of finder patterns.
 */
export function detectFinders(channel: i32, zoom: i32, radius: i32, smoothed: i32, ringless: i32): i32 {
  let plane = luma;
  let w = width;
  let h = height;
  let x0: f32 = 0;
  let y0: f32 = 0;
  let scale: f32 = 1;
  const start = arenaPosition();
  if (channel === LEAST) {
    if (!hasLeast) rgbaToGray(rgba, least, width * height, LEAST);
    hasLeast = true;
    plane = least;
  } else if (channel > 0 && rgba) {
    plane = allocate(<usize>(width * height));
    rgbaToGray(rgba, plane, width * height, channel);
  }
  if (zoom === 2) {
    const side = min(min(width, height), MAX_ENLARGED_PX);
    const left = (width - side) >> 1;
    const top = (height - side) >> 1;
    const enlarged = allocate(<usize>(side * side * 4));
    enlarge(plane, width, left, top, side, side, enlarged);
    plane = enlarged;
    w = h = side * 2;
    x0 = <f32>left + 0.25;
    y0 = <f32>top + 0.25;
    scale = 0.5;
  }
  for (; zoom < 0; zoom++) {
    if (w < MIN_HALVED_PX || h < MIN_HALVED_PX) break;
    const halved = allocate(<usize>((w >> 1) * (h >> 1)));
    halve(plane, w, h, halved);
    plane = halved;
    w >>= 1;
    h >>= 1;
    scale *= 2;
  }
  if (smoothed) {
    const smoother = allocate(<usize>(w * h));
    smooth(plane, w, h, smoother);
    plane = smoother;
  }
  const bits = allocate(<usize>(bitsStride(w) * h));
  binarize(plane, w, h, radius, bits);
  const step = scale < 1 ? 3 : scale > 1 ? 1 : 2;
  findFinders(bits, w, h, step, scale, x0, y0, false);
  if (ringless) findFinders(bits, w, h, step, scale, x0, y0, true);
  fitsLeast = channel === LEAST && scale > 1 && rgba !== 0;
  setPicture(fitsLeast ? least : luma, width, height, rgba);
  passPlane = plane;
  passBits = bits;
  passWidth = w;
  passHeight = h;
  rewindArena(start);
  return finderCount();
}

/** Minimum coarse score of a version, and the penalty for each version of distance from the expected one. */
const MIN_CANDIDATE_SCORE: f32 = 0.15;
const VERSION_DISTANCE_COST: f32 = 0.01;

/** Below this score the perspective is also fitted to the timing patterns: the measured one may be wrong. */
const WEAK_CANDIDATE_SCORE: f32 = 0.5;
const MEASURED = 0;
const FLAT = 1;
const FITTED = 2;

/**
 * Ranks the versions within `slack` of the expected one by their coarse match score, each with the best of the
 * measured perspective, none, and one fitted to the timing patterns.
 */
function rankVersions(polarity: f32, expected: i32, slack: i32): void {
  const measuredU = perspectiveU();
  const measuredV = perspectiveV();
  forgetCandidates();
  for (let v = max(1, expected - slack); v <= min(MAX_VERSION, expected + slack); v++) {
    setVersion(v);
    let best: f32 = -1;
    let bestU: f32 = 1;
    let bestV: f32 = 1;
    for (let way = MEASURED; way <= FITTED; way++) {
      if (way === MEASURED) setPerspective(measuredU, measuredV);
      else if (way === FLAT) setPerspective(1, 1);
      else if (best < WEAK_CANDIDATE_SCORE) fitTiming(polarity);
      else break;
      if (!fitGrid(false) || !gridIsInside()) continue;
      const score = matchScore(polarity, true);
      if (!(score > best)) continue;
      best = score;
      bestU = perspectiveU();
      bestV = perspectiveV();
    }
    if (best < MIN_CANDIDATE_SCORE) continue;
    const candidate = rankCandidate(best - VERSION_DISTANCE_COST * <f32>abs(v - expected), v);
    if (!candidate) continue;
    candidate.perspectiveU = bestU;
    candidate.perspectiveV = bestV;
  }
  setPerspective(measuredU, measuredV);
}

/** Estimates the number of modules a side from three finder patterns; 0 if they cannot belong to one code. */
function dimensionOf(a: FinderPattern, b: FinderPattern, c: FinderPattern): f32 {
  return estimateDimension(a.x, a.y, b.x, b.y, c.x, c.y, a.module, b.module, c.module, polarityOf(a));
}

/** Modules a side: 21 to 177, with a margin for estimation errors. */
const MIN_DIMENSION: f32 = 14;
const MAX_DIMENSION: f32 = 190;
/**
 * Minimum mean correlation of the three finder patterns with the measured axes. Axes may be measured wrongly,
 * so three patterns of CERTAIN_QUALITY do not need it.
 */
const MIN_TRIPLE_SCORE: f32 = 0.25;
const CERTAIN_QUALITY: f32 = 0.75;

// A refined grid below the minimum score is not decoded. Refinement exits early below the exit score.
const MIN_GRID_SCORE: f32 = 0.42;
const GRID_EXIT_SCORE: f32 = 0.34;
const MIN_INFERRED_GRID_SCORE: f32 = 0.35;
const INFERRED_GRID_EXIT_SCORE: f32 = 0.27;
/** Modules around the expected place in which the last alignment pattern is searched. */
const ALIGNMENT_REACH: f32 = 3;
/** Maximum difference of the match score from the best grid refined before. */
const MAX_SCORE_LOSS: f32 = 0.15;
/** Grids below this match score are decoded at depth 0. */
const MIN_DEEP_SCORE: f32 = 0.5;

// Stricter limits below depth 2: no grid outside of them was decoded in the benchmark (decision 0002).
const FAST_GRID_EXIT_SCORE: f32 = 0.45;
const MIN_FAST_INFERRED_SCORE: f32 = 0.5;
const FAST_INFERRED_EXIT_SCORE: f32 = 0.31;
const MIN_INFERRED_COARSE_SCORE: f32 = 0.28;
const MAX_FAST_INFERRED_VERSIONS = 2;
/** With three detected finder patterns: minimum coarse score, maximum difference from the best. */
const MIN_COARSE_SCORE: f32 = 0.42;
const MAX_COARSE_GAP: f32 = 0.08;

/** Minimum match score and format score of a complete code. */
const WHOLE_GRID_SCORE: f32 = 0.8;
const WHOLE_GRID_FORMAT: f32 = 0.9;

/** Tries to decode the code of three finder patterns; `inferred`: one of them was inferred. */
function readTriple(a: FinderPattern, b: FinderPattern, c: FinderPattern, depth: i32, inferred: bool): bool {
  isOverBudget = false;
  const polarity = polarityOf(a);
  const dimension = dimensionOf(a, b, c);
  if (dimension < MIN_DIMENSION || dimension > MAX_DIMENSION) return false;
  const isCertain = min(a.quality, min(b.quality, c.quality)) >= CERTAIN_QUALITY;
  if (!inferred && !isCertain && finderTripleScore(polarity) < MIN_TRIPLE_SCORE) return false;
  const expected = <i32>Mathf.floor((dimension - SIDE_OFFSET) / SIDE_STEP + 0.5);
  rankVersions(polarity, expected, depth < 2 ? 2 + (expected >> 3) : 3 + (expected >> 2));
  const fast = depth < 2;
  let minScore = inferred ? MIN_INFERRED_GRID_SCORE : MIN_GRID_SCORE;
  let exitScore = inferred ? INFERRED_GRID_EXIT_SCORE : GRID_EXIT_SCORE;
  let minCoarse: f32 = -1;
  let versions = candidateCount;
  if (fast && inferred) {
    minScore = MIN_FAST_INFERRED_SCORE;
    exitScore = FAST_INFERRED_EXIT_SCORE;
    minCoarse = MIN_INFERRED_COARSE_SCORE;
    versions = min(versions, MAX_FAST_INFERRED_VERSIONS);
  } else if (fast) {
    exitScore = FAST_GRID_EXIT_SCORE;
    minCoarse = max<f32>(MIN_COARSE_SCORE, candidateAt(0).score - MAX_COARSE_GAP);
  }
  let bestRefined: f32 = 0;
  for (let k = 0; k < versions; k++) {
    const candidate = candidateAt(k);
    if (candidate.score < minCoarse) break;
    setVersion(candidate.version);
    setPerspective(candidate.perspectiveU, candidate.perspectiveV);
    if (!fitGrid(false)) continue;
    alignToPattern(polarity, ALIGNMENT_REACH);
    if (k === 0 && !inferred && decodeQuickly(polarity)) return true;
    isOverBudget =
      gridsOfPass >= (fast ? MAX_GRIDS_OF_FAST_PASS : MAX_GRIDS_OF_PASS) ||
      grids >= MAX_GRIDS ||
      (fast && decodes >= (isWhole ? MAX_WHOLE_DECODES : MAX_FAST_DECODES));
    if (isOverBudget) return false;
    gridsOfPass++;
    grids++;
    const score = refineGrid(polarity, depth === 0 ? 8 : 14, exitScore);
    const timing = min(topTiming, leftTiming);
    if (score < minScore || score < bestRefined - MAX_SCORE_LOSS) continue;
    bestRefined = max(bestRefined, score);
    decodes++;
    if (decodeGrid(polarity, score < MIN_DEEP_SCORE ? 0 : depth, decodes === 1)) return true;
    if (score >= WHOLE_GRID_SCORE && maxFormatScore >= WHOLE_GRID_FORMAT) isWhole = true;
    if (!inferred) noteGrid(score, timing);
  }
  return false;
}

/** Tries the best `limit` triples not tried before at this `depth`, 0 to 2. Returns 1 if one was decoded. */
export function readTriples(limit: i32, depth: i32): i32 {
  if (depth === 1 && bestDotTiming > WHOLE_DOT_TIMING) return 0;
  gridsOfPass = 0;
  rankTriples(depth === 0 ? 16 : 40);
  const kind = depth + (fitsLeast ? TRIED_ON_LEAST : 0);
  let remaining = limit;
  for (let t = 0; t < tripleCount() && remaining > 0; t++) {
    const triple = tripleAt(t);
    const a = finderAt(triple.corner);
    const b = finderAt(triple.right);
    const c = finderAt(triple.below);
    if (wasTried(a, b, c, kind)) continue;
    remaining--;
    if (readTriple(a, b, c, depth, false)) return 1;
    if (!isOverBudget) noteTried(a, b, c, kind);
  }
  return 0;
}

/** Limits of a dotted code's estimated modules a side, and minimum correlation of its finder patterns. */
const MIN_DOTTED_DIMENSION: f32 = 22;
const MAX_DOTTED_DIMENSION: f32 = 64;
const MIN_DOTTED_TRIPLE_SCORE: f32 = 0.4;
/** Timing score of complete codes. */
const WHOLE_DOT_TIMING: f32 = 0.9;

/** Tries the best `limit` triples as finder patterns of a dotted code. Returns 1 if one was decoded. */
export function readDottedTriples(limit: i32, depth: i32): i32 {
  if (depth === 0 && isWhole) return 0;
  rankTriples(depth === 0 ? 16 : 40);
  for (let t = 0; t < min(tripleCount(), limit); t++) {
    const triple = tripleAt(t);
    const a = finderAt(triple.corner);
    const b = finderAt(triple.right);
    const c = finderAt(triple.below);
    if (!a.isDark) continue;
    const dimension = dimensionOf(a, b, c);
    if (dimension < MIN_DOTTED_DIMENSION || dimension > MAX_DOTTED_DIMENSION) continue;
    if (finderTripleScore(1) < MIN_DOTTED_TRIPLE_SCORE) continue;
    if (readDotted(dimension, meanModule(), -1, depth)) return 1;
    // Saves time: after a triple with timing no other one was read in the benchmark.
    if (depth === 0 && lastDotTiming > WHOLE_DOT_TIMING) return 0;
  }
  return 0;
}

/**
 * Infers a third finder pattern for `pairs` pairs and tries the best `limit`, below depth 2 the best one only:
 * no other was decoded in the benchmark (decision 0002). Returns 1 if one was decoded.
 */
export function readInferred(pairs: i32, limit: i32, depth: i32): i32 {
  // If a code was found but not decoded, a missing finder pattern is not the cause.
  if (depth < 2 && (isWhole || hasClearTriple() || bestDotTiming > WHOLE_DOT_TIMING)) return 0;
  gridsOfPass = 0;
  const inferred = inferThirdFinder(pairs, false, depth > 1);
  for (let k = 0; k < min(inferred, depth > 1 ? limit : 1); k++) {
    takeInferred(k);
    if (readTriple(orderedCorner, orderedRight, orderedBelow, depth, true)) return 1;
  }
  return 0;
}

/** `readInferred` for a dotted code. */
export function readInferredDotted(pairs: i32, limit: i32, depth: i32): i32 {
  if (depth === 0 && (isWhole || hasClearTriple() || bestDotTiming > WHOLE_DOT_TIMING)) return 0;
  const inferred = inferThirdFinder(pairs, true, depth > 0);
  for (let k = 0; k < min(inferred, limit); k++) {
    takeInferred(k);
    const dimension = dimensionOf(orderedCorner, orderedRight, orderedBelow);
    if (dimension < MIN_DOTTED_DIMENSION || dimension > MAX_DOTTED_DIMENSION) continue;
    if (readDotted(dimension, meanModule(), inferredPlace(), depth)) return 1;
  }
  return 0;
}
