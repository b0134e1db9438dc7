// A linear equalizer over neighbouring modules, trained by least squares on the function patterns.
import { cellKind, cellsPerRow, IS_DARK, IS_LIGHT } from './function-patterns';
import { F64Buffer, I32Buffer } from './memory';
import { SAMPLES, SAMPLES_BLUE, SAMPLES_RED } from './sampling';
import { SOFT } from './soft-modules';

/** Taps: the module, its 8 (with `wide` 20) neighbours and a constant; `colour` adds two. */
const NEAR_TAPS = 10;
const WIDE_TAPS = 22;
const COLOUR_TAPS = 2;
/**
 * Normal equations: at most 24 rows, each of at most 24 taps and a right-hand side. Vectors of two values also
 * change the value after the right-hand side, which is not used, and the one before the first, which is then
 * overwritten or changed by a rounding error.
 */
const COLUMNS = 26;
const MATRIX_BYTES = 4992;
const MATRIX = changetype<F64Buffer>(memory.data(MATRIX_BYTES));
const WEIGHTS = changetype<F64Buffer>(memory.data(192));
/** The taps of a module, then the target. */
const INPUTS = changetype<F64Buffer>(memory.data(208));
/** Offset in SAMPLES from a module to the neighbour of each tap. */
const NEIGHBOURS = changetype<I32Buffer>(memory.data(96));

/** Ridge on the module's own weight and on the others, which prevents overfitting to few known modules. */
const OWN_RIDGE: f64 = 4;
const OTHER_RIDGE: f64 = 12;
/** Minimum absolute soft value, and weight, of a module in decision-directed training. */
const SURE: f32 = 0.5;
const DECISION_WEIGHT: f64 = 0.5;

function layOutNeighbours(wide: bool): void {
  const reach = wide ? 2 : 1;
  let k = 1;
  for (let b = -reach; b <= reach; b++)
    for (let a = -reach; a <= reach; a++)
      if ((a !== 0 || b !== 0) && abs(a) + abs(b) <= 3) NEIGHBOURS[k++] = b * cellsPerRow + a;
}

/** Fills INPUTS for the module at (column, row), margin included. */
function gatherInputs(column: i32, row: i32, wide: bool, colour: bool): void {
  const n = cellsPerRow;
  const i = row * n + column;
  INPUTS[0] = <f64>SAMPLES[i];
  let k = 1;
  const reach = wide ? 2 : 1;
  if (min(column, row) >= reach && max(column, row) < n - reach) {
    const end = wide ? WIDE_TAPS - 1 : NEAR_TAPS - 1;
    for (; k < end; k++) INPUTS[k] = <f64>SAMPLES[i + NEIGHBOURS[k]];
  } else {
    for (let b = -reach; b <= reach; b++)
      for (let a = -reach; a <= reach; a++) {
        if ((a === 0 && b === 0) || abs(a) + abs(b) > 3) continue;
        const x = min(max(column + a, 0), n - 1);
        const y = min(max(row + b, 0), n - 1);
        INPUTS[k++] = <f64>SAMPLES[y * n + x];
      }
  }
  INPUTS[k++] = 1;
  if (colour) {
    INPUTS[k++] = <f64>SAMPLES_RED[i];
    INPUTS[k] = <f64>SAMPLES_BLUE[i];
  }
}

/** Copies the samples to SOFT without equalization. */
export function copySamples(polarity: f32): void {
  const count = cellsPerRow * cellsPerRow;
  for (let i = 0; i < count; i++) SOFT[i] = SAMPLES[i] * polarity;
}

/** Adds `factor` × `values` to `sums`, from index `from` to `to`. */
function addScaled(sums: F64Buffer, values: F64Buffer, factor: f64, from: i32, to: i32): void {
  if (ASC_FEATURE_SIMD) {
    const factors = f64x2.splat(factor);
    for (let k = from & ~1; k <= to; k += 2) {
      const at = changetype<usize>(sums) + ((<usize>k) << 3);
      const scaled = f64x2.mul(factors, v128.load(changetype<usize>(values) + ((<usize>k) << 3)));
      v128.store(at, f64x2.add(v128.load(at), scaled));
    }
  } else {
    for (let k = from; k <= to; k++) sums[k] = sums[k] + factor * values[k];
  }
}

function matrixRow(row: i32): F64Buffer {
  return changetype<F64Buffer>(changetype<usize>(MATRIX) + <usize>(row * COLUMNS * 8));
}

/** Adds the equation of the module in INPUTS, target included. */
function accumulate(taps: i32, weight: f64): void {
  for (let a = 0; a < taps; a++) addScaled(matrixRow(a), INPUTS, INPUTS[a] * weight, a, taps);
}

/** Gauss-Jordan without pivoting: the ridge makes the matrix positive definite. */
function solveWeights(taps: i32): void {
  for (let a = 0; a < taps; a++) {
    const row = matrixRow(a);
    row[a] = row[a] + (a === 0 ? OWN_RIDGE : OTHER_RIDGE);
    for (let b = 0; b < a; b++) row[b] = matrixRow(b)[a];
  }
  for (let c = 0; c < taps; c++) {
    const pivotRow = matrixRow(c);
    const inverse = 1 / pivotRow[c];
    for (let r = 0; r < taps; r++) {
      if (r === c) continue;
      const row = matrixRow(r);
      addScaled(row, pivotRow, -row[c] * inverse, c, taps);
    }
  }
  for (let a = 0; a < taps; a++) {
    const row = matrixRow(a);
    WEIGHTS[a] = row[taps] / row[a];
  }
}

/** Computes SOFT with the trained weights. */
function equalize(taps: i32, wide: bool, colour: bool): void {
  const n = cellsPerRow;
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) {
      gatherInputs(column, row, wide, colour);
      // The number of taps is even.
      let even: f64 = 0;
      let odd: f64 = 0;
      if (ASC_FEATURE_SIMD) {
        let sums = f64x2.splat(0);
        for (let a = 0; a < taps; a += 2) {
          const at = (<usize>a) << 3;
          const weights = v128.load(changetype<usize>(WEIGHTS) + at);
          sums = f64x2.add(sums, f64x2.mul(weights, v128.load(changetype<usize>(INPUTS) + at)));
        }
        even = f64x2.extract_lane(sums, 0);
        odd = f64x2.extract_lane(sums, 1);
      } else {
        for (let a = 0; a < taps; a += 2) {
          even += WEIGHTS[a] * INPUTS[a];
          odd += WEIGHTS[a + 1] * INPUTS[a + 1];
        }
      }
      SOFT[row * n + column] = <f32>(even + odd);
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
  layOutNeighbours(wide);
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
      INPUTS[taps] = target - <f64>polarity * INPUTS[0];
      accumulate(taps, weight);
    }
  solveWeights(taps);
  WEIGHTS[0] = WEIGHTS[0] + <f64>polarity;
  equalize(taps, wide, colour);
}
