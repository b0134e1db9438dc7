// The grid: a homography through three finder patterns, refined to the maximum match score of the known
// patterns.
import { finderCorrelation, moduleSizeAlong } from './finder-measure';
import { mapX, mapY, projection, solveHomography } from './homography';
import { matchScore, size } from './known-patterns';
import { F32Buffer } from './memory';
import { height, width } from './picture';

// Centres of the top left, top right and bottom left finder patterns, px.
let tlX: f32 = 0;
let tlY: f32 = 0;
let trX: f32 = 0;
let trY: f32 = 0;
let blX: f32 = 0;
let blY: f32 = 0;
// Module size, px, along the top (U) and the left (V) side, and growth: its ratio between the top left and
// the other end of the side.
let moduleU: f32 = 0;
let moduleV: f32 = 0;
let growthU: f32 = 0;
let growthV: f32 = 0;

/** Distance of a finder pattern's centre from the code's edge, modules. */
const FINDER_CENTRE: f32 = 3.5;
/** Distance of the last alignment pattern's centre from the far edges, modules. */
const ALIGNMENT_CENTRE: f32 = 6.5;
/** Limits of a measured module size relative to the coarse one. */
const MIN_MODULE_RATIO: f32 = 0.4;
const MAX_MODULE_RATIO: f32 = 2.5;
/** Limits of the growth of a hand-held code; deviations from 1 below GROWTH_NOISE are measurement noise. */
const MIN_GROWTH: f32 = 0.6;
const MAX_GROWTH: f32 = 1.6;
const GROWTH_NOISE: f32 = 0.03;
/** Minimum distance of two finder patterns, px. */
const MIN_FINDER_DISTANCE: f32 = 8;

// Four point pairs that define the homography: module coordinates and picture coordinates.
const MODULE_POINTS = changetype<F32Buffer>(memory.data(32));
const PICTURE_POINTS = changetype<F32Buffer>(memory.data(32));

function setModulePoint(k: i32, u: f32, v: f32): void {
  MODULE_POINTS[2 * k] = u;
  MODULE_POINTS[2 * k + 1] = v;
}

function setPicturePoint(k: i32, x: f32, y: f32): void {
  PICTURE_POINTS[2 * k] = x;
  PICTURE_POINTS[2 * k + 1] = y;
}

/** Replaces the fourth point pair and solves the homography. */
export function setFarPoint(u: f32, v: f32, x: f32, y: f32): bool {
  setModulePoint(3, u, v);
  setPicturePoint(3, x, y);
  return solveHomography(MODULE_POINTS, PICTURE_POINTS);
}

/**
 * Fits the grid through the centres of three finder patterns and the last alignment pattern: eight f32, px.
 */
export function fitGridThrough(points: usize): bool {
  const last = <f32>size - ALIGNMENT_CENTRE;
  setModulePoint(0, FINDER_CENTRE, FINDER_CENTRE);
  setModulePoint(1, <f32>size - FINDER_CENTRE, FINDER_CENTRE);
  setModulePoint(2, FINDER_CENTRE, <f32>size - FINDER_CENTRE);
  setModulePoint(3, last, last);
  return solveHomography(MODULE_POINTS, changetype<F32Buffer>(points));
}

/** Growth along the top (U) and the left (V) side. */
export function perspectiveU(): f32 {
  return growthU;
}
export function perspectiveV(): f32 {
  return growthV;
}
export function setPerspective(u: f32, v: f32): void {
  growthU = u;
  growthV = v;
}
/** Mean module size, px, measured by `estimateDimension`. */
export function meanModule(): f32 {
  return sqrt(moduleU * moduleV);
}

/** Mean correlation of the three centres with finder patterns aligned with the sides between them. */
export function finderTripleScore(polarity: f32): f32 {
  const lengthU = sqrt((trX - tlX) * (trX - tlX) + (trY - tlY) * (trY - tlY));
  const lengthV = sqrt((blX - tlX) * (blX - tlX) + (blY - tlY) * (blY - tlY));
  const a = moduleU / lengthU;
  const b = moduleV / lengthV;
  const ux = (trX - tlX) * a;
  const uy = (trY - tlY) * a;
  const vx = (blX - tlX) * b;
  const vy = (blY - tlY) * b;
  return (
    (finderCorrelation(tlX, tlY, ux * growthU, uy * growthU, vx * growthV, vy * growthV, polarity) +
      finderCorrelation(trX, trY, ux / growthU, uy / growthU, vx, vy, polarity) +
      finderCorrelation(blX, blY, ux, uy, vx / growthV, vy / growthV, polarity)) *
    (1.0 / 3)
  );
}

