// Decodes codes whose modules are small dots over a photograph; only the finder patterns are solid.
import { noteDots } from './code-seen';
import { readSoftModules } from './decode';
import { refineOnDots, refitToDotAlignment } from './dotted-grid';
import { layOutDots, MAX_DOTTED_VERSION, MIN_DOTTED_VERSION } from './dotted-patterns';
import { fillSoftDots, resetDotWeights, sampleDots, trainDotWeights } from './dotted-sampling';
import { bestFormatScore } from './format';
import { fitGrid, perspectiveU, perspectiveV, setPerspective } from './grid';
import { setVersion } from './known-patterns';
import { forgetPilots, hasPilots, readWithKnownText } from './known-text';
import { fitDotTiming } from './perspective';
import { SIDE_OFFSET, SIDE_STEP } from './symbol';
import { candidateAt, candidateCount, forgetCandidates, rankCandidate } from './version-candidates';

/** Early exit: minimum format score after training. */
const MIN_FORMAT_SCORE: f32 = 0.35;
/** Minimum format score at depth 0 for decoding with known text. */
const MIN_FAST_FORMAT_SCORE: f32 = 0.55;

/** Initial weight of the window's mean contrast: subtracted, or not used. */
const SUBTRACT_AROUND: f64 = -1;
const IGNORE_AROUND: f64 = 0;
/** Ridge towards the current weights, in units of known modules; doubled in the first round. */
const RIDGE: f64 = 10;
const RELAXED_RIDGE: f64 = 5;
/** Minimum absolute soft value of a module in decision-directed training; higher in the first round. */
const SURE: f32 = 0.5;
const RELAXED_SURE: f32 = 0.4;
const FIRST_ROUND_MARGIN: f32 = 0.1;
const TRAINING_ROUNDS = 3;

/** Decodes with the initial weights, then after each round of decision-directed training. */
function readTrained(around: f64, prior: f64, sure: f32): bool {
  resetDotWeights(around);
  fillSoftDots();
  if (readSoftModules(false)) return true;
  for (let round = 0; round < TRAINING_ROUNDS; round++) {
    trainDotWeights(round === 0 ? 2 * prior : prior, round === 0 ? sure + FIRST_ROUND_MARGIN : sure);
    fillSoftDots();
    if (readSoftModules(false)) return true;
    if (bestFormatScore < MIN_FORMAT_SCORE) return false;
  }
  return false;
}

/** Training with pilot bits: rounds, ridge and minimum absolute soft value. */
const PILOT_ROUNDS = 3;
const PILOT_RIDGE: f64 = 5;
const PILOT_SURE: f32 = 0.6;

/**
 * If the readable bits match a Digital ID, trains on the known text and decodes the rest. At depth 0 soft
 * values are used once, because that takes a millisecond.
 */
function readWithPilots(depth: i32): bool {
  let found = false;
  for (let round = 0; round < PILOT_ROUNDS && !found; round++) {
    if (readWithKnownText(depth > 0 || round === 0)) found = true;
    else if (!hasPilots()) break;
    else {
      trainDotWeights(PILOT_RIDGE, PILOT_SURE);
      fillSoftDots();
      found = readSoftModules(false);
    }
  }
  forgetPilots();
  return found;
}

/**
 * Refines the current grid on the dots and decodes it; `inferredFinder`: index of the inferred finder
 * pattern, or -1.
 */
export function readDottedGrid(modulePx: f32, reach: f32, inferredFinder: i32, depth: i32): bool {
  layOutDots();
  refitToDotAlignment(reach);
  refineOnDots(modulePx, inferredFinder);
  sampleDots(modulePx);
  forgetPilots();
  if (readTrained(SUBTRACT_AROUND, RIDGE, SURE)) return true;
  if (bestFormatScore < (depth === 0 ? MIN_FAST_FORMAT_SCORE : MIN_FORMAT_SCORE)) return false;
  if (readWithPilots(depth)) return true;
  if (depth === 0) return false;
  return readTrained(IGNORE_AROUND, RELAXED_RIDGE, RELAXED_SURE) || readWithPilots(depth);
}

/** Best timing score in this picture of a grid through detected finder patterns with WHOLE_FORMAT_SCORE. */
export let bestDotTiming: f32 = 0;
/** Highest timing score of the last three finder patterns. */
export let lastDotTiming: f32 = 0;
/** Timing is often found by chance, a format word of this score is not. */
const WHOLE_FORMAT_SCORE: f32 = 0.75;

export function forgetDotTiming(): void {
  bestDotTiming = 0;
}

/** Minimum timing score: correct versions exceed 0.9 even with strong blur, wrong ones rarely reach 0.6. */
const MIN_TIMING_SCORE: f32 = 0.65;
/** Maximum difference from the best version's score. */
const MAX_SCORE_GAP: f32 = 0.25;
/** Stricter thresholds at depth 0, and if one of the three finder patterns is inferred. */
const MIN_FAST_TIMING_SCORE: f32 = 0.78;
const MIN_INFERRED_TIMING_SCORE: f32 = 0.92;
const MAX_FAST_SCORE_GAP: f32 = 0.02;
/** Search radius of the alignment pattern, modules. */
const ALIGNMENT_REACH: f32 = 1.5;
const INFERRED_ALIGNMENT_REACH: f32 = 2.5;

/**
 * Decodes a dotted code of about `dimension` modules a side through the three finder patterns set in
 * `grid.ts`; `inferredFinder`: index of the inferred one, or -1.
 */
export function readDotted(dimension: f32, modulePx: f32, inferredFinder: i32, depth: i32): bool {
  const expected = <i32>Mathf.floor((dimension - SIDE_OFFSET) / SIDE_STEP + 0.5);
  const u = perspectiveU();
  const v = perspectiveV();
  forgetCandidates();
  lastDotTiming = -1;
  let minTiming = MIN_TIMING_SCORE;
  let maxGap = MAX_SCORE_GAP;
  if (depth === 0) {
    minTiming = inferredFinder < 0 ? MIN_FAST_TIMING_SCORE : MIN_INFERRED_TIMING_SCORE;
    maxGap = MAX_FAST_SCORE_GAP;
  }
  const last = min(MAX_DOTTED_VERSION, expected + 1);
  for (let version = max(MIN_DOTTED_VERSION, expected - 1); version <= last; version++) {
    setVersion(version);
    setPerspective(u, v);
    const score = fitDotTiming();
    lastDotTiming = max(lastDotTiming, score);
    const candidate = score > minTiming ? rankCandidate(score, version) : null;
    if (!candidate) continue;
    candidate.perspectiveU = perspectiveU();
    candidate.perspectiveV = perspectiveV();
  }
  let found = false;
  for (let k = 0; k < candidateCount && !found; k++) {
    const candidate = candidateAt(k);
    if (candidate.score < candidateAt(0).score - maxGap) break;
    setVersion(candidate.version);
    setPerspective(candidate.perspectiveU, candidate.perspectiveV);
    if (!fitGrid(false)) continue;
    found = readDottedGrid(
      modulePx,
      inferredFinder < 0 ? ALIGNMENT_REACH : INFERRED_ALIGNMENT_REACH,
      inferredFinder,
      depth,
    );
    if (found || inferredFinder >= 0) continue;
    if (bestFormatScore > WHOLE_FORMAT_SCORE) bestDotTiming = max(bestDotTiming, candidate.score);
    noteDots(candidate.score);
  }
  setPerspective(u, v);
  return found;
}
