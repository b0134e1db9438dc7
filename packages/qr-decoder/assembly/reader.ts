// The pipeline: a picture's planes, finders in them, grids through triples of finders, data bytes.
import { alignToPattern } from './alignment';
import { binarize, bitsStride } from './binarize';
import { forgetEvidence, noteGrid } from './code-seen';
import { decodeGrid, decodeQuickly } from './decode';
import { bestDotTiming, forgetDotTiming, readDotted } from './dotted';
import { FinderPattern, finderAt, finderCount, findFinders, forgetFinders, polarityOf } from './finder';
import { rankTriples, tripleAt, tripleCount } from './finder-triples';
import { rgbaToGray } from './grayscale';
import { estimateDimension, finderTripleScore, fitGrid, gridIsInside, meanModule, refineGrid } from './grid';
import { leftTiming, matchScore, setVersion, topTiming } from './known-patterns';
import { allocate, arenaPosition, I32Buffer, resetArena, rewindArena } from './memory';
import {
  inferredPlace,
  inferThirdFinder,
  orderedBelow,
  orderedCorner,
  orderedRight,
  takeInferred,
} from './missing-finder';
import { setPicture } from './picture';
import { enlarge, halve, smooth } from './resample';
import { MAX_VERSION } from './symbol';

let width: i32 = 0;
let height: i32 = 0;
let rgba: usize = 0;
let luma: usize = 0;

/** Hashes of the triples already tried in this picture. */
const MAX_TRIED = 1024;
const TRIED = changetype<I32Buffer>(memory.data(4096));
let triedCount = 0;

/** Grids refined in this picture, and in this pass over it: a picture full of patterns that are no code must end too. */
const MAX_GRIDS = 60;
const MAX_GRIDS_OF_PASS = 9;
let grids = 0;
let gridsOfPass = 0;

/** The best match score of any refined grid in this picture. */
let bestScore: f32 = 0;

// What the last pass looked at: a gray plane, and its black and white, whose rows are longer.
export let passPlane: usize = 0;
export let passBits: usize = 0;
export let passWidth: i32 = 0;
export let passHeight: i32 = 0;

/** px: the centre square that is enlarged is no wider. */
const MAX_ENLARGED_PX = 640;
/** px: smaller planes are not halved any more. */
const MIN_HALVED_PX = 32;

/** Begins a picture; answers where its RGBA belongs, or where its gray does when `coloured` is 0. */
export function allocatePicture(w: i32, h: i32, coloured: i32): usize {
  resetArena();
  width = w;
  height = h;
  const area = <usize>(w * h);
  rgba = coloured ? allocate(area * 4) : 0;
  luma = allocate(area);
  forgetFinders();
  triedCount = 0;
  bestScore = 0;
  grids = 0;
  forgetDotTiming();
  forgetEvidence();
  return coloured ? rgba : luma;
}

/** Makes the gray plane of the picture that was put in; answers its address. */
export function preparePicture(): usize {
  if (rgba) rgbaToGray(rgba, luma, width * height, 0);
  setPicture(luma, width, height, rgba);
  return luma;
}

/**
 * One pass of looking for finders, added to those of the passes before. `channel`: 0 luma, 1–3 red, green, blue, 4 the
 * least of them. `zoom`: 2 the centre doubled, 1 as it is, -1 half, -2 a quarter. `radius`: of the binarizer's mean, in
 * blocks of 4 px. `smoothed`: smoothed 3×3 before. Answers how many finders are known.
 */