/** Sets the three centres (top left, top right, bottom left) without measuring module sizes. */
export function setFinderCentres(ax: f32, ay: f32, bx: f32, by: f32, cx: f32, cy: f32): void {
  tlX = ax;
  tlY = ay;
  trX = bx;
  trY = by;
  blX = cx;
  blY = cy;
}

/**
 * Sets the three centres (top left, top right, bottom left), measures the module sizes along both sides from
 * the coarse ones (px), and returns the estimated number of modules a side, or 0.
 */
export function estimateDimension(
  ax: f32,
  ay: f32,
  bx: f32,
  by: f32,
  cx: f32,
  cy: f32,
  moduleA: f32,
  moduleB: f32,
  moduleC: f32,
  polarity: f32,
): f32 {
  setFinderCentres(ax, ay, bx, by, cx, cy);
  const lengthU = sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
  const lengthV = sqrt((cx - ax) * (cx - ax) + (cy - ay) * (cy - ay));
  if (lengthU < MIN_FINDER_DISTANCE || lengthV < MIN_FINDER_DISTANCE) return 0;
  const ux = (bx - ax) / lengthU;
  const uy = (by - ay) / lengthU;
  const vx = (cx - ax) / lengthV;
  const vy = (cy - ay) / lengthV;
  let nearU = moduleSizeAlong(ax, ay, ux, uy, moduleA, polarity);
  let farU = moduleSizeAlong(bx, by, ux, uy, moduleB, polarity);
  let nearV = moduleSizeAlong(ax, ay, vx, vy, moduleA, polarity);
  let farV = moduleSizeAlong(cx, cy, vx, vy, moduleC, polarity);
  const wrongU = !(
    nearU > MIN_MODULE_RATIO * moduleA &&
    nearU < MAX_MODULE_RATIO * moduleA &&
    farU > MIN_MODULE_RATIO * moduleB &&
    farU < MAX_MODULE_RATIO * moduleB
  );
  const wrongV = !(
    nearV > MIN_MODULE_RATIO * moduleA &&
    nearV < MAX_MODULE_RATIO * moduleA &&
    farV > MIN_MODULE_RATIO * moduleC &&
    farV < MAX_MODULE_RATIO * moduleC
  );
  if (wrongU && wrongV) {
    nearU = farU = nearV = farV = (moduleA + moduleB + moduleC) / 3;
  } else if (wrongU) {
    nearU = farU = sqrt(nearV * farV);
  } else if (wrongV) {
    nearV = farV = sqrt(nearU * farU);
  }
  moduleU = sqrt(nearU * farU);
  moduleV = sqrt(nearV * farV);
  growthU = sqrt(nearU / farU);
  growthV = sqrt(nearV / farV);
  if (abs(growthU - 1) < GROWTH_NOISE) growthU = 1;
  if (abs(growthV - 1) < GROWTH_NOISE) growthV = 1;
  growthU = min<f32>(max<f32>(growthU, MIN_GROWTH), MAX_GROWTH);
  growthV = min<f32>(max<f32>(growthV, MIN_GROWTH), MAX_GROWTH);
  return (lengthU / moduleU + lengthV / moduleV) * 0.5 + 2 * FINDER_CENTRE;
}

/** Minimum homogeneous weight at the far corner; smaller ones mean an implausible perspective. */
const MIN_FAR_WEIGHT: f32 = 0.3;

/**
 * Fits the grid of the current version through the three centres; `flat` ignores the measured perspective.
 */
export function fitGrid(flat: bool): bool {
  const span = <f32>(size - 7);
  const c1: f32 = flat ? 0 : (growthU - 1) / span;
  const c2: f32 = flat ? 0 : (growthV - 1) / span;
  const farWeight: f32 = (c1 + c2) * span + 1;
  if (farWeight < MIN_FAR_WEIGHT) return false;
  const weightU: f32 = c1 * span + 1;
  const weightV: f32 = c2 * span + 1;
  const far = <f32>size - FINDER_CENTRE;
  setModulePoint(0, FINDER_CENTRE, FINDER_CENTRE);
  setModulePoint(1, far, FINDER_CENTRE);
  setModulePoint(2, FINDER_CENTRE, far);
  setModulePoint(3, far, far);
  setPicturePoint(0, tlX, tlY);
  setPicturePoint(1, trX, trY);
  setPicturePoint(2, blX, blY);
  setPicturePoint(
    3,
    (trX * weightU + blX * weightV - tlX) / farWeight,
    (trY * weightU + blY * weightV - tlY) / farWeight,
  );
  return solveHomography(MODULE_POINTS, PICTURE_POINTS);
}

