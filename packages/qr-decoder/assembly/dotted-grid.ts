// Fits the grid of a dotted code to the alignment pattern, then to the maximum contrast of all dots.
import { dotAlignmentScore, dotEnergy } from './dotted-patterns';
import { fitGridThrough } from './grid';
import { mapX, mapY } from './homography';
import { size } from './known-patterns';
import { F32Buffer } from './memory';

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
