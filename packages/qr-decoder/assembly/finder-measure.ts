// Measurements of a finder pattern in the gray picture: module size along a direction, and correlation.
import { F32Buffer } from './memory';
import { grayAt, grayAtFour } from './picture';
import { sumOfFour } from './simd';

/** Distance from a finder pattern's centre to its outer edge, modules. */
const FINDER_RADIUS: f32 = 3.5;
/** Minimum contrast of an edge, gray levels. */
const MIN_CONTRAST: f32 = 6;

/** Offsets of the samples across the profile, modules. */
const OUTER_OFFSET: f32 = 0.4;
const INNER_OFFSET: f32 = 0.2;

/** Weighted mean along a short line perpendicular to (dx, dy), which suppresses noise. */
function meanAcross(x: f32, y: f32, dx: f32, dy: f32, module: f32): f32 {
  const a = module * OUTER_OFFSET;
  const b = module * INNER_OFFSET;
  return (
    (grayAt(x, y) * 2 +
      grayAt(x - dy * a, y + dx * a) +
      grayAt(x + dy * a, y - dx * a) +
      grayAt(x - dy * b, y + dx * b) * 2 +
      grayAt(x + dy * b, y - dx * b) * 2) *
    0.125
  );
}

/** Gray profile along a line from a finder pattern's centre, at equal steps. */
const MAX_PROFILE_STEPS = 400;
const PROFILE = changetype<F32Buffer>(memory.data(1604));

/** Step of the profile, modules, and its minimum, px. */
const PROFILE_STEP: f32 = 0.125;
const MIN_PROFILE_STEP_PX: f32 = 0.25;
/** Length of the profile, and of its part that contains the threshold's minimum and maximum, modules. */
const PROFILE_MODULES: f32 = 5.2;
const THRESHOLD_MODULES: f64 = 2.6;
/** Gray levels: smaller differences are not interpolated. */
const MIN_INTERPOLATED: f32 = 0.01;
/** Maximum ratio of the distances to both outer edges; above it only the shorter one is used. */
const MAX_EDGE_RATIO: f32 = 1.6;
/** Minimum variance, squared gray levels, that a correlation is divided by. */
const MIN_VARIANCE: f32 = 4;

const SMOOTHED = changetype<F32Buffer>(memory.data(1604));

/** Replaces each value of the profile by the mean of the module around it. */
function smoothProfile(steps: i32, radius: i32): void {
  const share: f32 = <f32>1 / <f32>(radius * 2 + 1);
  for (let i = 0; i <= steps; i++) {
    let sum: f32 = 0;
    // The profile starts at the centre of the pattern, which is symmetrical.
    for (let k = i - radius; k <= i + radius; k++) sum += PROFILE[min(abs(k), steps)];
    SMOOTHED[i] = sum * share;
  }
  memory.copy(changetype<usize>(PROFILE), changetype<usize>(SMOOTHED), (<usize>steps + 1) << 2);
}

/**
 * Distance from a finder pattern's centre to its outer edge along (dx, dy), px; 0 if no edge is found.
 * `inDots`: the gaps between its modules are filled.
 */
function distanceToOuterEdge(
  x: f32,
  y: f32,
  dx: f32,
  dy: f32,
  module: f32,
  polarity: f32,
  inDots: bool,
): f32 {
  const step = max<f32>(module * PROFILE_STEP, MIN_PROFILE_STEP_PX);
  const steps = <i32>min<f32>((PROFILE_MODULES * module) / step, <f32>MAX_PROFILE_STEPS);
  let low: f32 = 1e9;
  let high: f32 = -1e9;
  const near = <i32>((THRESHOLD_MODULES * module) / step);
  for (let i = 0; i <= steps; i++)
    PROFILE[i] = meanAcross(x + dx * step * <f32>i, y + dy * step * <f32>i, dx, dy, module) * polarity;
  if (inDots) smoothProfile(steps, <i32>(module / (2 * step) + 0.5));
  for (let i = 0; i <= near; i++) {
    low = min(low, PROFILE[i]);
    high = max(high, PROFILE[i]);
  }
  if (high - low < MIN_CONTRAST) return 0;
  const limit = (low + high) * 0.5;
  // Dark centre, light ring, dark ring: the third transition is the outer edge.
  let phase = 0;
  let before = low;
  for (let i = 0; i <= steps; i++) {
    const value = PROFILE[i];
    const light = value > limit;
    if (light !== (phase === 1)) {
      phase++;
      if (phase === 3) {
        const part = abs(value - before) > MIN_INTERPOLATED ? (limit - before) / (value - before) : 0.5;
        return step * (<f32>i - 1 + part);
      }
    }
    before = value;
  }
  return 0;
}

function sizeAlong(x: f32, y: f32, dx: f32, dy: f32, module: f32, polarity: f32, inDots: bool): f32 {
  const a = distanceToOuterEdge(x, y, dx, dy, module, polarity, inDots);
  const b = distanceToOuterEdge(x, y, -dx, -dy, module, polarity, inDots);
  if (a > 0 && b > 0) {
    if (a > MAX_EDGE_RATIO * b) return b / FINDER_RADIUS;
    if (b > MAX_EDGE_RATIO * a) return a / FINDER_RADIUS;
    return (a + b) / (2 * FINDER_RADIUS);
  }
  return max(a, b) / FINDER_RADIUS;
}

