// Soft values of a dotted code: a weighted sum of eight features of each module. The weights are trained for
// each frame by least squares on known dots and, decision-directed, on dots with high soft values.

import { softModules } from './decode';
import { DATA_DOT, dotKind, LIGHT_DOT, SOLID } from './dotted-patterns';
import { projection } from './homography';
import { size } from './known-patterns';
import { isPilot, pilotIsLight } from './known-text';
import { F32Buffer, F64Buffer } from './memory';
import { grayAt } from './picture';

/** Features, 57 × 57 at most: centre minus edges, edges, corners minus edges, mean contrast of the window. */
const CONTRAST = changetype<F32Buffer>(memory.data(12996));
const EDGES = changetype<F32Buffer>(memory.data(12996));
const CURVATURE = changetype<F32Buffer>(memory.data(12996));
const AROUND = changetype<F32Buffer>(memory.data(12996));

/** Luma of a module's edges above which it is overexposed by glare, and the factor of its soft value. */
const WASHED_OUT_LUMA: f32 = 248;
const WASHED_OUT_CERTAINTY: f64 = 0.02;
/** Radius of the window of the mean contrast, modules. */
const AROUND_RADIUS = 2;

/** Root mean square of the contrasts, the unit of the features. */
let unit: f32 = 1;

function isWashedOut(cell: i32): bool {
  return EDGES[cell] > WASHED_OUT_LUMA;
}

function sampleModule(column: i32, row: i32, spread: f32): void {
  const cell = row * size + column;
  const u = <f32>column + 0.5;
  const v = <f32>row + 0.5;
  const p = projection;
  const w: f32 = <f32>1 / (p.g * u + p.h * v + 1);
  const x = (p.a * u + p.b * v + p.c) * w;
  const y = (p.d * u + p.e * v + p.f) * w;
  const ux = (p.a - p.g * x) * w;
  const uy = (p.d - p.g * y) * w;
  const vx = (p.b - p.h * x) * w;
  const vy = (p.e - p.h * y) * w;
  const centre =
    (grayAt(x, y) * 2 +
      grayAt(x + ux * spread, y + uy * spread) +
      grayAt(x - ux * spread, y - uy * spread) +
      grayAt(x + vx * spread, y + vy * spread) +
      grayAt(x - vx * spread, y - vy * spread)) *
    (1.0 / 6);
  let edges: f32 = 0;
  for (let k = 0; k < 2; k++) {
    const t: f32 = k === 0 ? 0.1 : -0.1;
    edges +=
      grayAt(x + ux * 0.5 + vx * t, y + uy * 0.5 + vy * t) +
      grayAt(x - ux * 0.5 + vx * t, y - uy * 0.5 + vy * t) +
      grayAt(x + vx * 0.5 + ux * t, y + vy * 0.5 + uy * t) +
      grayAt(x - vx * 0.5 + ux * t, y - vy * 0.5 + uy * t);
  }
  edges *= 0.125;
  const corners =
    (grayAt(x + (ux + vx) * 0.5, y + (uy + vy) * 0.5) +
      grayAt(x - (ux + vx) * 0.5, y - (uy + vy) * 0.5) +
      grayAt(x + (ux - vx) * 0.5, y + (uy - vy) * 0.5) +
      grayAt(x - (ux - vx) * 0.5, y - (uy - vy) * 0.5)) *
    0.25;
  const solid = dotKind(cell) === SOLID;
  CONTRAST[cell] = solid ? 0 : centre - edges;
  EDGES[cell] = edges;
  CURVATURE[cell] = solid ? 0 : corners - edges;
}

/**
 * Mean contrast of the window. About half of the dots are dark, so this is the offset caused by the
 * photograph's tone.
 */
function contrastAround(column: i32, row: i32): f32 {
  let sum: f32 = 0;
  let count: f32 = 0;
  for (let b = max(0, row - AROUND_RADIUS); b <= min(size - 1, row + AROUND_RADIUS); b++)
    for (let a = max(0, column - AROUND_RADIUS); a <= min(size - 1, column + AROUND_RADIUS); a++) {
      const cell = b * size + a;
      if (dotKind(cell) === SOLID || isWashedOut(cell)) continue;
      sum += CONTRAST[cell];
      count++;
    }
  return count > 0 ? sum / count : 0;
}

/** Samples every module of the grid. */
export function sampleDots(modulePx: f32): void {
  // Small dots cover one pixel, so the samples must be close to the centre.
  const spread: f32 = modulePx > 4 ? 0.1 : 0.06;
  let squares: f32 = 0;
  let count: f32 = 1;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      sampleModule(column, row, spread);
      const cell = row * size + column;
      if (dotKind(cell) === SOLID || isWashedOut(cell)) continue;
      squares += CONTRAST[cell] * CONTRAST[cell];
      count++;
    }
  unit = sqrt(squares / count) + 0.5;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) AROUND[row * size + column] = contrastAround(column, row);
}

