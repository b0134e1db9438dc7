// How well a projected grid agrees with what every code of its version has: finders, timing, alignment patterns.
import { linearOfFour, projection } from './homography';
import { grayAt, grayAtFour } from './picture';
import { alignmentCentre, alignmentCount, finderCellIsDark, hasAlignment, sideOf } from './symbol';

/** The version now assumed, and its modules a side. */
export let version: i32 = 0;
export let size: i32 = 0;

/** A known module: its centre, whether it is light (1) or dark (-1), and the pattern it belongs to. */
@unmanaged
class KnownModule {
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

const MODULE_BYTES = 16;
const MAX_MODULES = 1920;
const MODULES = memory.data(30720);
const GROUP_BYTES = 20;
const GROUPS = memory.data(3072);
/** Three finders, the top and the left timing line; alignment patterns follow. */
const TOP_TIMING = 3;
const LEFT_TIMING = 4;
const BASIC_GROUPS = 5;
/** Correlations of the top and of the left timing line when the match score was last taken. */
export let topTiming: f32 = 0;
export let leftTiming: f32 = 0;
let moduleCount = 0;
let groupCount = 0;
let preparedVersion = 0;
/** Modules of finders and timing come first. */
let basicModuleCount = 0;

/** Up to this version a module is sampled at four points; larger codes have modules enough. */
const MAX_FINE_VERSION = 12;
/** Modules from a module's centre to each of its four points. */
const POINT_OFFSET: f32 = 0.27;

function addModule(column: i32, row: i32, dark: bool, group: i32): void {
  if (moduleCount >= MAX_MODULES) return;
  const module = changetype<KnownModule>(MODULES + moduleCount * MODULE_BYTES);
  module.u = <f32>column + 0.5;
  module.v = <f32>row + 0.5;
  module.sign = dark ? -1 : 1;
  module.group = group;
  moduleCount++;
}

/** Assumes a version: sets `version`, `size` and the modules that `matchScore` looks at. */
export function setVersion(v: i32): void {
  version = v;
  size = sideOf(v);
  if (preparedVersion === v) return;
  preparedVersion = v;
  moduleCount = 0;
  for (let f = 0; f < 3; f++) {
    const left = f === 1 ? size - 8 : -1;
    const top = f === 2 ? size - 8 : -1;
    for (let j = 0; j < 9; j++)
      for (let i = 0; i < 9; i++) {
        const column = left + i;
        const row = top + j;
        if (column < 0 || row < 0 || column >= size || row >= size) continue;
        addModule(column, row, finderCellIsDark(i, j), f);
      }
  }
  for (let i = 8; i < size - 8; i++) {
    addModule(i, 6, (i & 1) === 0, TOP_TIMING);
    addModule(6, i, (i & 1) === 0, LEFT_TIMING);
  }
  groupCount = BASIC_GROUPS;
  basicModuleCount = moduleCount;
  const n = alignmentCount(v);
  for (let b = 0; b < n; b++)
    for (let a = 0; a < n; a++) {
      if (!hasAlignment(a, b, n)) continue;
      const column = alignmentCentre(v, a);
      const row = alignmentCentre(v, b);
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++) addModule(column + i, row + j, max(abs(i), abs(j)) !== 1, groupCount);
      groupCount++;
    }
}

function addToGroup(module: KnownModule, samples: f32, values: f32, squares: f32): void {
  const sums = changetype<GroupSums>(GROUPS + module.group * GROUP_BYTES);
  sums.count += samples;
  sums.signs += samples * module.sign;
  sums.values += values;
  sums.squares += squares;
  sums.products += values * module.sign;
}

function moduleAt(i: i32): KnownModule {
  return changetype<KnownModule>(MODULES + i * MODULE_BYTES);
}

function grayOf(u: f32, v: f32): f32 {
  const p = projection;
  const w: f32 = <f32>1 / (p.g * u + p.h * v + 1);
  return grayAt((p.a * u + p.b * v + p.c) * w, (p.d * u + p.e * v + p.f) * w);
}

function grayOfFour(u: v128, v: v128): v128 {
  const p = projection;
  const w = f32x4.div(f32x4.splat(1), linearOfFour(p.g, p.h, 1, u, v));
  return grayAtFour(
    f32x4.mul(linearOfFour(p.a, p.b, p.c, u, v), w),
    f32x4.mul(linearOfFour(p.d, p.e, p.f, u, v), w),
  );
}

function sumOfFour(values: v128): f32 {
  const pairs = f32x4.add(values, v128.shuffle<f32>(values, values, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** Adds four points of each module, around its centre. */
function addFinely(count: i32): void {
  const o = POINT_OFFSET;
  for (let i = 0; i < count; i++) {
    const module = moduleAt(i);
    if (ASC_FEATURE_SIMD) {
      const values = grayOfFour(
        f32x4.add(f32x4.splat(module.u), f32x4(-o, o, -o, o)),
        f32x4.add(f32x4.splat(module.v), f32x4(-o, -o, o, o)),
      );
      addToGroup(module, 4, sumOfFour(values), sumOfFour(f32x4.mul(values, values)));
    } else {
      const a = grayOf(module.u - o, module.v - o);
      const b = grayOf(module.u + o, module.v - o);
      const c = grayOf(module.u - o, module.v + o);
      const d = grayOf(module.u + o, module.v + o);
      addToGroup(module, 4, a + b + c + d, a * a + b * b + c * c + d * d);
    }
  }
}

/** Adds the centre of each module. */
function addCoarsely(count: i32): void {
  let i = 0;
  if (ASC_FEATURE_SIMD)
    for (; i + 4 <= count; i += 4) {
      const m0 = moduleAt(i);
      const m1 = moduleAt(i + 1);
      const m2 = moduleAt(i + 2);
      const m3 = moduleAt(i + 3);
      const values = grayOfFour(f32x4(m0.u, m1.u, m2.u, m3.u), f32x4(m0.v, m1.v, m2.v, m3.v));
      addOnce(m0, f32x4.extract_lane(values, 0));
      addOnce(m1, f32x4.extract_lane(values, 1));
      addOnce(m2, f32x4.extract_lane(values, 2));
      addOnce(m3, f32x4.extract_lane(values, 3));
    }
  for (; i < count; i++) addOnce(moduleAt(i), grayOf(moduleAt(i).u, moduleAt(i).v));
}

function addOnce(module: KnownModule, value: f32): void {
  addToGroup(module, 1, value, value * value);
}

/**
 * Mean correlation (-1…1) of the picture with the known patterns under the projection in force, each pattern alone so
 * that uneven light does not count. `polarity`: 1 dark on light, -1 inverted. `coarse`: finders and timing alone, one
 * sample a module.
 */
export function matchScore(polarity: f32, coarse: bool): f32 {
  memory.fill(GROUPS, 0, groupCount * GROUP_BYTES);
  const count = coarse ? basicModuleCount : moduleCount;
  if (coarse || version > MAX_FINE_VERSION) addCoarsely(count);
  else addFinely(count);
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