/**
 * Sizes that are smaller than this share of the coarse one may end at a gap between separate modules. (A
 * square pattern turned by 45° has 0.7 of it.)
 */
const MIN_SOLID_RATIO: f32 = 0.85;
/** Larger ones come from the data around a turned square pattern whose rings were filled as gaps. */
const MAX_DOTS_RATIO: f32 = 1.1;

/**
 * Module size (px) of the finder pattern at (x, y) along ±(dx, dy), `module` being the coarse one; 0 if no
 * edge is found.
 */
export function moduleSizeAlong(x: f32, y: f32, dx: f32, dy: f32, module: f32, polarity: f32): f32 {
  const solid = sizeAlong(x, y, dx, dy, module, polarity, false);
  if (solid >= MIN_SOLID_RATIO * module) return solid;
  const inDots = sizeAlong(x, y, dx, dy, module, polarity, true);
  return inDots > MAX_DOTS_RATIO * module ? solid : max(solid, inDots);
}

/** Modules of a square finder pattern without its separator: 7×7. 16 are light (sign 1) and 33 dark (-1). */
const SQUARE_MODULES: f32 = 49;
const SQUARE_MEAN_SIGN: f32 = -17.0 / 49;
/**
 * Modules of the same box around a circular one, as cards draw it, without the eight that its edge crosses.
 * The light ring does not reach the corners of the 5×5 box, and the corners of the 7×7 box are outside: 16
 * are light and 25 dark.
 */
const CIRCLE_MODULES: f32 = 41;
const CIRCLE_MEAN_SIGN: f32 = -9.0 / 41;

/** Sums over the samples of one shape; `signed`: light modules minus dark ones. */
function correlationOf(sum: f32, squares: f32, signed: f32, modules: f32, meanSign: f32): f32 {
  const mean = sum / modules;
  const variance = max<f32>(squares / modules - mean * mean, MIN_VARIANCE);
  return (signed / modules - meanSign * mean) / sqrt(variance * (1 - meanSign * meanSign));
}

/**
 * Correlation (-1…1) with a square or a circular finder pattern at (x, y), the one of the larger absolute
 * value; its module axes are (ux, uy) and (vx, vy), px.
 */
export function finderCorrelation(x: f32, y: f32, ux: f32, uy: f32, vx: f32, vy: f32, polarity: f32): f32 {
  let sum: f32 = 0;
  let squares: f32 = 0;
  let signed: f32 = 0;
  let circleSum: f32 = 0;
  let circleSquares: f32 = 0;
  let circleSigned: f32 = 0;
  if (ASC_FEATURE_SIMD) {
    // Four left columns and their mirror images, which have the same signs; the middle column is counted
    // once.
    const columns = f32x4(-3, -2, -1, 0);
    const offsetX = f32x4.mul(columns, f32x4.splat(ux));
    const offsetY = f32x4.mul(columns, f32x4.splat(uy));
    const once = f32x4(1, 1, 1, 0);
    let sums = f32x4.splat(0);
    let powers = f32x4.splat(0);
    let products = f32x4.splat(0);
    let circleSums = f32x4.splat(0);
    let circlePowers = f32x4.splat(0);
    let circleProducts = f32x4.splat(0);
    for (let j = -3; j <= 3; j++) {
      const rowX = f32x4.splat(x + vx * <f32>j);
      const rowY = f32x4.splat(y + vy * <f32>j);
      const left = grayAtFour(f32x4.add(rowX, offsetX), f32x4.add(rowY, offsetY));
      const mirrored = grayAtFour(f32x4.sub(rowX, offsetX), f32x4.sub(rowY, offsetY));
      const right = f32x4.mul(mirrored, once);
      const both = f32x4.add(left, right);
      const power = f32x4.add(f32x4.mul(left, left), f32x4.mul(right, right));
      const ring = abs(j);
      const signs = ring === 3 ? f32x4.splat(-1) : ring === 2 ? f32x4(-1, 1, 1, 1) : f32x4(-1, 1, -1, -1);
      sums = f32x4.add(sums, both);
      powers = f32x4.add(powers, power);
      products = f32x4.add(products, f32x4.mul(both, signs));
      const inCircle = ring === 3 ? f32x4(1, 0, 1, 1) : ring === 2 ? f32x4(0, 1, 1, 1) : f32x4.splat(1);
      const circleSigns = ring === 3 ? f32x4(1, 0, -1, -1) : ring === 2 ? f32x4(0, -1, 1, 1) : signs;
      circleSums = f32x4.add(circleSums, f32x4.mul(both, inCircle));
      circlePowers = f32x4.add(circlePowers, f32x4.mul(power, inCircle));
      circleProducts = f32x4.add(circleProducts, f32x4.mul(both, circleSigns));
    }
    sum = sumOfFour(sums);
    squares = sumOfFour(powers);
    signed = sumOfFour(products);
    circleSum = sumOfFour(circleSums);
    circleSquares = sumOfFour(circlePowers);
    circleSigned = sumOfFour(circleProducts);
  } else
    for (let j = -3; j <= 3; j++)
      for (let i = -3; i <= 3; i++) {
        const value = grayAt(x + ux * <f32>i + vx * <f32>j, y + uy * <f32>i + vy * <f32>j);
        const ring = max(abs(i), abs(j));
        const isLight = ring === 2;
        sum += value;
        squares += value * value;
        signed += isLight ? value : -value;
        const isCorner = abs(i) === abs(j) && ring >= 2;
        if (ring === 3 && min(abs(i), abs(j)) === 2) continue;
        circleSum += value;
        circleSquares += value * value;
        circleSigned += isLight !== isCorner ? value : -value;
      }
  const square = correlationOf(sum, squares, signed, SQUARE_MODULES, SQUARE_MEAN_SIGN);
  const circle = correlationOf(circleSum, circleSquares, circleSigned, CIRCLE_MODULES, CIRCLE_MEAN_SIGN);
  return polarity * (abs(circle) > abs(square) ? circle : square);
}