/** First and last step of a corner, modules. */
const FIRST_STEP: f32 = 0.4;
const LAST_STEP: f32 = 0.04;
/** Step of the fourth corner relative to the others: it is the least accurate. */
const FAR_CORNER_SHARE: f32 = 2;
/** Minimum gain of the match score for a move. */
const MIN_GAIN: f32 = 0.0002;
/** The early exit's minimum score is lower by this after the first round. */
const FIRST_ROUND_ALLOWANCE: f32 = 0.1;

/**
 * Moves the four corners of the grid by coordinate ascent on the match score, and returns the score.
 * `minScore`: early exit, minimum score after two rounds (0.1 less after one); lower scores do not recover.
 */
export function refineGrid(polarity: f32, rounds: i32, minScore: f32): f32 {
  const far = <f32>size - FINDER_CENTRE;
  const farX = mapX(far, far);
  const farY = mapY(far, far);
  const x0 = mapX(FINDER_CENTRE, FINDER_CENTRE);
  const y0 = mapY(FINDER_CENTRE, FINDER_CENTRE);
  const x1 = mapX(far, FINDER_CENTRE);
  const y1 = mapY(far, FINDER_CENTRE);
  const x2 = mapX(FINDER_CENTRE, far);
  const y2 = mapY(FINDER_CENTRE, far);
  setModulePoint(0, FINDER_CENTRE, FINDER_CENTRE);
  setModulePoint(1, far, FINDER_CENTRE);
  setModulePoint(2, FINDER_CENTRE, far);
  setModulePoint(3, far, far);
  setPicturePoint(0, x0, y0);
  setPicturePoint(1, x1, y1);
  setPicturePoint(2, x2, y2);
  setPicturePoint(3, farX, farY);
  if (!solveHomography(MODULE_POINTS, PICTURE_POINTS)) return -1;
  let best = matchScore(polarity, false);
  const module =
    (sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)) +
      sqrt((x2 - x0) * (x2 - x0) + (y2 - y0) * (y2 - y0))) /
    (<f32>2 * <f32>(size - 7));
  let step: f32 = module * FIRST_STEP;
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (let k = 0; k < 8; k++) {
      const start = PICTURE_POINTS[k];
      const distance = k >= 6 ? step * FAR_CORNER_SHARE : step;
      let sign: f32 = 1;
      let better = false;
      for (let t = 0; t < 2; t++) {
        PICTURE_POINTS[k] = start + sign * distance;
        if (solveHomography(MODULE_POINTS, PICTURE_POINTS)) {
          const score = matchScore(polarity, false);
          if (score > best + MIN_GAIN) {
            best = score;
            better = true;
            moved = true;
            break;
          }
        }
        sign = -1;
      }
      if (!better) PICTURE_POINTS[k] = start;
    }
    if (best < (round === 0 ? minScore - FIRST_ROUND_ALLOWANCE : minScore)) return best;
    if (!moved) {
      step *= 0.5;
      if (step < LAST_STEP * module) break;
    }
  }
  solveHomography(MODULE_POINTS, PICTURE_POINTS);
  return matchScore(polarity, false);
}

/**
 * Maximum distance of the grid's corners from the picture, modules of the longest edge: error correction can
 * replace some.
 */
const MAX_OUTSIDE: f32 = 6;
/** Minimum homogeneous weight at the corners of the grid. */
const MIN_CORNER_WEIGHT: f32 = 0.1;

/** Length, px, of the grid's edge between two corners. */
function edgeLength(u: f32, v: f32, s: f32, t: f32): f32 {
  const dx = mapX(s, t) - mapX(u, v);
  const dy = mapY(s, t) - mapY(u, v);
  return sqrt(dx * dx + dy * dy);
}

/** Whether the whole grid is within the picture, with this tolerance. */
export function gridIsInside(): bool {
  const n = <f32>size;
  const horizontal = max(edgeLength(0, 0, n, 0), edgeLength(0, n, n, n));
  const vertical = max(edgeLength(0, 0, 0, n), edgeLength(n, 0, n, n));
  const slack: f32 = (MAX_OUTSIDE * max(horizontal, vertical)) / n;
  for (let k = 0; k < 4; k++) {
    const u: f32 = k & 1 ? n : 0;
    const v: f32 = k & 2 ? n : 0;
    const w = projection.g * u + projection.h * v + 1;
    if (w < MIN_CORNER_WEIGHT) return false;
    const x = mapX(u, v);
    const y = mapY(u, v);
    if (x < -slack || y < -slack || x > <f32>width + slack || y > <f32>height + slack) return false;
  }
  return true;
}
