/**
 * Measures one frame: the drawing style of the code and its sharpness. Lengths in modules, tones from 0
 * (black) to 1 (white).
 */
import type { LocatedCode } from '@cid-elements/qr-decoder/measure';

export interface FrameNumbers {
  version: number;
  level: number | null;
  mask: number | null;
  /** Camera pixels of one module. */
  pxPerModule: number;
  /** Grey level of white minus that of black, relative to the camera's range. */
  contrast: number;
  /** Sigma of the blur, including that of the pixels. */
  blur: number;
  /** Diameter of the mark of a module, corrected for blur; 1 is a full square. */
  dotSize: number;
  /**
   * Mean tone at the centres of light and of dark modules; mean and spread at the corners between modules.
   */
  lightTone: number;
  darkTone: number;
  betweenTone: number;
  betweenSpread: number;
  /** White margin around the code, and the tone outside it; null if no edge is found within reach. */
  margin: number | null;
  frameTone: number | null;
  /** Corner radius of a finder pattern's outer edge (0 square … 3.5 circle), and of its core (0 … 1.5). */
  finderRadius: number | null;
  coreRadius: number | null;
}

type Point = readonly [u: number, v: number];

const AXES: readonly Point[] = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
];
const DIAGONALS: readonly Point[] = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
];
const FINDER = 3.5;
const CORE = 1.5;
const STEP = 0.05;
/** Search distance for the end of the margin. */
const MARGIN_REACH = 6;
/** Contrast that the end of the margin must show, relative to the code's. */
const MARGIN_DROP = 0.12;

/** A centre whose tone differs from middle grey by this much is unambiguous. */
const CLEAR = 0.35;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const ofNumbers = (values: readonly (number | null)[]) => values.filter((value) => value !== null);

export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The first position from `from` on where a profile with step STEP crosses `level`. */
function crossing(profile: readonly number[], level: number, from = 0): number | null {
  for (let i = Math.round(from / STEP) + 1; i < profile.length; i++) {
    const [before, value] = [profile[i - 1] as number, profile[i] as number];
    if (before > level !== value > level) return STEP * (i - 1 + (before - level) / (before - value));
  }
  return null;
}

const profileOf = (length: number, tone: (r: number) => number) =>
  Array.from({ length: Math.round(length / STEP) + 1 }, (_, i) => tone(i * STEP));

/** Brightness at distance `x` from the centre of a blurred disc of diameter `d`. */
function blurredDisc(x: number, d: number, sigma: number): number {
  const half = d / 2;
  const parts = 40;
  let sum = 0;
  for (let i = 0; i < parts; i++) {
    const t = half * ((2 * i + 1) / parts - 1);
    const z = Math.sqrt(half * half - t * t) / sigma;
    // Share of a normal distribution within z sigma, accurate to 0.001.
    const across = Math.tanh(0.79788 * z * (1 + 0.044715 * z * z));
    sum += across * Math.exp(-((x - t) ** 2) / (2 * sigma * sigma));
  }
  return sum * (d / parts);
}

/** The diameter of a disc that has the measured width at half brightness after blurring. */
function sharpWidth(width: number, sigma: number): number {
  // The edge of a wide dot is next to its neighbour's, so blur does not move it.
  if (width > 0.85) return width;
  let [low, high] = [0.1, 1];
  for (let i = 0; i < 20; i++) {
    const d = (low + high) / 2;
    const wide = blurredDisc(width / 2, d, sigma) > blurredDisc(0, d, sigma) / 2;
    if (wide) high = d;
    else low = d;
  }
  return (low + high) / 2;
}

export function measureFrame(code: LocatedCode): FrameNumbers | null {
  const size = 17 + 4 * code.version;
  const far = size - FINDER;
  const finders: readonly Point[] = [
    [FINDER, FINDER],
    [far, FINDER],
    [FINDER, far],
  ];
  const gray = code.grayAt;
  const black = mean(
    finders.flatMap(([u, v]) => [gray(u, v), ...AXES.map(([x, y]) => gray(u + x / 2, v + y / 2))]),
  );
  // Points beside each finder pattern, in the margin.
  const beside: readonly Point[] = [
    [FINDER, -0.7],
    [-0.7, FINDER],
    [far, -0.7],
    [size + 0.7, FINDER],
    [-0.7, far],
    [FINDER, size + 0.7],
  ];
  const white = median(beside.map(([u, v]) => gray(u, v))) as number;
  const range = white - black;
  if (range < 10) return null;
  const tone = (u: number, v: number) => (gray(u, v) - black) / range;

  const corner = code.at(FINDER, FINDER);
  const sides = [code.at(far, FINDER), code.at(FINDER, far)].map(({ x, y }) =>
    Math.hypot(x - corner.x, y - corner.y),
  );
  const pxPerModule = mean(sides) / (size - 7);

  const blur = blurOf(tone, finders, pxPerModule);
  const { width, ...tones } = modulesOf(code, size, tone);
  const { margin, frameTone } = marginOf(size, tone);
  const corners = finders.flatMap(([u, v]) => DIAGONALS.map((way) => cornerOf(tone, u, v, way)));
  return {
    version: code.version,
    level: code.level,
    mask: code.mask,
    pxPerModule,
    contrast: range / 255,
    blur,
    dotSize: sharpWidth(width, blur),
    ...tones,
    margin,
    frameTone,
    coreRadius: median(ofNumbers(corners.map(({ core }) => core))),
    finderRadius: median(ofNumbers(corners.map(({ outer }) => outer))),
  };
}

