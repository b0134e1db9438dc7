// Fits the grid of a dotted code: first the perspective to the timing patterns, then the grid to the maximum
// contrast of all dots.
import { dotAlignmentScore, dotEnergy, dotTimingScore } from './dotted-patterns';
import { fitGrid, fitGridThrough, gridIsInside, perspectiveU, perspectiveV, setPerspective } from './grid';
import { mapX, mapY } from './homography';
import { size } from './known-patterns';
import { F32Buffer } from './memory';

/** Steps in both directions of the search for the growth along a side: coarse around 1, then fine. */
const GROWTH_STEPS = 4;
const COARSE_GROWTH_STEP: f32 = 0.06;
const FINE_GROWTH_STEP: f32 = 0.02;
/** Early exit: minimum timing score after the coarse search. */
const MIN_COARSE_SCORE: f32 = 0.2;

/** Sets the growth along one side to the one with the best timing score; returns the score. */
function fitGrowth(vertical: bool, middle: f32, step: f32): f32 {
  const u = perspectiveU();
  const v = perspectiveV();
  let best: f32 = -1;
  let growth = vertical ? v : u;
  for (let k = -GROWTH_STEPS; k <= GROWTH_STEPS; k++) {
    const candidate = middle * (1 + <f32>k * step);
    setPerspective(vertical ? u : candidate, vertical ? candidate : v);
    if (!fitGrid(false) || !gridIsInside()) continue;
    const score = dotTimingScore(vertical);
    if (score > best) {
      best = score;
      growth = candidate;
    }
  }
  setPerspective(vertical ? u : growth, vertical ? growth : v);
  return best;
}

/** Fits the perspective to the timing patterns of both sides; returns the lower score, -1…1. */
export function fitDotTiming(): f32 {
  let u = fitGrowth(false, 1, COARSE_GROWTH_STEP);
  let v = fitGrowth(true, 1, COARSE_GROWTH_STEP);
  if (min(u, v) > MIN_COARSE_SCORE) {
    u = fitGrowth(false, perspectiveU(), FINE_GROWTH_STEP);
    v = fitGrowth(true, perspectiveV(), FINE_GROWTH_STEP);
  }
  return fitGrid(false) ? min(u, v) : -1;
}

/** Control points of the grid, px: centres of the three finder patterns and of the last alignment pattern. */
const CONTROL_POINTS = changetype<F32Buffer>(memory.data(32));

function storeControlPoints(): void {
  const far = <f32>size - 3.5;
  const last = <f32>size - 6.5;
  for (let k = 0; k < 4; k++) {
    const u: f32 = k === 0 || k === 2 ? 3.5 : k === 1 ? far : last;
    const v: f32 = k === 0 || k === 1 ? 3.5 : k === 2 ? far : last;
    CONTROL_POINTS[2 * k] = mapX(u, v);
    CONTROL_POINTS[2 * k + 1] = mapY(u, v);
  }
}

function fitControlPoints(): bool {
  return fitGridThrough(changetype<usize>(CONTROL_POINTS));
}

const ALIGNMENT_STEP: f32 = 0.25;
/** Subtracted from the correlation for each module of distance. */
const DISTANCE_COST: f32 = 0.03;
const MIN_ALIGNMENT_SCORE: f32 = 0.4;

/** Refits the grid to the last alignment pattern, searched for within `reach` modules. */
export function refitToDotAlignment(reach: f32): void {
  const centre = <f32>size - 6.5;
  let best: f32 = -1;
  let bestU: f32 = 0;
  let bestV: f32 = 0;
  for (let dv: f32 = -reach; dv <= reach; dv += ALIGNMENT_STEP)
    for (let du: f32 = -reach; du <= reach; du += ALIGNMENT_STEP) {
      const score = dotAlignmentScore(centre + du, centre + dv) - DISTANCE_COST * (abs(du) + abs(dv));
      if (score > best) {
        best = score;
        bestU = du;
        bestV = dv;
      }
    }
  if (best < MIN_ALIGNMENT_SCORE) return;
  const x = mapX(centre + bestU, centre + bestV);
  const y = mapY(centre + bestU, centre + bestV);
  storeControlPoints();
  CONTROL_POINTS[6] = x;
  CONTROL_POINTS[7] = y;
  fitControlPoints();
}

const ROUNDS = 7;
/** Rounds that sample every third module; later rounds sample every second. */
const SPARSE_ROUNDS = 4;
/** First and last step of a control point, modules. */
const FIRST_STEP: f32 = 0.3;
const LAST_STEP: f32 = 0.04;
/** Step of detected finder patterns, relative to the less accurate points. */
const FINDER_SHARE: f32 = 0.35;

/**
 * Moves the control points to the maximum dot contrast. `inferredFinder`: index of the inferred finder
 * pattern, or -1.
 */
export function refineOnDots(modulePx: f32, inferredFinder: i32): void {
  storeControlPoints();
  fitControlPoints();
  let best = dotEnergy(3);
  let step = FIRST_STEP * modulePx;
  for (let round = 0; round < ROUNDS; round++) {
    const sparsity = round < SPARSE_ROUNDS ? 3 : 2;
    if (round === SPARSE_ROUNDS) best = dotEnergy(2);
    let moved = false;
    for (let k = 0; k < 8; k++) {
      const start = CONTROL_POINTS[k];
      const point = k >> 1;
      const distance: f32 = point === 3 || point === inferredFinder ? step : step * FINDER_SHARE;
      let better = false;
      for (let side = 0; side < 2 && !better; side++) {
        CONTROL_POINTS[k] = side === 0 ? start + distance : start - distance;
        if (!fitControlPoints()) continue;
        const energy = dotEnergy(sparsity);
        if (energy <= best) continue;
        best = energy;
        better = true;
      }
      if (better) moved = true;
      else CONTROL_POINTS[k] = start;
    }
    if (!moved) {
      step *= 0.5;
      if (step < LAST_STEP * modulePx) break;
    }
  }
  fitControlPoints();
}