export function detectFinders(channel: i32, zoom: i32, radius: i32, smoothed: i32): i32 {
  let plane = luma;
  let w = width;
  let h = height;
  let x0: f32 = 0;
  let y0: f32 = 0;
  let scale: f32 = 1;
  const start = arenaPosition();
  if (channel > 0 && rgba) {
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
  findFinders(bits, w, h, scale < 1 ? 3 : scale > 1 ? 1 : 2, scale, x0, y0);
  passPlane = plane;
  passBits = bits;
  passWidth = w;
  passHeight = h;
  rewindArena(start);
  return finderCount();
}

/** A version worth refining, with or without the perspective that the finders' sizes suggest. */
@unmanaged
class GridCandidate {
  score: f32;
  /** The worse of both timing correlations. */
  timing: f32;
  version: i32;
  flat: i32;
}
const CANDIDATE_BYTES = 16;
const MAX_CANDIDATES = 3;
const CANDIDATES = memory.data(64);
let candidateCount = 0;

function candidateAt(i: i32): GridCandidate {
  return changetype<GridCandidate>(CANDIDATES + i * CANDIDATE_BYTES);
}

/** Keeps the best three of what is offered. */
function rankCandidate(score: f32, timing: f32, version: i32, flat: i32): void {
  let k = min(candidateCount, MAX_CANDIDATES);
  while (k > 0 && candidateAt(k - 1).score < score) {
    memory.copy(CANDIDATES + k * CANDIDATE_BYTES, CANDIDATES + (k - 1) * CANDIDATE_BYTES, CANDIDATE_BYTES);
    k--;
  }
  const candidate = candidateAt(k);
  candidate.score = score;
  candidate.timing = timing;
  candidate.version = version;
  candidate.flat = flat;
  candidateCount = min(candidateCount + 1, MAX_CANDIDATES);
}

/** Ranks the versions within `slack` of the expected one by their coarse match score. */
function rankVersions(polarity: f32, expected: i32, slack: i32): void {
  candidateCount = 0;
  for (let v = max(1, expected - slack); v <= min(MAX_VERSION, expected + slack); v++) {
    setVersion(v);
    let best: f32 = -1;
    let timing: f32 = 0;
    let bestFlat = 0;
    for (let flat = 0; flat < 2; flat++) {
      if (!fitGrid(flat === 1) || !gridIsInside()) continue;
      const score = matchScore(polarity, true);
      if (score > best) {
        best = score;
        timing = min(topTiming, leftTiming);
        bestFlat = flat;
      }
    }
    if (best > 0.15) rankCandidate(best - 0.01 * <f32>abs(v - expected), timing, v, bestFlat);
  }
}

/** Estimates the modules a side from three finders; 0 where they are no code's. */
function dimensionOf(a: FinderPattern, b: FinderPattern, c: FinderPattern): f32 {
  return estimateDimension(a.x, a.y, b.x, b.y, c.x, c.y, a.module, b.module, c.module, polarityOf(a));
}

/**
 * Early exit below depth 2, with three detected finders: no grid with a lower coarse score, or with a score this much below the
 * best version's, was decoded in the benchmark (decision 0002).
 */
const MIN_COARSE_SCORE: f32 = 0.42;
const MAX_COARSE_GAP: f32 = 0.08;

/** Tries to read the code of three finders; `inferred`: one of them was not seen. */
function readTriple(a: FinderPattern, b: FinderPattern, c: FinderPattern, depth: i32, inferred: bool): bool {
  const polarity = polarityOf(a);
  const dimension = dimensionOf(a, b, c);
  if (dimension < 14 || dimension > 190) return false;
  if (!inferred && finderTripleScore(polarity) < 0.25) return false;
  const expected = <i32>Mathf.floor((dimension - 17) / 4 + 0.5);
  rankVersions(polarity, expected, depth === 0 ? 2 + (expected >> 3) : 3 + (expected >> 2));
  const minScore: f32 = inferred ? 0.35 : 0.42;
  const hurried = depth < 2 && !inferred;
  let reached: f32 = 0;
  for (let k = 0; k < candidateCount; k++) {
    const candidate = candidateAt(k);
    if (hurried && candidate.score < max<f32>(MIN_COARSE_SCORE, candidateAt(0).score - MAX_COARSE_GAP)) break;
    setVersion(candidate.version);
    if (!fitGrid(candidate.flat === 1)) continue;
    alignToPattern(polarity, 3);
    if (k === 0 && !inferred && decodeQuickly(polarity)) return true;
    if (gridsOfPass >= MAX_GRIDS_OF_PASS || grids >= MAX_GRIDS) return false;
    gridsOfPass++;
    grids++;
    const score = refineGrid(polarity, depth === 0 ? 8 : 14, hurried ? minScore + 0.03 : minScore - 0.08);
    const timing = min(topTiming, leftTiming);
    // A grid that fits far worse than one tried before is not the one.
    if (minScore > score || score < reached - 0.15) continue;
    reached = max(reached, score);
    bestScore = max(bestScore, score);
    if (decodeGrid(polarity, score < 0.5 ? 0 : depth)) return true;
    if (!inferred) noteGrid(candidate.score, candidate.timing, score, timing);
  }
  return false;
}

/** Whether this triple was tried before at this depth, to within two pixels; remembers it. */
function wasTried(a: FinderPattern, b: FinderPattern, c: FinderPattern, depth: i32): bool {
  const hash =
    depth +
    (<i32>a.x >> 1) * 3 +
    (<i32>a.y >> 1) * 7919 +
    (<i32>b.x >> 1) * 104729 +
    (<i32>b.y >> 1) * 1299709 +
    (<i32>c.x >> 1) * 15485863 +
    (<i32>c.y >> 1) * 32452843;
  for (let i = 0; i < triedCount; i++) if (TRIED[i] === hash) return true;
  if (triedCount < MAX_TRIED) TRIED[triedCount++] = hash;
  return false;
}

/** Tries the best `limit` triples not tried before, `depth` 0, 1 or 2 hard. Answers 1 where one was read. */
export function readTriples(limit: i32, depth: i32): i32 {
  if (depth === 1 && bestDotTiming > WHOLE_DOT_TIMING) return 0;
  gridsOfPass = 0;
  rankTriples(depth === 0 ? 16 : 40);
  let left = limit;
  for (let t = 0; t < tripleCount() && left > 0; t++) {
    const triple = tripleAt(t);
    const a = finderAt(triple.corner);
    const b = finderAt(triple.right);
    const c = finderAt(triple.below);
    if (wasTried(a, b, c, depth)) continue;
    left--;
    if (readTriple(a, b, c, depth, false)) return 1;
  }
  return 0;
}

/** Modules a side that a dotted code may seem to have, and how well its solid finders agree. */
const MIN_DOTTED_DIMENSION: f32 = 22;
const MAX_DOTTED_DIMENSION: f32 = 64;
const MIN_DOTTED_TRIPLE_SCORE: f32 = 0.4;
/** Scores that no wrong grid has: a whole code was seen and could not be read. */
const WHOLE_SCORE: f32 = 0.7;
const WHOLE_DOT_TIMING: f32 = 0.9;
/** The depth under which triples tried as dots are remembered. */
const DOTTED = 8;

/** Tries the best `limit` triples as the finders of a code of dots over a photograph. Answers 1 where one was read. */
export function readDottedTriples(limit: i32, depth: i32): i32 {
  rankTriples(depth === 0 ? 16 : 40);
  for (let t = 0; t < min(tripleCount(), limit); t++) {
    const triple = tripleAt(t);
    const a = finderAt(triple.corner);
    if (!a.isDark) continue;
    const dimension = dimensionOf(a, finderAt(triple.right), finderAt(triple.below));
    if (dimension < MIN_DOTTED_DIMENSION || dimension > MAX_DOTTED_DIMENSION) continue;
    if (finderTripleScore(1) < MIN_DOTTED_TRIPLE_SCORE) continue;
    // At depth 0 a triple that an earlier pass tried is skipped.
    if (depth === 0 && wasTried(a, finderAt(triple.right), finderAt(triple.below), DOTTED)) continue;
    if (readDotted(dimension, meanModule(), -1, depth)) return 1;
  }
  return 0;
}

/** Infers a third finder for up to `pairs` pairs and tries the best `limit` of them. Answers 1 where one was read. */
export function readInferred(pairs: i32, limit: i32, depth: i32): i32 {
  // A whole code was seen and could not be read: a third finder is not what is missing.
  if (bestScore > WHOLE_SCORE || (depth < 2 && bestDotTiming > WHOLE_DOT_TIMING)) return 0;
  gridsOfPass = 0;
  const inferred = inferThirdFinder(pairs, false, depth > 1);
  for (let k = 0; k < min(inferred, limit); k++) {
    takeInferred(k);
    if (readTriple(orderedCorner, orderedRight, orderedBelow, depth, true)) return 1;
  }
  return 0;
}

/** The same for a code of dots over a photograph. */
export function readInferredDotted(pairs: i32, limit: i32, depth: i32): i32 {
  if (depth === 0 && (bestScore > WHOLE_SCORE || bestDotTiming > WHOLE_DOT_TIMING)) return 0;
  const inferred = inferThirdFinder(pairs, true, depth > 0);
  for (let k = 0; k < min(inferred, limit); k++) {
    takeInferred(k);
    const dimension = dimensionOf(orderedCorner, orderedRight, orderedBelow);
    if (dimension < MIN_DOTTED_DIMENSION || dimension > MAX_DOTTED_DIMENSION) continue;
    if (readDotted(dimension, meanModule(), inferredPlace(), depth)) return 1;
  }
  return 0;
}
