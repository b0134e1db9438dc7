// Match score of a projected grid with the finder, timing and alignment patterns of its version.
import { projection } from './homography';
import { F32Buffer } from './memory';
import { grayAt, grayAtFour } from './picture';
import { linearOfFour, sumOfFour } from './simd';
import { alignmentCentre, alignmentCount, finderCellIsDark, hasAlignment, sideOf } from './symbol';

/** The current version, and its modules a side. */
export let version: i32 = 0;
export let size: i32 = 0;

// Modules of all known patterns: centres in module coordinates, and signs: 1 light, -1 dark. Version 40 has
// 1,664.
const MAX_MODULES = 1664;
const CENTRE_U = changetype<F32Buffer>(memory.data(6672));
const CENTRE_V = changetype<F32Buffer>(memory.data(6672));
const SIGNS = changetype<F32Buffer>(memory.data(6672));
let moduleCount = 0;

/** A known pattern: the range of its modules, and the mean of their signs. */
@unmanaged
class KnownPattern {
  first: i32;
  end: i32;
  meanSign: f32;
}

const PATTERN_BYTES = 12;
/** Three finder patterns, two timing patterns, 46 alignment patterns. */
const PATTERNS = memory.data(612);
/** Indices of the top and the left timing pattern; the three finder patterns have 0 to 2. */
const TOP_TIMING = 3;
const LEFT_TIMING = 4;
const BASIC_PATTERNS = 5;
let patternCount = 0;
let preparedVersion = 0;

/** Correlations of the top and the left timing pattern in the last `matchScore`. */
export let topTiming: f32 = 0;
export let leftTiming: f32 = 0;

/** Up to this version a module is sampled at four points; larger codes have enough modules for one. */
const MAX_FINE_VERSION = 12;
/** Distance, modules, of the four points from the module's centre along both axes. */
const POINT_OFFSET: f32 = 0.27;

function patternAt(i: i32): KnownPattern {
  return changetype<KnownPattern>(PATTERNS + i * PATTERN_BYTES);
}

function addModule(column: i32, row: i32, dark: bool): void {
  if (moduleCount >= MAX_MODULES) return;
  CENTRE_U[moduleCount] = <f32>column + 0.5;
  CENTRE_V[moduleCount] = <f32>row + 0.5;
  SIGNS[moduleCount] = dark ? -1 : 1;
  moduleCount++;
}

/** Ends a pattern that consists of the modules added since the previous one. */
function endPattern(): void {
  const pattern = patternAt(patternCount);
  pattern.first = patternCount === 0 ? 0 : patternAt(patternCount - 1).end;
  pattern.end = moduleCount;
  let sum: f32 = 0;
  for (let i = pattern.first; i < moduleCount; i++) sum += SIGNS[i];
  pattern.meanSign = sum / <f32>(moduleCount - pattern.first);
  patternCount++;
}

/** Sets `version`, `size` and the modules that `matchScore` samples. */
export function setVersion(v: i32): void {
  version = v;
  size = sideOf(v);
  if (preparedVersion === v) return;
  preparedVersion = v;
  moduleCount = 0;
  patternCount = 0;
  for (let f = 0; f < 3; f++) {
    const left = f === 1 ? size - 8 : -1;
    const top = f === 2 ? size - 8 : -1;
    for (let j = 0; j < 9; j++)
      for (let i = 0; i < 9; i++) {
        const column = left + i;
        const row = top + j;
        if (column < 0 || row < 0 || column >= size || row >= size) continue;
        addModule(column, row, finderCellIsDark(i, j));
      }
    endPattern();
  }
  for (let i = 8; i < size - 8; i++) addModule(i, 6, (i & 1) === 0);
  endPattern();
  for (let i = 8; i < size - 8; i++) addModule(6, i, (i & 1) === 0);
  endPattern();
  const n = alignmentCount(v);
  for (let b = 0; b < n; b++)
    for (let a = 0; a < n; a++) {
      if (!hasAlignment(a, b, n)) continue;
      const column = alignmentCentre(v, a);
      const row = alignmentCentre(v, b);
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++) addModule(column + i, row + j, max(abs(i), abs(j)) !== 1);
      endPattern();
    }
}

/** Gray of the picture at module coordinates under the current projection. */
export function grayOf(u: f32, v: f32): f32 {
  const p = projection;
  const w: f32 = <f32>1 / (p.g * u + p.h * v + 1);
  return grayAt((p.a * u + p.b * v + p.c) * w, (p.d * u + p.e * v + p.f) * w);
}

