// Patterns of a code whose modules are dots over a photograph, and their correlation with the picture under
// the current projection. Dots are measured by the contrast of a module's centre to its edges, which is
// independent of the photograph.
import { projection } from './homography';
import { size, version } from './known-patterns';
import { F32Buffer, U8Buffer } from './memory';
import { grayAt, grayAtFour } from './picture';
import { linearOfFour } from './simd';
import { alignmentCentre, alignmentCount, hasAlignment } from './symbol';

/** Kinds of modules: unknown dots, known light or dark dots, and solid ones. */
export const DATA_DOT = 0;
export const LIGHT_DOT = 1;
export const DARK_DOT = 2;
/** Modules of finder patterns and their separators, which are not drawn as dots. */
export const SOLID = 3;

/** Range of versions of dotted codes; the text of a Digital ID needs at least version 3. */
export const MIN_DOTTED_VERSION = 3;
export const MAX_DOTTED_VERSION = 10;
/** Kind of each module, at most 57 × 57. */
const KINDS = changetype<U8Buffer>(memory.data(3249));
let preparedVersion = 0;

function setKind(column: i32, row: i32, kind: i32): void {
  KINDS[row * size + column] = <u8>kind;
}

export function dotKind(cell: i32): i32 {
  return KINDS[cell];
}

/** Sets the kinds of all modules for the current version. */
export function layOutDots(): void {
  if (preparedVersion === version) return;
  preparedVersion = version;
  memory.fill(changetype<usize>(KINDS), 0, size * size);
  for (let i = 8; i < size - 8; i++) {
    const kind = i & 1 ? LIGHT_DOT : DARK_DOT;
    setKind(i, 6, kind);
    setKind(6, i, kind);
  }
  const count = alignmentCount(version);
  for (let b = 0; b < count; b++)
    for (let a = 0; a < count; a++) {
      if (!hasAlignment(a, b, count)) continue;
      const column = alignmentCentre(version, a);
      const row = alignmentCentre(version, b);
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++)
          setKind(column + i, row + j, max(abs(i), abs(j)) === 1 ? LIGHT_DOT : DARK_DOT);
    }
  for (let j = 0; j < 8; j++)
    for (let i = 0; i < 8; i++) {
      setKind(i, j, SOLID);
      setKind(size - 1 - i, j, SOLID);
      setKind(i, size - 1 - j, SOLID);
    }
}

/**
 * Module coordinates to measure, and their contrasts: every second module of version 10, and the known ones.
 */
const PLACE_U = changetype<F32Buffer>(memory.data(7200));
const PLACE_V = changetype<F32Buffer>(memory.data(7200));
const CONTRASTS = changetype<F32Buffer>(memory.data(7200));
let placeCount = 0;

function addPlace(u: f32, v: f32): void {
  PLACE_U[placeCount] = u;
  PLACE_V[placeCount] = v;
  placeCount++;
}

/** Gray at the module centre (u, v) minus the mean of its four edges. */
function dotContrast(u: f32, v: f32): f32 {
  const p = projection;
  const w: f32 = <f32>1 / (p.g * u + p.h * v + 1);
  const x = (p.a * u + p.b * v + p.c) * w;
  const y = (p.d * u + p.e * v + p.f) * w;
  // Half a module along both axes.
  const ux = (p.a - p.g * x) * w * 0.5;
  const uy = (p.d - p.g * y) * w * 0.5;
  const vx = (p.b - p.h * x) * w * 0.5;
  const vy = (p.e - p.h * y) * w * 0.5;
  const edges =
    grayAt(x + ux, y + uy) + grayAt(x - ux, y - uy) + grayAt(x + vx, y + vy) + grayAt(x - vx, y - vy);
  return grayAt(x, y) - edges * 0.25;
}

/** Half a module along an axis, px: `axis`, `weight`: coefficients of the projection, `place`: x or y. */
function halfModule(axis: f32, weight: f32, place: v128, half: v128): v128 {
  return f32x4.mul(f32x4.sub(f32x4.splat(axis), f32x4.mul(f32x4.splat(weight), place)), half);
}

/** SIMD version of `dotContrast` for four places from `index`. */
function measureFour(index: i32): void {
  const p = projection;
  const u = v128.load(changetype<usize>(PLACE_U) + (index << 2));
  const v = v128.load(changetype<usize>(PLACE_V) + (index << 2));
  const w = f32x4.div(f32x4.splat(1), linearOfFour(p.g, p.h, 1, u, v));
  const x = f32x4.mul(linearOfFour(p.a, p.b, p.c, u, v), w);
  const y = f32x4.mul(linearOfFour(p.d, p.e, p.f, u, v), w);
  const half = f32x4.mul(w, f32x4.splat(0.5));
  const ux = halfModule(p.a, p.g, x, half);
  const uy = halfModule(p.d, p.g, y, half);
  const vx = halfModule(p.b, p.h, x, half);
  const vy = halfModule(p.e, p.h, y, half);
  const alongU = f32x4.add(
    grayAtFour(f32x4.add(x, ux), f32x4.add(y, uy)),
    grayAtFour(f32x4.sub(x, ux), f32x4.sub(y, uy)),
  );
  const alongV = f32x4.add(
    grayAtFour(f32x4.add(x, vx), f32x4.add(y, vy)),
    grayAtFour(f32x4.sub(x, vx), f32x4.sub(y, vy)),
  );
  const edges = f32x4.mul(f32x4.add(alongU, alongV), f32x4.splat(0.25));
  v128.store(changetype<usize>(CONTRASTS) + (index << 2), f32x4.sub(grayAtFour(x, y), edges));
}

