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

/** Distance from a finder pattern's centre to its outer edge along (dx, dy), px; 0 if no edge is found. */
function distanceToOuterEdge(x: f32, y: f32, dx: f32, dy: f32, module: f32, polarity: f32): f32 {
  const step = max<f32>(module * PROFILE_STEP, MIN_PROFILE_STEP_PX);
  const steps = <i32>min<f32>((PROFILE_MODULES * module) / step, <f32>MAX_PROFILE_STEPS);
  let low: f32 = 1e9;
  let high: f32 = -1e9;
  const near = <i32>((THRESHOLD_MODULES * module) / step);
  for (let i = 0; i <= steps; i++) {
    const value = meanAcross(x + dx * step * <f32>i, y + dy * step * <f32>i, dx, dy, module) * polarity;
    PROFILE[i] = value;
    if (i <= near) {
      low = min(low, value);
      high = max(high, value);
    }
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

/** Module size (px) of the finder pattern at (x, y) along ±(dx, dy); 0 if no edge is found. */
export function moduleSizeAlong(x: f32, y: f32, dx: f32, dy: f32, module: f32, polarity: f32): f32 {
  const a = distanceToOuterEdge(x, y, dx, dy, module, polarity);
  const b = distanceToOuterEdge(x, y, -dx, -dy, module, polarity);
  if (a > 0 && b > 0) {
    if (a > MAX_EDGE_RATIO * b) return b / FINDER_RADIUS;
    if (b > MAX_EDGE_RATIO * a) return a / FINDER_RADIUS;
    return (a + b) / (2 * FINDER_RADIUS);
  }
  return max(a, b) / FINDER_RADIUS;
}

/** Modules of a finder pattern without its separator: 7×7. */
const FINDER_MODULES: f32 = 49;
/** Mean sign of its 16 light (1) and 33 dark (-1) modules. */
const FINDER_MEAN_SIGN: f32 = -17.0 / 49;

/** Correlation (-1…1) with a finder pattern at (x, y) whose module axes are (ux, uy) and (vx, vy), px. */
export function finderCorrelation(x: f32, y: f32, ux: f32, uy: f32, vx: f32, vy: f32, polarity: f32): f32 {
  let sum: f32 = 0;
  let squares: f32 = 0;
  // Sum of the light ring's modules minus the sum of all others.
  let signed: f32 = 0;
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
    for (let j = -3; j <= 3; j++) {
      const rowX = f32x4.splat(x + vx * <f32>j);
      const rowY = f32x4.splat(y + vy * <f32>j);
      const left = grayAtFour(f32x4.add(rowX, offsetX), f32x4.add(rowY, offsetY));
      const mirrored = grayAtFour(f32x4.sub(rowX, offsetX), f32x4.sub(rowY, offsetY));
      const right = f32x4.mul(mirrored, once);
      const both = f32x4.add(left, right);
      const ring = abs(j);
      const signs = ring === 3 ? f32x4.splat(-1) : ring === 2 ? f32x4(-1, 1, 1, 1) : f32x4(-1, 1, -1, -1);
      sums = f32x4.add(sums, both);
      powers = f32x4.add(powers, f32x4.add(f32x4.mul(left, left), f32x4.mul(right, right)));
      products = f32x4.add(products, f32x4.mul(both, signs));
    }
    sum = sumOfFour(sums);
    squares = sumOfFour(powers);
    signed = sumOfFour(products);
  } else
    for (let j = -3; j <= 3; j++)
      for (let i = -3; i <= 3; i++) {
        const value = grayAt(x + ux * <f32>i + vx * <f32>j, y + uy * <f32>i + vy * <f32>j);
        sum += value;
        squares += value * value;
        if (max(abs(i), abs(j)) === 2) signed += value;
        else signed -= value;
      }
  const mean = sum / FINDER_MODULES;
  const variance = max<f32>(squares / FINDER_MODULES - mean * mean, MIN_VARIANCE);
  const covariance = signed / FINDER_MODULES - FINDER_MEAN_SIGN * mean;
  return (polarity * covariance) / sqrt(variance * (1 - FINDER_MEAN_SIGN * FINDER_MEAN_SIGN));
}

/** Angles of the search, coarse over 90° (the pattern's symmetry), then fine around the best. */
const COARSE_ANGLE: f32 = 15.0 * (Mathf.PI / 180);
const COARSE_ANGLES = 6;
const FINE_ANGLE: f32 = 6.0 * (Mathf.PI / 180);
/** Module size factor of the search: glare and blur lengthen or shorten runs by about this. */
const SCALE: f32 = 1.18;
/** Early exit: minimum correlation for the search of scale and fine angle. */
const MIN_COARSE_QUALITY: f32 = 0.15;

function correlationAtAngle(x: f32, y: f32, module: f32, angle: f32, polarity: f32): f32 {
  const c = module * Mathf.cos(angle);
  const s = module * Mathf.sin(angle);
  return finderCorrelation(x, y, c, s, -s, c, polarity);
}

/** Best correlation (-1…1) with a finder pattern at (x, y) over all rotations. */
export function finderQuality(x: f32, y: f32, module: f32, polarity: f32): f32 {
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
