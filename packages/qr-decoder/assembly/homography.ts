// The projection from module coordinates (u, v) to picture pixels (x, y):
// x = (a u + b v + c) / (g u + h v + 1), y = (d u + e v + f) / (g u + h v + 1).
import { F32Buffer, F64Buffer } from './memory';

@unmanaged
export class Homography {
  a: f32;
  b: f32;
  c: f32;
  d: f32;
  e: f32;
  f: f32;
  g: f32;
  h: f32;
}

const CURRENT = memory.data(32);
/** The current projection, set by `solveHomography`. */
export const projection = changetype<Homography>(CURRENT);

/** The projection's eight coefficients, `a` first. */
export function coefficient(i: i32): f32 {
  return changetype<F32Buffer>(CURRENT)[i];
}

export function mapX(u: f32, v: f32): f32 {
  const p = projection;
  return (p.a * u + p.b * v + p.c) / (p.g * u + p.h * v + 1);
}
export function mapY(u: f32, v: f32): f32 {
  const p = projection;
  return (p.d * u + p.e * v + p.f) / (p.g * u + p.h * v + 1);
}

const COLUMNS = 9;
/** Eight equations with eight unknowns and a right-hand side. */
const SYSTEM = changetype<F64Buffer>(memory.data(576));

/**
 * Solves for the homography that maps four module points (u, v) to four picture points (x, y), given as
 * consecutive pairs. False if the points are degenerate; the projection is then unchanged.
 */
export function solveHomography(modules: F32Buffer, pixels: F32Buffer): bool {
  for (let k = 0; k < 4; k++) {
    const u = <f64>modules[2 * k];
    const v = <f64>modules[2 * k + 1];
    const x = <f64>pixels[2 * k];
    const y = <f64>pixels[2 * k + 1];
    const r = k * 2 * COLUMNS;
    SYSTEM[r] = u;
    SYSTEM[r + 1] = v;
    SYSTEM[r + 2] = 1;
    SYSTEM[r + 3] = 0;
    SYSTEM[r + 4] = 0;
    SYSTEM[r + 5] = 0;
    SYSTEM[r + 6] = -u * x;
    SYSTEM[r + 7] = -v * x;
    SYSTEM[r + 8] = x;
    SYSTEM[r + 9] = 0;
    SYSTEM[r + 10] = 0;
    SYSTEM[r + 11] = 0;
    SYSTEM[r + 12] = u;
    SYSTEM[r + 13] = v;
    SYSTEM[r + 14] = 1;
    SYSTEM[r + 15] = -u * y;
    SYSTEM[r + 16] = -v * y;
    SYSTEM[r + 17] = y;
  }
  // Gauss-Jordan with row pivoting.
  for (let c = 0; c < 8; c++) {
    let pivotRow = c;
    let largest: f64 = 0;
    for (let r = c; r < 8; r++) {
      const value = abs(SYSTEM[r * COLUMNS + c]);
      if (value > largest) {
        largest = value;
        pivotRow = r;
      }
    }
    if (largest < 1e-12) return false;
    for (let k = c; k < COLUMNS; k++) {
      const swapped = SYSTEM[c * COLUMNS + k];
      SYSTEM[c * COLUMNS + k] = SYSTEM[pivotRow * COLUMNS + k];
      SYSTEM[pivotRow * COLUMNS + k] = swapped;
    }
    const inverse = 1 / SYSTEM[c * COLUMNS + c];
    for (let r = 0; r < 8; r++) {
      if (r === c) continue;
      const factor = SYSTEM[r * COLUMNS + c] * inverse;
      if (factor === 0) continue;
      for (let k = c; k < COLUMNS; k++) {
        const i = r * COLUMNS + k;
        SYSTEM[i] = SYSTEM[i] - factor * SYSTEM[c * COLUMNS + k];
      }
    }
  }
  const coefficients = changetype<F32Buffer>(CURRENT);
  for (let i = 0; i < 8; i++) coefficients[i] = <f32>(SYSTEM[i * COLUMNS + 8] / SYSTEM[i * COLUMNS + i]);
  return true;
}