/** Angles of the search, coarse over 90° (the pattern's symmetry), then fine around the best. */
const COARSE_ANGLE: f32 = 15.0 * (Mathf.PI / 180);
const COARSE_ANGLES = 6;
const FINE_ANGLE: f32 = 6.0 * (Mathf.PI / 180);
/** Module size factor of the search: glare and blur lengthen or shorten runs by about this. */
const SCALE: f32 = 1.18;
/** Early exit: minimum correlation for the search of scale and fine angle. */
const MIN_COARSE_QUALITY: f32 = 0.15;

/** A tilted pattern is longer by one of two factors along one of four directions, and shorter by it across. */
const DIRECTIONS = 4;
const DIRECTION_ANGLE: f32 = Mathf.PI / 4;
const SLIGHT_STRETCH: f32 = 1.2;
const STRONG_STRETCH: f32 = 1.45;
/** A pattern of this quality is not tilted. */
const UPRIGHT_QUALITY: f32 = 0.8;

// The current stretch: its direction as a unit vector, the factor across it, and how much larger the factor
// along it is.
let alongX: f32 = 1;
let alongY: f32 = 0;
let across: f32 = 1;
let difference: f32 = 0;

function setStretch(angle: f32, factor: f32): void {
  alongX = Mathf.cos(angle);
  alongY = Mathf.sin(angle);
  across = 1 / factor;
  difference = factor - across;
}

function correlationAtAngle(x: f32, y: f32, module: f32, angle: f32, polarity: f32): f32 {
  const c = module * Mathf.cos(angle);
  const s = module * Mathf.sin(angle);
  const u = difference * (c * alongX + s * alongY);
  const v = difference * (c * alongY - s * alongX);
  return finderCorrelation(
    x,
    y,
    c * across + u * alongX,
    s * across + u * alongY,
    v * alongX - s * across,
    c * across + v * alongY,
    polarity,
  );
}

/** Best correlation (-1…1) over all rotations, with the current stretch. */
function bestOverRotations(x: f32, y: f32, module: f32, polarity: f32): f32 {
  let best: f32 = -1;
  let angle: f32 = 0;
  for (let k = 0; k < COARSE_ANGLES; k++) {
    const candidate = <f32>k * COARSE_ANGLE;
    const quality = correlationAtAngle(x, y, module, candidate, polarity);
    if (quality > best) {
      best = quality;
      angle = candidate;
    }
  }
  if (best < MIN_COARSE_QUALITY) return best;
  let scaled = module;
  for (let direction = 0; direction < 2; direction++) {
    const candidate = direction === 0 ? module / SCALE : module * SCALE;
    const quality = correlationAtAngle(x, y, candidate, angle, polarity);
    if (quality > best) {
      best = quality;
      scaled = candidate;
    }
  }
  best = max(best, correlationAtAngle(x, y, scaled, angle - FINE_ANGLE, polarity));
  return max(best, correlationAtAngle(x, y, scaled, angle + FINE_ANGLE, polarity));
}

/** Best correlation (-1…1) with a finder pattern at (x, y), `tilted`: with one that may be tilted. */
export function finderQuality(x: f32, y: f32, module: f32, polarity: f32, tilted: bool): f32 {
  setStretch(0, 1);
  let best = bestOverRotations(x, y, module, polarity);
  if (!tilted || best >= UPRIGHT_QUALITY) return best;
  for (let k = 0; k < DIRECTIONS; k++) {
    setStretch(<f32>k * DIRECTION_ANGLE, SLIGHT_STRETCH);
    best = max(best, bestOverRotations(x, y, module, polarity));
    setStretch(<f32>k * DIRECTION_ANGLE, STRONG_STRETCH);
    best = max(best, bestOverRotations(x, y, module, polarity));
  }
  return best;
}
