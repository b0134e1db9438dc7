// A linear equalizer over neighbouring modules, trained by least squares on the function patterns.
import { cellKind, cellsPerRow, IS_DARK, IS_LIGHT } from './function-patterns';
import { F64Buffer } from './memory';
import { SAMPLES, SAMPLES_BLUE, SAMPLES_RED } from './sampling';
import { SOFT } from './soft-modules';

/** Taps: the module, its 8 (with `wide` 20) neighbours and a constant; `colour` adds two. */
const NEAR_TAPS = 10;
const WIDE_TAPS = 22;
const COLOUR_TAPS = 2;
/** Normal equations: at most 24 rows of 24 taps and a right-hand side. */
const MATRIX_BYTES = 4800;
const MATRIX = changetype<F64Buffer>(memory.data(MATRIX_BYTES));
const WEIGHTS = changetype<F64Buffer>(memory.data(192));
const INPUTS = changetype<F64Buffer>(memory.data(192));

/** Ridge on the module's own weight and on the others, which prevents overfitting to few known modules. */
const OWN_RIDGE: f64 = 4;
const OTHER_RIDGE: f64 = 12;
/** Minimum absolute soft value, and weight, of a module in decision-directed training. */
const SURE: f32 = 0.5;
const DECISION_WEIGHT: f64 = 0.5;

/** Fills INPUTS for the module at (column, row), margin included; returns the number of taps. */
function gatherInputs(column: i32, row: i32, wide: bool, colour: bool): i32 {
  const n = cellsPerRow;
  const i = row * n + column;
  INPUTS[0] = <f64>SAMPLES[i];
  let k = 1;
  const reach = wide ? 2 : 1;
  for (let b = -reach; b <= reach; b++)
    for (let a = -reach; a <= reach; a++) {
      if ((a === 0 && b === 0) || abs(a) + abs(b) > 3) continue;
      const x = min(max(column + a, 0), n - 1);
      const y = min(max(row + b, 0), n - 1);
      INPUTS[k++] = <f64>SAMPLES[y * n + x];
    }
  INPUTS[k++] = 1;
  if (colour) {
    INPUTS[k++] = <f64>SAMPLES_RED[i];
    INPUTS[k++] = <f64>SAMPLES_BLUE[i];
  }
  return k;
}

/** Copies the samples to SOFT without equalization. */
export function copySamples(polarity: f32): void {
  const count = cellsPerRow * cellsPerRow;
  for (let i = 0; i < count; i++) SOFT[i] = SAMPLES[i] * polarity;
}

function accumulate(taps: i32, target: f64, weight: f64): void {
  const columns = taps + 1;
  for (let a = 0; a < taps; a++) {
    const value = INPUTS[a] * weight;
    const r = a * columns;
    for (let b = a; b < taps; b++) MATRIX[r + b] = MATRIX[r + b] + value * INPUTS[b];
    MATRIX[r + taps] = MATRIX[r + taps] + value * target;
  }
}

/** Gauss-Jordan without pivoting: the ridge makes the matrix positive definite. */
function solveWeights(taps: i32): void {
  const columns = taps + 1;
  for (let a = 0; a < taps; a++) {
    const d = a * columns + a;
    MATRIX[d] = MATRIX[d] + (a === 0 ? OWN_RIDGE : OTHER_RIDGE);
    for (let b = 0; b < a; b++) MATRIX[a * columns + b] = MATRIX[b * columns + a];
  }
  for (let c = 0; c < taps; c++) {
    const inverse = 1 / MATRIX[c * columns + c];
    for (let r = 0; r < taps; r++) {
      if (r === c) continue;
      const factor = MATRIX[r * columns + c] * inverse;
      for (let k = c; k <= taps; k++) {
        const i = r * columns + k;
        MATRIX[i] = MATRIX[i] - factor * MATRIX[c * columns + k];
      }
    }
  }
  for (let a = 0; a < taps; a++) WEIGHTS[a] = MATRIX[a * columns + taps] / MATRIX[a * columns + a];
}

/** Computes SOFT with the trained weights. */
function equalize(taps: i32, wide: bool, colour: bool): void {
  const n = cellsPerRow;
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) {
      gatherInputs(column, row, wide, colour);
      let sum: f64 = 0;
      for (let a = 0; a < taps; a++) sum += WEIGHTS[a] * INPUTS[a];
      SOFT[row * n + column] = <f32>sum;
    }
}

/**
 * Trains the equalizer on the known modules and fills SOFT with its output. `wide`: a 5×5 window without the
 * corners instead of 3×3. `decisionDirected`: also trains on modules with a high absolute soft value.
 */
export function trainEqualizer(polarity: f32, colour: bool, wide: bool, decisionDirected: bool): void {
  const n = cellsPerRow;
  const taps = (wide ? WIDE_TAPS : NEAR_TAPS) + (colour ? COLOUR_TAPS : 0);
  memory.fill(changetype<usize>(MATRIX), 0, MATRIX_BYTES);
  for (let row = 1; row < n - 1; row++)
    for (let column = 1; column < n - 1; column++) {
      const kind = cellKind(row * n + column) & (IS_LIGHT | IS_DARK);
      let target: f64;
      let weight: f64 = 1;
      if (kind) target = kind === IS_LIGHT ? 1 : -1;
      else if (decisionDirected) {
        const soft = SOFT[row * n + column];
        if (abs(soft) < SURE) continue;
        target = soft > 0 ? 1 : -1;
        weight = DECISION_WEIGHT;
      } else continue;
      gatherInputs(column, row, wide, colour);
      // The prior is the module's own sample, so only the correction is fitted.
      accumulate(taps, target - <f64>polarity * INPUTS[0], weight);
    }
  solveWeights(taps);
  WEIGHTS[0] = WEIGHTS[0] + <f64>polarity;
  equalize(taps, wide, colour);
}