/** Measures the blur at the steepest edge between core and ring of each finder pattern. */
function blurOf(
  tone: (u: number, v: number) => number,
  finders: readonly Point[],
  pxPerModule: number,
): number {
  // The slope is measured over one pixel, whose width is subtracted again.
  const h = Math.max(0.1, 0.5 / pxPerModule);
  const sigmas = finders.flatMap(([u, v]) =>
    AXES.map(([x, y]) => {
      const at = (r: number) =>
        mean([-0.3, 0, 0.3].map((side) => tone(u + x * r + y * side, v + y * r + x * side)));
      let steepest = 0.01;
      for (let r = CORE - 0.4; r <= CORE + 0.4; r += STEP)
        steepest = Math.max(steepest, (at(r + h) - at(r - h)) / (2 * h));
      const sigma = 1 / (steepest * Math.sqrt(2 * Math.PI));
      return Math.sqrt(Math.max(0.02 ** 2, sigma * sigma - (h * h) / 3));
    }),
  );
  return median(sigmas) as number;
}

/** Compares light and dark modules along the axes from their centres outwards. */
function modulesOf(code: LocatedCode, size: number, tone: (u: number, v: number) => number) {
  const far = size - 8;
  const sums = [0, 1].map(() => ({ count: 0, profile: profileOf(1, () => 0) }));
  const between: number[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      if ((row < 8 && (column < 8 || column >= far)) || (row >= far && column < 8)) continue;
      const [u, v] = [column + 0.5, row + 0.5];
      // The decoder may have corrected this module, so an unambiguous tone takes precedence.
      const centre = tone(u, v);
      const clear = Math.abs(centre - 0.5) > CLEAR;
      const dark = (clear ? null : code.isDark(column, row)) ?? centre < 0.5;
      const sum = sums[dark ? 0 : 1] as (typeof sums)[0];
      sum.count += 1;
      for (let i = 0; i < sum.profile.length; i++)
        for (const [x, y] of AXES)
          sum.profile[i] =
            (sum.profile[i] as number) + tone(u + x * i * STEP, v + y * i * STEP) / AXES.length;
      if (column > 0 && row > 0) between.push(tone(column, row));
    }
  const [dark, light] = sums.map(({ count, profile }) =>
    profile.map((value) => value / Math.max(1, count)),
  ) as [number[], number[]];
  const difference = light.map((value, i) => value - (dark[i] as number));
  const half = crossing(difference, (difference[0] as number) / 2);
  const betweenTone = mean(between);
  return {
    width: Math.min(1, 2 * (half ?? 0.5)),
    lightTone: light[0] as number,
    darkTone: dark[0] as number,
    betweenTone,
    betweenSpread: Math.sqrt(mean(between.map((value) => (value - betweenTone) ** 2))),
  };
}

/** The end of the white margin: the mean profile of each side, from the code's edge outwards. */
function marginOf(size: number, tone: (u: number, v: number) => number) {
  const ends: number[] = [];
  const tones: number[] = [];
  for (const side of [0, 1, 2, 3]) {
    const at = (along: number, r: number) =>
      [tone(along, -r), tone(along, size + r), tone(-r, along), tone(size + r, along)][side] as number;
    const profile = profileOf(MARGIN_REACH + 1, (r) => {
      let sum = 0;
      for (let along = 1; along < size; along++) sum += at(along, r);
      return sum / (size - 1);
    });
    const ahead = Math.round(1 / STEP);
    let high = 0;
    for (let i = Math.round(0.2 / STEP); i + ahead < profile.length; i++) {
      const [value, next] = [profile[i] as number, profile[i + ahead] as number];
      high = Math.max(high, value);
      if (high - next < MARGIN_DROP || value > high - (high - next) / 2) continue;
      ends.push(i * STEP);
      tones.push(next);
      break;
    }
  }
  return ends.length < 2
    ? { margin: null, frameTone: null }
    : { margin: median(ends), frameTone: median(tones) };
}

/**
 * Corner radii of a finder pattern and of its core. A square extends further along the diagonal than a
 * circle.
 */
function cornerOf(tone: (u: number, v: number) => number, u: number, v: number, [x, y]: Point) {
  const diagonal = profileOf(5.6, (r) => tone(u + x * r * Math.SQRT1_2, v + y * r * Math.SQRT1_2));
  const radius = (reach: number, d: number) =>
    Math.min(reach, Math.max(0, (reach * Math.SQRT2 - d) / (Math.SQRT2 - 1)));
  const core = crossing(diagonal, 0.5);
  const ring = core === null ? null : crossing(diagonal, 0.5, core + STEP);
  const outer = ring === null ? null : crossing(diagonal, 0.5, ring + STEP);
  return {
    core: core === null ? null : radius(CORE, core),
    outer: outer === null ? null : radius(FINDER, outer),
  };
}