/** SIMD version of `grayOf` for four places. */
export function grayOfFour(u: v128, v: v128): v128 {
  const p = projection;
  const w = f32x4.div(f32x4.splat(1), linearOfFour(p.g, p.h, 1, u, v));
  return grayAtFour(
    f32x4.mul(linearOfFour(p.a, p.b, p.c, u, v), w),
    f32x4.mul(linearOfFour(p.d, p.e, p.f, u, v), w),
  );
}

/** Correlation (-1…1) of a pattern under the current projection; `fine`: four samples a module. */
function correlatePattern(pattern: KnownPattern, fine: bool): f32 {
  const o = POINT_OFFSET;
  const samples = fine ? 4 : 1;
  let i = pattern.first;
  let sum: f32 = 0;
  let squares: f32 = 0;
  let products: f32 = 0;
  if (ASC_FEATURE_SIMD) {
    let sums = f32x4.splat(0);
    let powers = f32x4.splat(0);
    let signed = f32x4.splat(0);
    const step = fine ? 1 : 4;
    for (; i + step <= pattern.end; i += step) {
      const at = i << 2;
      let u: v128;
      let v: v128;
      let signs: v128;
      if (fine) {
        u = f32x4.add(f32x4.splat(CENTRE_U[i]), f32x4(-o, o, -o, o));
        v = f32x4.add(f32x4.splat(CENTRE_V[i]), f32x4(-o, -o, o, o));
        signs = f32x4.splat(SIGNS[i]);
      } else {
        u = v128.load(changetype<usize>(CENTRE_U) + at);
        v = v128.load(changetype<usize>(CENTRE_V) + at);
        signs = v128.load(changetype<usize>(SIGNS) + at);
      }
      const values = grayOfFour(u, v);
      sums = f32x4.add(sums, values);
      powers = f32x4.add(powers, f32x4.mul(values, values));
      signed = f32x4.add(signed, f32x4.mul(values, signs));
    }
    sum = sumOfFour(sums);
    squares = sumOfFour(powers);
    products = sumOfFour(signed);
  }
  for (; i < pattern.end; i++)
    for (let k = 0; k < samples; k++) {
      const u: f32 = !fine ? 0 : k & 1 ? o : -o;
      const v: f32 = !fine ? 0 : k & 2 ? o : -o;
      const value = grayOf(CENTRE_U[i] + u, CENTRE_V[i] + v);
      sum += value;
      squares += value * value;
      products += value * SIGNS[i];
    }
  const n = <f32>((pattern.end - pattern.first) * samples);
  const meanValue = sum / n;
  const signVariance = max<f32>(1 - pattern.meanSign * pattern.meanSign, 0.01);
  const valueVariance = max<f32>(squares / n - meanValue * meanValue, 4);
  return (products / n - pattern.meanSign * meanValue) / sqrt(signVariance * valueVariance);
}

/**
 * Mean correlation (-1…1) of the picture with the known patterns under the current projection. Each pattern
 * is correlated separately, which removes the effect of uneven light. `polarity`: 1 dark on light, -1
 * inverted. `coarse`: finder and timing patterns only, one sample a module.
 */
export function matchScore(polarity: f32, coarse: bool): f32 {
  const count = coarse ? BASIC_PATTERNS : patternCount;
  const fine = !coarse && version <= MAX_FINE_VERSION;
  let sum: f32 = 0;
  let weights: f32 = 0;
  const alignments = patternCount - BASIC_PATTERNS;
  for (let k = 0; k < count; k++) {
    const correlation = polarity * correlatePattern(patternAt(k), fine);
    if (k === TOP_TIMING) topTiming = correlation;
    else if (k === LEFT_TIMING) leftTiming = correlation;
    // The total weight of all alignment patterns is at most 3.
    const weight: f32 = k < BASIC_PATTERNS ? 1 : alignments > 3 ? 3 / <f32>alignments : 1;
    sum += correlation * weight;
    weights += weight;
  }
  return sum / weights;
}

/** Correlation (-1…1) with the top timing pattern, or with the left, vertical one, one sample a module. */
export function timingScore(polarity: f32, vertical: bool): f32 {
  return polarity * correlatePattern(patternAt(vertical ? LEFT_TIMING : TOP_TIMING), false);
}
