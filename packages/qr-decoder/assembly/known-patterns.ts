// How well a projected grid agrees with what every code of its version has: finders, timing, alignment patterns.
import { projection } from './homography';
import { grayAt } from './picture';
import { alignmentCentre, alignmentCount, finderCellIsDark, hasAlignment, sideOf } from './symbol';

/** The version now assumed, and its modules a side. */
export let version: i32 = 0;
export let size: i32 = 0;

/** One sample of a known module: where, whether it is light (1) or dark (-1), and the pattern it belongs to. */
@unmanaged
class KnownPoint {
  u: f32;
  v: f32;
  sign: f32;
  group: i32;
}

/** Sums of one pattern's samples, for their correlation with the signs expected. */
@unmanaged
class GroupSums {
  count: f32;
  signs: f32;
  values: f32;
  squares: f32;
  products: f32;
}

const POINT_BYTES = 16;
const MAX_POINTS = 3840;
const POINTS = memory.data(61440);
const GROUP_BYTES = 20;
const GROUPS = memory.data(3072);
/** Three finders, the top and the left timing line; alignment patterns follow. */
const TOP_TIMING = 3;
const LEFT_TIMING = 4;
const BASIC_GROUPS = 5;
/** Correlations of the top and of the left timing line when the match score was last taken. */
export let topTiming: f32 = 0;
export let leftTiming: f32 = 0;
let pointCount = 0;
let groupCount = 0;
let preparedVersion = 0;
/** Points of finders and timing come first. */
let basicPointCount = 0;

/** Up to this version a module has four points; larger codes have modules enough. */
const MAX_FINE_VERSION = 12;
/** Modules from a module's centre to each of its four points. */
const POINT_OFFSET: f32 = 0.27;

function addPoint(u: f32, v: f32, sign: f32, group: i32): void {
  if (pointCount >= MAX_POINTS) return;
  const point = changetype<KnownPoint>(POINTS + pointCount * POINT_BYTES);
  point.u = u;
  point.v = v;
  point.sign = sign;
  point.group = group;
  pointCount++;
}

function addModule(column: i32, row: i32, dark: bool, group: i32, fine: bool): void {
  const sign: f32 = dark ? -1 : 1;
  const u = <f32>column + 0.5;
  const v = <f32>row + 0.5;
  if (!fine) {
    addPoint(u, v, sign, group);
    return;
  }
  addPoint(u - POINT_OFFSET, v - POINT_OFFSET, sign, group);
  addPoint(u + POINT_OFFSET, v - POINT_OFFSET, sign, group);
  addPoint(u - POINT_OFFSET, v + POINT_OFFSET, sign, group);
  addPoint(u + POINT_OFFSET, v + POINT_OFFSET, sign, group);
}

/** Assumes a version: sets `version`, `size` and the points that `matchScore` looks at. */
export function setVersion(v: i32): void {
  version = v;
  size = sideOf(v);
  if (preparedVersion === v) return;
  preparedVersion = v;
  pointCount = 0;
  const fine = v <= MAX_FINE_VERSION;
  for (let f = 0; f < 3; f++) {
    const left = f === 1 ? size - 8 : -1;
    const top = f === 2 ? size - 8 : -1;
    for (let j = 0; j < 9; j++)
      for (let i = 0; i < 9; i++) {
        const column = left + i;
        const row = top + j;
        if (column < 0 || row < 0 || column >= size || row >= size) continue;
        addModule(column, row, finderCellIsDark(i, j), f, fine);
      }
  }
  for (let i = 8; i < size - 8; i++) {
    addModule(i, 6, (i & 1) === 0, TOP_TIMING, fine);
    addModule(6, i, (i & 1) === 0, LEFT_TIMING, fine);
  }
  groupCount = BASIC_GROUPS;
  basicPointCount = pointCount;
  const n = alignmentCount(v);
  for (let b = 0; b < n; b++)
    for (let a = 0; a < n; a++) {
      if (!hasAlignment(a, b, n)) continue;
      const column = alignmentCentre(v, a);
      const row = alignmentCentre(v, b);
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++)
          addModule(column + i, row + j, max(abs(i), abs(j)) !== 1, groupCount, fine);
      groupCount++;
    }
}

/**
 * Mean correlation (-1…1) of the picture with the known patterns under the projection in force, each pattern alone so
 * that uneven light does not count. `polarity`: 1 dark on light, -1 inverted. `coarse`: finders and timing alone, one
 * sample a module.
 */
export function matchScore(polarity: f32, coarse: bool): f32 {
  memory.fill(GROUPS, 0, groupCount * GROUP_BYTES);
  const a = projection.a;
  const b = projection.b;
  const c = projection.c;
  const d = projection.d;
  const e = projection.e;
  const f = projection.f;
  const g = projection.g;
  const h = projection.h;
  const fine = version <= MAX_FINE_VERSION;
  // One point of each four, moved to the module's centre.
  const shift: f32 = coarse && fine ? POINT_OFFSET : 0;
  const step = coarse && fine ? 4 * POINT_BYTES : POINT_BYTES;
  const end = POINTS + (coarse ? basicPointCount : pointCount) * POINT_BYTES;
  for (let address = POINTS; address < end; address += step) {
    const point = changetype<KnownPoint>(address);
    const u = point.u + shift;
    const v = point.v + shift;
    const sign = point.sign;
    const w: f32 = <f32>1 / (g * u + h * v + 1);
    const value = grayAt((a * u + b * v + c) * w, (d * u + e * v + f) * w);
    const sums = changetype<GroupSums>(GROUPS + point.group * GROUP_BYTES);
    sums.count += 1;
    sums.signs += sign;
    sums.values += value;
    sums.squares += value * value;
    sums.products += value * sign;
  }
  let sum: f32 = 0;
  let weights: f32 = 0;
  const alignmentGroups = groupCount - BASIC_GROUPS;
  for (let k = 0; k < groupCount; k++) {
    const sums = changetype<GroupSums>(GROUPS + k * GROUP_BYTES);
    const n = sums.count;
    if (n === 0) continue;
    const meanSign = sums.signs / n;
    const meanValue = sums.values / n;
    const signVariance = max<f32>(1 - meanSign * meanSign, 0.01);
    const valueVariance = max<f32>(sums.squares / n - meanValue * meanValue, 4);
    const correlation =
      (polarity * (sums.products / n - meanSign * meanValue)) / sqrt(signVariance * valueVariance);
    if (k === TOP_TIMING) topTiming = correlation;
    else if (k === LEFT_TIMING) leftTiming = correlation;
    // All alignment patterns together weigh no more than three of the others.
    const weight: f32 = k < BASIC_GROUPS ? 1 : alignmentGroups > 3 ? 3 / <f32>alignmentGroups : 1;
    sum += correlation * weight;
    weights += weight;
  }
  return sum / weights;
}