// Indices of the features in VALUES.
const FEATURES = 8;
const OWN_CONTRAST = 0;
const AROUND_CONTRAST = 5;
const COLUMNS = FEATURES + 1;
const VALUES = changetype<F64Buffer>(memory.data(64));
const WEIGHTS = changetype<F64Buffer>(memory.data(64));
const MATRIX = changetype<F64Buffer>(memory.data(576));

function gatherFeatures(column: i32, row: i32): void {
  const cell = row * size + column;
  const scale: f32 = <f32>1 / unit;
  const left = column > 0 ? cell - 1 : cell;
  const right = column < size - 1 ? cell + 1 : cell;
  const up = row > 0 ? cell - size : cell;
  const down = row < size - 1 ? cell + size : cell;
  VALUES[OWN_CONTRAST] = <f64>(CONTRAST[cell] * scale);
  VALUES[1] = <f64>(CURVATURE[cell] * scale);
  VALUES[2] = <f64>((EDGES[cell] - 128) * (1.0 / 64));
  VALUES[3] = <f64>((CONTRAST[left] + CONTRAST[right]) * 0.5 * scale);
  VALUES[4] = <f64>((CONTRAST[up] + CONTRAST[down]) * 0.5 * scale);
  VALUES[AROUND_CONTRAST] = <f64>(AROUND[cell] * scale);
  VALUES[6] = <f64>(((EDGES[left] + EDGES[right] + EDGES[up] + EDGES[down]) * 0.25 - EDGES[cell]) * scale);
  VALUES[7] = 1;
}

function weightedSum(): f64 {
  let sum: f64 = 0;
  for (let k = 0; k < FEATURES; k++) sum += WEIGHTS[k] * VALUES[k];
  return sum;
}

/** Index of the module in SOFT. */
function softIndex(column: i32, row: i32): i32 {
  return (row + 1) * (size + 2) + column + 1;
}

/** Computes the soft value of every module. */
export function fillSoftDots(): void {
  const soft = changetype<F32Buffer>(softModules());
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      gatherFeatures(column, row);
      const certainty: f64 = isWashedOut(row * size + column) ? WASHED_OUT_CERTAINTY : 1;
      soft[softIndex(column, row)] = <f32>(weightedSum() * certainty);
    }
}

/** Sets the initial weights: 1 for the module's contrast, `around` for the mean contrast of the window. */
export function resetDotWeights(around: f64): void {
  for (let k = 0; k < FEATURES; k++) WEIGHTS[k] = 0;
  WEIGHTS[OWN_CONTRAST] = 1;
  WEIGHTS[AROUND_CONTRAST] = around;
}

/** Weight of a module in decision-directed training, relative to a known one. */
const SURE_WEIGHT: f64 = 0.5;

/**
 * Trains the weights by least squares, with a ridge `prior` towards the current weights, on known dots, pilot
 * bits and dots with an absolute soft value of at least `sure`.
 */
export function trainDotWeights(prior: f64, sure: f32): void {
  const soft = changetype<F32Buffer>(softModules());
  for (let i = 0; i < FEATURES * COLUMNS; i++) MATRIX[i] = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const cell = row * size + column;
      const kind = dotKind(cell);
      if (kind === SOLID || isWashedOut(cell)) continue;
      const value = soft[softIndex(column, row)];
      if (kind === DATA_DOT && abs(value) < sure && !isPilot(cell)) continue;
      const pilot = kind === DATA_DOT && isPilot(cell);
      const light = pilot ? pilotIsLight(cell) : kind === DATA_DOT ? value > 0 : kind === LIGHT_DOT;
      const weight = kind === DATA_DOT && !pilot ? SURE_WEIGHT : 1;
      gatherFeatures(column, row);
      const error = (light ? 1.0 : -1.0) - weightedSum();
      for (let a = 0; a < FEATURES; a++) {
        const scaled = VALUES[a] * weight;
        for (let b = 0; b < FEATURES; b++)
          MATRIX[a * COLUMNS + b] = MATRIX[a * COLUMNS + b] + scaled * VALUES[b];
        MATRIX[a * COLUMNS + FEATURES] = MATRIX[a * COLUMNS + FEATURES] + scaled * error;
      }
    }
  for (let a = 0; a < FEATURES; a++) MATRIX[a * COLUMNS + a] = MATRIX[a * COLUMNS + a] + prior;
  // No pivoting, because the matrix is positive definite.
  for (let c = 0; c < FEATURES; c++) {
    const inverse = 1 / MATRIX[c * COLUMNS + c];
    for (let r = 0; r < FEATURES; r++) {
      if (r === c) continue;
      const factor = MATRIX[r * COLUMNS + c] * inverse;
      for (let k = c; k < COLUMNS; k++)
        MATRIX[r * COLUMNS + k] = MATRIX[r * COLUMNS + k] - factor * MATRIX[c * COLUMNS + k];
    }
  }
  for (let a = 0; a < FEATURES; a++)
    WEIGHTS[a] = WEIGHTS[a] + MATRIX[a * COLUMNS + FEATURES] / MATRIX[a * COLUMNS + a];
}
