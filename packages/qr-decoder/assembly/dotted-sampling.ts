// Soft modules of a dotted code: a few numbers are read at each module, and weights that are learned anew for each
// frame (least squares on the dots that are known or sure) make one soft value of them.

import { softModules } from './decode';
import { DATA_DOT, dotKind, LIGHT_DOT, SOLID } from './dotted-patterns';
import { projection } from './homography';
import { size } from './known-patterns';
import { isPilot, pilotIsLight } from './known-text';
import { F32Buffer, F64Buffer } from './memory';
import { grayAt } from './picture';

/** A value a module, 57 × 57 at most: centre minus edges, edges, corners minus edges, the mean contrast around. */
const CONTRAST = changetype<F32Buffer>(memory.data(12996));
const EDGES = changetype<F32Buffer>(memory.data(12996));
const CURVATURE = changetype<F32Buffer>(memory.data(12996));
const AROUND = changetype<F32Buffer>(memory.data(12996));

/** Luma of a module's edges beyond which a reflection has washed it out: nothing is known of it. */
const WASHED_OUT_LUMA: f32 = 248;
const WASHED_OUT_CERTAINTY: f64 = 0.02;
/** Modules: how far around the mean contrast is taken. */
const AROUND_RADIUS = 2;

/** Root mean square of the contrasts: the unit of what is learned. */
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

/** The mean contrast around: half of the dots are dark, so this is what the photograph's own tone does to it. */
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

/** Reads the picture at every module of the grid. */
export function sampleDots(modulePx: f32): void {
  // Small dots are one pixel: their surroundings are no dot any more.
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

// What a soft value is made of.
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

/** Where the module's soft value is kept. */
function softIndex(column: i32, row: i32): i32 {
  return (row + 1) * (size + 2) + column + 1;
}

/** Writes the soft value of every module. */
export function fillSoftDots(): void {
  const soft = changetype<F32Buffer>(softModules());
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      gatherFeatures(column, row);
      const certainty: f64 = isWashedOut(row * size + column) ? WASHED_OUT_CERTAINTY : 1;
      soft[softIndex(column, row)] = <f32>(weightedSum() * certainty);
    }
}

/** The weights before anything is learned: the module's contrast, with `around` times the mean contrast around. */
export function resetDotWeights(around: f64): void {
  for (let k = 0; k < FEATURES; k++) WEIGHTS[k] = 0;
  WEIGHTS[OWN_CONTRAST] = 1;
  WEIGHTS[AROUND_CONTRAST] = around;
}

/** What a module that is only sure of itself counts beside a known one. */
const SURE_WEIGHT: f64 = 0.5;

/**
 * Least squares around the present weights (`prior`: how strongly they are held) on the known dots and on those whose
 * soft value is at least `sure`.
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
  // Positive definite: no pivoting.
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