/** Fills CONTRASTS for all places added. */
function measureContrasts(): void {
  if (ASC_FEATURE_SIMD) for (let i = 0; i < placeCount; i += 4) measureFour(i);
  else for (let i = 0; i < placeCount; i++) CONTRASTS[i] = dotContrast(PLACE_U[i], PLACE_V[i]);
}

/** Score of a timing pattern, -1…1, from the contrast of each dot to its two neighbours. */
export function dotTimingScore(vertical: bool): f32 {
  placeCount = 0;
  for (let i = 8; i < size - 8; i++) {
    const along = <f32>i + 0.5;
    addPlace(vertical ? 6.5 : along, vertical ? along : 6.5);
  }
  measureContrasts();
  let sum: f32 = 0;
  let all: f32 = 1;
  for (let i = 1; i < placeCount - 1; i++) {
    // Timing starts at module 8, which is dark: even indices are dark.
    const difference = CONTRASTS[i] - (CONTRASTS[i - 1] + CONTRASTS[i + 1]) * 0.5;
    sum += i & 1 ? difference : -difference;
    all += abs(difference);
  }
  return sum / all;
}

const ALIGNMENT_MODULES: f32 = 25;
/** Mean sign of 8 light (1) and 17 dark (-1) modules. */
const ALIGNMENT_MEAN_SIGN: f32 = -9.0 / 25;

function addAlignment(u: f32, v: f32): void {
  for (let j = -2; j <= 2; j++) for (let i = -2; i <= 2; i++) addPlace(u + <f32>i, v + <f32>j);
}

function alignmentIsLight(k: i32): bool {
  return max(abs((k % 5) - 2), abs(k / 5 - 2)) === 1;
}

/** Correlation (-1…1) with a dotted alignment pattern at (u, v). */
export function dotAlignmentScore(u: f32, v: f32): f32 {
  placeCount = 0;
  addAlignment(u, v);
  measureContrasts();
  let sum: f32 = 0;
  let squares: f32 = 0;
  let products: f32 = 0;
  for (let k = 0; k < placeCount; k++) {
    const value = CONTRASTS[k];
    sum += value;
    squares += value * value;
    products += alignmentIsLight(k) ? value : -value;
  }
  const mean = sum / ALIGNMENT_MODULES;
  const variance = max<f32>(squares / ALIGNMENT_MODULES - mean * mean, 1);
  const covariance = products / ALIGNMENT_MODULES - ALIGNMENT_MEAN_SIGN * mean;
  return covariance / sqrt(variance * (1 - ALIGNMENT_MEAN_SIGN * ALIGNMENT_MEAN_SIGN));
}

/** Contrasts are clamped to this, so that edges of the photograph cannot outweigh the dots. */
const MAX_CONTRAST: f32 = 60;
/** Weight of a known dot relative to a data dot. */
const KNOWN_WEIGHT: f32 = 1.5;

/**
 * Mean dot contrast, absolute for data dots and signed for known dots; maximal when the grid is aligned with
 * the dots. `step`: samples every `step`-th module.
 */
export function dotEnergy(step: i32): f32 {
  placeCount = 0;
  for (let row = 0; row < size; row++)
    for (let column = (row * 2) % step; column < size; column += step)
      if (dotKind(row * size + column) !== SOLID) addPlace(<f32>column + 0.5, <f32>row + 0.5);
  const unknown = placeCount;
  for (let i = 8; i < size - 8; i++) {
    addPlace(<f32>i + 0.5, 6.5);
    addPlace(6.5, <f32>i + 0.5);
  }
  const timingEnd = placeCount;
  addAlignment(<f32>size - 6.5, <f32>size - 6.5);
  measureContrasts();
  let sum: f32 = 0;
  for (let k = 0; k < unknown; k++) sum += min<f32>(abs(CONTRASTS[k]), MAX_CONTRAST);
  let known: f32 = 0;
  for (let k = unknown; k < timingEnd; k++) known += (k - unknown) & 2 ? CONTRASTS[k] : -CONTRASTS[k];
  for (let k = timingEnd; k < placeCount; k++)
    known += alignmentIsLight(k - timingEnd) ? CONTRASTS[k] : -CONTRASTS[k];
  return (sum + KNOWN_WEIGHT * known) / (<f32>unknown + KNOWN_WEIGHT * <f32>(placeCount - unknown));
}
