// One sample a module, with local normalisation by summed-area tables.
import { cellsPerRow, layOutFunctionPatterns } from './function-patterns';
import { mapX, mapY } from './homography';
import { grayOf, grayOfFour } from './known-patterns';
import { F32Buffer } from './memory';
import { channelAt } from './picture';

// Planes of (size + 2)² modules, including a margin of one, 179² at most, and three values more: samples are
// written four at a time.
const PLANE_BYTES = 128176;
/** Gray of each module; after normalisation light is positive. */
export const SAMPLES = changetype<F32Buffer>(memory.data(PLANE_BYTES));
/** Red and blue minus green. */
export const SAMPLES_RED = changetype<F32Buffer>(memory.data(PLANE_BYTES));
export const SAMPLES_BLUE = changetype<F32Buffer>(memory.data(PLANE_BYTES));
const NORMALISED = changetype<F32Buffer>(memory.data(PLANE_BYTES));
// Summed-area tables; f32 is exact enough, sums stay below 2^24.
const SUMS = changetype<F32Buffer>(memory.data(PLANE_BYTES));
const SQUARES = changetype<F32Buffer>(memory.data(PLANE_BYTES));

/** Squares are divided by this, so that their sums stay exact. */
const SQUARE_SCALE: f32 = 64;
/** Share of the overall standard deviation added to that of a window, which damps noise in glare. */
const CONTRAST_FLOOR: f32 = 0.08;
/** Normalised values are clamped to this many standard deviations. */
const MAX_DEVIATION: f32 = 2.5;

function sumTables(plane: F32Buffer): void {
  const n = cellsPerRow;
  for (let y = 0; y < n; y++) {
    let sum: f32 = 0;
    let square: f32 = 0;
    for (let x = 0; x < n; x++) {
      const i = y * n + x;
      const value = plane[i];
      sum += value;
      square += value * value * (1 / SQUARE_SCALE);
      SUMS[i] = sum + (y > 0 ? SUMS[i - n] : 0);
      SQUARES[i] = square + (y > 0 ? SQUARES[i - n] : 0);
    }
  }
}

/** Local normalisation: difference from the window's mean, in standard deviations of the window. */
function normaliseLocally(plane: F32Buffer, radius: i32): void {
  const n = cellsPerRow;
  sumTables(plane);
  const last = n * n - 1;
  const cells = <f32>(n * n);
  const overallMean = SUMS[last] / cells;
  const overallSpread = sqrt(max<f32>((SQUARES[last] / cells) * SQUARE_SCALE - overallMean * overallMean, 0));
  const floor: f32 = overallSpread * CONTRAST_FLOOR + 1;
  for (let y = 0; y < n; y++) {
    const y0 = max(0, y - radius) - 1;
    const y1 = min(n - 1, y + radius);
    for (let x = 0; x < n; x++) {
      const x0 = max(0, x - radius) - 1;
      const x1 = min(n - 1, x + radius);
      let sum = SUMS[y1 * n + x1];
      let square = SQUARES[y1 * n + x1];
      if (y0 >= 0) {
        sum -= SUMS[y0 * n + x1];
        square -= SQUARES[y0 * n + x1];
      }
      if (x0 >= 0) {
        sum -= SUMS[y1 * n + x0];
        square -= SQUARES[y1 * n + x0];
      }
      if (y0 >= 0 && x0 >= 0) {
        sum += SUMS[y0 * n + x0];
        square += SQUARES[y0 * n + x0];
      }
      const area = <f32>((y1 - y0) * (x1 - x0));
      const mean = sum / area;
      const variance = (square / area) * SQUARE_SCALE - mean * mean;
      const value = (plane[y * n + x] - mean) / (sqrt(max<f32>(variance, 0)) + floor);
      NORMALISED[y * n + x] = min<f32>(max<f32>(value, -MAX_DEVIATION), MAX_DEVIATION);
    }
  }
  memory.copy(changetype<usize>(plane), changetype<usize>(NORMALISED), n * n * 4);
}

/** Mean gray around the module centre (u, v): the centre counts twice, four points at `spread` once. */
function grayAround(u: f32, v: f32, spread: f32): f32 {
  const upper = grayOf(u - spread, v - spread) + grayOf(u + spread, v - spread);
  const lower = grayOf(u - spread, v + spread) + grayOf(u + spread, v + spread);
  return (grayOf(u, v) * 2 + upper + lower) * (1.0 / 6);
}

/** SIMD version of `grayAround` for four module centres. */
function grayAroundFour(u: v128, v: v128, spread: v128): v128 {
  const left = f32x4.sub(u, spread);
  const right = f32x4.add(u, spread);
  const above = f32x4.sub(v, spread);
  const below = f32x4.add(v, spread);
  const upper = f32x4.add(grayOfFour(left, above), grayOfFour(right, above));
  const lower = f32x4.add(grayOfFour(left, below), grayOfFour(right, below));
  const centre = f32x4.mul(grayOfFour(u, v), f32x4.splat(2));
  return f32x4.mul(f32x4.add(centre, f32x4.add(upper, lower)), f32x4.splat(1.0 / 6));
}

/**
 * Samples the picture at every module. `spread`: distance of the four outer points from the module's centre,
 * modules; `radius`: of the normalisation window, modules.
 */
export function sampleModules(spread: f32, radius: i32, colour: bool): void {
  layOutFunctionPatterns();
  const n = cellsPerRow;
  for (let row = 0; row < n; row++) {
    const v = <f32>row - 0.5;
    if (ASC_FEATURE_SIMD) {
      // The last vector of a row exceeds it; the next row overwrites what it wrote.
      for (let column = 0; column < n; column += 4) {
        const u = f32x4.add(f32x4.splat(<f32>column), f32x4(-0.5, 0.5, 1.5, 2.5));
        const at = changetype<usize>(SAMPLES) + <usize>((row * n + column) << 2);
        v128.store(at, grayAroundFour(u, f32x4.splat(v), f32x4.splat(spread)));
      }
    } else {
      for (let column = 0; column < n; column++)
        SAMPLES[row * n + column] = grayAround(<f32>column - 0.5, v, spread);
    }
    if (!colour) continue;
    for (let column = 0; column < n; column++) {
      const x = mapX(<f32>column - 0.5, v);
      const y = mapY(<f32>column - 0.5, v);
      const i = row * n + column;
      const green = channelAt(x, y, 1);
      SAMPLES_RED[i] = channelAt(x, y, 0) - green;
      SAMPLES_BLUE[i] = channelAt(x, y, 2) - green;
    }
  }
  normaliseLocally(SAMPLES, radius);
  if (colour) {
    normaliseLocally(SAMPLES_RED, radius);
    normaliseLocally(SAMPLES_BLUE, radius);
  }
}
