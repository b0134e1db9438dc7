// Where each module lies: a projection from module coordinates to the picture, fitted to the patterns every code has.
import { at, height, width } from './plane';
import { alignmentAt, alignments } from './tables';

// (x, y) = (h0 u + h1 v + h2, h3 u + h4 v + h5) / (h6 u + h7 v + 1)
const H = memory.data(32);
export let version: i32 = 0;
export let size: i32 = 0;

export function h(i: i32): f32 {
  return load<f32>(H + (i << 2));
}

export function mapX(u: f32, v: f32): f32 {
  return (h(0) * u + h(1) * v + h(2)) / (h(6) * u + h(7) * v + 1);
}
export function mapY(u: f32, v: f32): f32 {
  return (h(3) * u + h(4) * v + h(5)) / (h(6) * u + h(7) * v + 1);
}

const SYSTEM = memory.data(576);

/** The projection through four pairs: modules (u, v) at `from`, picture (x, y) at `to`, f32 each. */
function through(from: usize, to: usize): bool {
  for (let k = 0; k < 4; k++) {
    const u = <f64>load<f32>(from + (k << 3));
    const v = <f64>load<f32>(from + (k << 3), 4);
    const x = <f64>load<f32>(to + (k << 3));
    const y = <f64>load<f32>(to + (k << 3), 4);
    const r = SYSTEM + k * 144;
    store<f64>(r, u);
    store<f64>(r, v, 8);
    store<f64>(r, 1, 16);
    store<f64>(r, 0, 24);
    store<f64>(r, 0, 32);
    store<f64>(r, 0, 40);
    store<f64>(r, -u * x, 48);
    store<f64>(r, -v * x, 56);
    store<f64>(r, x, 64);
    store<f64>(r, 0, 72);
    store<f64>(r, 0, 80);
    store<f64>(r, 0, 88);
    store<f64>(r, u, 96);
    store<f64>(r, v, 104);
    store<f64>(r, 1, 112);
    store<f64>(r, -u * y, 120);
    store<f64>(r, -v * y, 128);
    store<f64>(r, y, 136);
  }
  for (let c = 0; c < 8; c++) {
    let best = c;
    let most: f64 = 0;
    for (let r = c; r < 8; r++) {
      const value = abs(load<f64>(SYSTEM + r * 72 + (c << 3)));
      if (value > most) {
        most = value;
        best = r;
      }
    }
    if (most < 1e-12) return false;
    for (let k = c; k < 9; k++) {
      const a = SYSTEM + c * 72 + (k << 3);
      const b = SYSTEM + best * 72 + (k << 3);
      const t = load<f64>(a);
      store<f64>(a, load<f64>(b));
      store<f64>(b, t);
    }
    const pivot = 1 / load<f64>(SYSTEM + c * 72 + (c << 3));
    for (let r = 0; r < 8; r++) {
      if (r === c) continue;
      const factor = load<f64>(SYSTEM + r * 72 + (c << 3)) * pivot;
      if (factor === 0) continue;
      for (let k = c; k < 9; k++) {
        const a = SYSTEM + r * 72 + (k << 3);
        store<f64>(a, load<f64>(a) - factor * load<f64>(SYSTEM + c * 72 + (k << 3)));
      }
    }
  }
  for (let i = 0; i < 8; i++) {
    const value = load<f64>(SYSTEM + i * 72 + 64) / load<f64>(SYSTEM + i * 72 + (i << 3));
    store<f32>(H + (i << 2), <f32>value);
  }
  return true;
}

// Samples of the known patterns: u, v, sign (f32), group (i32).
const POINTS = memory.data(61440);
const MOST_POINTS = 3840;
const GROUPS = memory.data(3072);
let points = 0;
let groups = 0;
let pointsOf = 0;
/** Points of finders and timing: they come first. */
let basic = 0;
/** Up to this version a module has four points; larger codes have modules enough. */
const FINE = 12;

function point(u: f32, v: f32, sign: f32, group: i32): void {
  if (points >= MOST_POINTS) return;
  const p = POINTS + (points << 4);
  store<f32>(p, u);
  store<f32>(p, v, 4);
  store<f32>(p, sign, 8);
  store<i32>(p, group, 12);
  points++;
}

function cross(mu: i32, mv: i32, dark: bool, group: i32, fine: bool): void {
  const sign: f32 = dark ? -1 : 1;
  const u = <f32>mu + 0.5;
  const v = <f32>mv + 0.5;
  if (!fine) {
    point(u, v, sign, group);
    return;
  }
  point(u - 0.27, v - 0.27, sign, group);
  point(u + 0.27, v - 0.27, sign, group);
  point(u - 0.27, v + 0.27, sign, group);
  point(u + 0.27, v + 0.27, sign, group);
}

/** Dark or light of the finder that starts at (u, v) of its own 9×9 box with the light margin at 0 and 8. */
function finderDark(i: i32, j: i32): bool {
  const d = max(abs(i - 4), abs(j - 4));
  return d === 3 || d <= 1;
}

/** What is known of a code of this version before anything is read. */
export function setVersion(v: i32): void {
  version = v;
  size = 17 + 4 * v;
  if (pointsOf === v) return;
  pointsOf = v;
  points = 0;
  const fine = v <= FINE;
  for (let f = 0; f < 3; f++) {
    const u0 = f === 1 ? size - 8 : -1;
    const v0 = f === 2 ? size - 8 : -1;
    for (let j = 0; j < 9; j++)
      for (let i = 0; i < 9; i++) {
        const mu = u0 + i;
        const mv = v0 + j;
        if (mu < 0 || mv < 0 || mu >= size || mv >= size) continue;
        cross(mu, mv, finderDark(i, j), f, fine);
      }
  }
  for (let i = 8; i < size - 8; i++) {
    cross(i, 6, (i & 1) === 0, 3, fine);
    cross(6, i, (i & 1) === 0, 4, fine);
  }
  groups = 5;
  basic = points;
  const n = alignments(v);
  for (let b = 0; b < n; b++)
    for (let a = 0; a < n; a++) {
      if ((a === 0 && b === 0) || (a === 0 && b === n - 1) || (a === n - 1 && b === 0)) continue;
      const cu = alignmentAt(v, a);
      const cv = alignmentAt(v, b);
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++) cross(cu + i, cv + j, max(abs(i), abs(j)) !== 1, groups, fine);
      groups++;
    }
}

/**
 * How well the picture agrees with the known patterns under the projection: correlation a group, weighted; `ink` -1
 * inverted. `coarse`: finders and timing alone, one sample a module.
 */
export function agreement(ink: f32, coarse: bool): f32 {
  memory.fill(GROUPS, 0, groups * 24);
  const h0 = h(0);
  const h1 = h(1);
  const h2 = h(2);
  const h3 = h(3);
  const h4 = h(4);
  const h5 = h(5);
  const h6 = h(6);
  const h7 = h(7);
  const fine = version <= FINE;
  const shift: f32 = coarse && fine ? 0.27 : 0;
  const step = coarse && fine ? 64 : 16;
  const end = POINTS + ((coarse ? basic : points) << 4);
  for (let p = POINTS; p < end; p += step) {
    const u = load<f32>(p) + shift;
    const v = load<f32>(p, 4) + shift;
    const s = load<f32>(p, 8);
    const w: f32 = <f32>1 / (h6 * u + h7 * v + 1);
    const value = at((h0 * u + h1 * v + h2) * w, (h3 * u + h4 * v + h5) * w);
    const g = GROUPS + load<i32>(p, 12) * 24;
    store<f32>(g, load<f32>(g) + 1);
    store<f32>(g, load<f32>(g, 4) + s, 4);
    store<f32>(g, load<f32>(g, 8) + value, 8);
    store<f32>(g, load<f32>(g, 12) + value * value, 12);
    store<f32>(g, load<f32>(g, 16) + value * s, 16);
  }
  let sum: f32 = 0;
  let weights: f32 = 0;
  const others = groups - 5;
  for (let k = 0; k < groups; k++) {
    const g = GROUPS + k * 24;
    const n = load<f32>(g);
    if (n === 0) continue;
    const ms = load<f32>(g, 4) / n;
    const mv = load<f32>(g, 8) / n;
    const vs = max<f32>(1 - ms * ms, 0.01);
    const vv = max<f32>(load<f32>(g, 12) / n - mv * mv, 4);
    const r = (ink * (load<f32>(g, 16) / n - ms * mv)) / sqrt(vs * vv);
    store<f32>(g, r, 20);
    const weight: f32 = k < 5 ? 1 : others > 3 ? 3 / <f32>others : 1;
    sum += r * weight;
    weights += weight;
  }
  return sum / weights;
}

const CORNERS = memory.data(32);
const PLACES = memory.data(32);

function corner(k: i32, u: f32, v: f32): void {
  store<f32>(CORNERS + (k << 3), u);
  store<f32>(CORNERS + (k << 3), v, 4);
}

function place(k: i32, x: f32, y: f32): void {
  store<f32>(PLACES + (k << 3), x);
  store<f32>(PLACES + (k << 3), y, 4);
}

/** Mean of a short line across (dx, dy): noise of a dim picture is not an edge. */
function broad(x: f32, y: f32, dx: f32, dy: f32, module: f32): f32 {
  const a = module * 0.4;
  const b = module * 0.2;
  return (
    (at(x, y) * 2 +
      at(x - dy * a, y + dx * a) +
      at(x + dy * a, y - dx * a) +
      at(x - dy * b, y + dx * b) * 2 +
      at(x + dy * b, y - dx * b) * 2) *
    0.125
  );
}

/** Distance from a finder's centre along a direction to its outer edge (3.5 modules), in px; 0 where it is not seen. */
function edge(x: f32, y: f32, dx: f32, dy: f32, module: f32, ink: f32): f32 {
  const step = max<f32>(module * 0.125, 0.25);
  const steps = <i32>min<f32>((5.2 * module) / step, 400);
  let low: f32 = 1e9;
  let high: f32 = -1e9;
  const near = <i32>((2.6 * module) / step);
  for (let i = 0; i <= steps; i++) {
    const value = broad(x + dx * step * <f32>i, y + dy * step * <f32>i, dx, dy, module) * ink;
    if (i <= near) {
      low = min(low, value);
      high = max(high, value);
    }
  }
  if (high - low < 6) return 0;
  const limit = (low + high) * 0.5;
  let phase = 0;
  let before = low;
  for (let i = 0; i <= steps; i++) {
    const value = broad(x + dx * step * <f32>i, y + dy * step * <f32>i, dx, dy, module) * ink;
    const light = value > limit;
    if (light !== (phase === 1)) {
      phase++;
      if (phase === 3) {
        const part = abs(value - before) > 0.01 ? (limit - before) / (value - before) : 0.5;
        return step * (<f32>i - 1 + part);
      }
    }
    before = value;
  }
  return 0;
}

/** Module size of the finder at (x, y) along a direction, both ways; 0 where it is not seen. */
export function moduleAlong(x: f32, y: f32, dx: f32, dy: f32, module: f32, ink: f32): f32 {
  const a = edge(x, y, dx, dy, module, ink);
  const b = edge(x, y, -dx, -dy, module, ink);
  if (a > 0 && b > 0) {
    if (a > 1.6 * b) return b / 3.5;
    if (b > 1.6 * a) return a / 3.5;
    return (a + b) / 7;
  }
  return max(a, b) / 3.5;
}

/** Correlation with a finder at (x, y) whose module axes are (ux, uy) and (vx, vy) px. */
export function finderAt(x: f32, y: f32, ux: f32, uy: f32, vx: f32, vy: f32, ink: f32): f32 {
  let sum: f32 = 0;
  let squares: f32 = 0;
  let signed: f32 = 0;
  for (let j = -3; j <= 3; j++)
    for (let i = -3; i <= 3; i++) {
      const value = at(x + ux * <f32>i + vx * <f32>j, y + uy * <f32>i + vy * <f32>j);
      sum += value;
      squares += value * value;
      if (max(abs(i), abs(j)) === 2) signed += value;
      else signed -= value;
    }
  // 16 light, 33 dark.
  const mean = sum * (1.0 / 49);
  const variance = max<f32>(squares * (1.0 / 49) - mean * mean, 4);
  const covariance = signed * (1.0 / 49) + (17.0 / 49) * mean;
  return (ink * covariance) / sqrt(variance * (1 - 0.347 * 0.347));
}

/** Whether three finders stand where `legs` was told, seen along its legs. */
export function plausible(ink: f32): f32 {
  const lu = sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
  const lv = sqrt((x2 - x0) * (x2 - x0) + (y2 - y0) * (y2 - y0));
  const a = sizeU / lu;
  const b = sizeV / lv;
  const ux = (x1 - x0) * a;
  const uy = (y1 - y0) * a;
  const vx = (x2 - x0) * b;
  const vy = (y2 - y0) * b;
  return (
    (finderAt(x0, y0, ux * growU, uy * growU, vx * growV, vy * growV, ink) +
      finderAt(x1, y1, ux / growU, uy / growU, vx, vy, ink) +
      finderAt(x2, y2, ux, uy, vx / growV, vy / growV, ink)) *
    (1.0 / 3)
  );
}

// What `legs` found: module size at both ends of both legs, and the legs' lengths in modules.
let growU: f32 = 0;
let growV: f32 = 0;
let sizeU: f32 = 0;
let sizeV: f32 = 0;
let x0: f32 = 0;
let y0: f32 = 0;
let x1: f32 = 0;
let y1: f32 = 0;
let x2: f32 = 0;
let y2: f32 = 0;

/** Three centres and nothing measured there. */
export function stand(ax: f32, ay: f32, bx: f32, by: f32, cx: f32, cy: f32): void {
  x0 = ax;
  y0 = ay;
  x1 = bx;
  y1 = by;
  x2 = cx;
  y2 = cy;
}

/** How much larger a module is at the corner than at the end of each leg. */
export function growthU(): f32 {
  return growU;
}
export function growthV(): f32 {
  return growV;
}
export function setGrowth(u: f32, v: f32): void {
  growU = u;
  growV = v;
}
/** Mean module of both legs, px. */
export function legModule(): f32 {
  return sqrt(sizeU * sizeV);
}

/** Lays the grid through the centres of the three finders and of the last alignment pattern: four pairs of px. */
export function placeCorners(points: usize): bool {
  const last = <f32>size - 6.5;
  corner(0, 3.5, 3.5);
  corner(1, <f32>size - 3.5, 3.5);
  corner(2, 3.5, <f32>size - 3.5);
  corner(3, last, last);
  return through(CORNERS, points);
}

/** Takes the three centres: top left, top right, bottom left. Answers the estimated side in modules, or 0. */
export function legs(
  ax: f32,
  ay: f32,
  bx: f32,
  by: f32,
  cx: f32,
  cy: f32,
  ma: f32,
  mb: f32,
  mc: f32,
  ink: f32,
): f32 {
  x0 = ax;
  y0 = ay;
  x1 = bx;
  y1 = by;
  x2 = cx;
  y2 = cy;
  const lu = sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
  const lv = sqrt((cx - ax) * (cx - ax) + (cy - ay) * (cy - ay));
  if (lu < 8 || lv < 8) return 0;
  const ux = (bx - ax) / lu;
  const uy = (by - ay) / lu;
  const vx = (cx - ax) / lv;
  const vy = (cy - ay) / lv;
  let s0 = moduleAlong(ax, ay, ux, uy, ma, ink);
  let s1 = moduleAlong(bx, by, ux, uy, mb, ink);
  let t0 = moduleAlong(ax, ay, vx, vy, ma, ink);
  let t1 = moduleAlong(cx, cy, vx, vy, mc, ink);
  const wrongU = !(s0 > 0.4 * ma && s0 < 2.5 * ma && s1 > 0.4 * mb && s1 < 2.5 * mb);
  const wrongV = !(t0 > 0.4 * ma && t0 < 2.5 * ma && t1 > 0.4 * mc && t1 < 2.5 * mc);
  if (wrongU && wrongV) {
    s0 = s1 = t0 = t1 = (ma + mb + mc) / 3;
  } else if (wrongU) {
    s0 = s1 = sqrt(t0 * t1);
  } else if (wrongV) {
    t0 = t1 = sqrt(s0 * s1);
  }
  const nu = lu / sqrt(s0 * s1);
  const nv = lv / sqrt(t0 * t1);
  sizeU = sqrt(s0 * s1);
  sizeV = sqrt(t0 * t1);
  growU = sqrt(s0 / s1);
  growV = sqrt(t0 / t1);
  // Small differences are noise of the measuring.
  if (abs(growU - 1) < 0.03) growU = 1;
  if (abs(growV - 1) < 0.03) growV = 1;
  growU = min<f32>(max<f32>(growU, 0.6), 1.6);
  growV = min<f32>(max<f32>(growV, 0.6), 1.6);
  return (nu + nv) * 0.5 + 7;
}

/** Lays the grid of the version already set through the legs' centres; `flat` ignores the perspective. */
export function lay(flat: bool): bool {
  const t = <f32>(size - 7);
  const c1: f32 = flat ? 0 : (growU - 1) / t;
  const c2: f32 = flat ? 0 : (growV - 1) / t;
  const far: f32 = (c1 + c2) * t + 1;
  if (far < 0.3) return false;
  const wu: f32 = c1 * t + 1;
  const wv: f32 = c2 * t + 1;
  corner(0, 3.5, 3.5);
  corner(1, <f32>size - 3.5, 3.5);
  corner(2, 3.5, <f32>size - 3.5);
  corner(3, <f32>size - 3.5, <f32>size - 3.5);
  place(0, x0, y0);
  place(1, x1, y1);
  place(2, x2, y2);
  place(3, (x1 * wu + x2 * wv - x0) / far, (y1 * wu + y2 * wv - y0) / far);
  return through(CORNERS, PLACES);
}

/** 5×5 pattern around (u, v): its correlation. */
function pattern(u: f32, v: f32, ink: f32): f32 {
  let sum: f32 = 0;
  let squares: f32 = 0;
  let signed: f32 = 0;
  for (let j = -2; j <= 2; j++)
    for (let i = -2; i <= 2; i++) {
      const value = at(mapX(u + <f32>i, v + <f32>j), mapY(u + <f32>i, v + <f32>j));
      sum += value;
      squares += value * value;
      if (max(abs(i), abs(j)) === 1) signed += value;
      else signed -= value;
    }
  // 8 light, 17 dark.
  const mean = sum / 25;
  const variance = max<f32>(squares / 25 - mean * mean, 4);
  const covariance = signed / 25 + (9.0 / 25) * mean;
  return (ink * covariance) / sqrt(variance * (1 - 0.36 * 0.36));
}

/** Looks for the alignment pattern near the bottom right and bends the grid to it. */
export function align(ink: f32, reach: f32): f32 {
  if (version < 2) return 0;
  const u = <f32>size - 6.5;
  let best: f32 = -1;
  let bu: f32 = 0;
  let bv: f32 = 0;
  for (let dv: f32 = -reach; dv <= reach; dv += 0.5)
    for (let du: f32 = -reach; du <= reach; du += 0.5) {
      const r = pattern(u + du, u + dv, ink) - 0.015 * (abs(du) + abs(dv));
      if (r > best) {
        best = r;
        bu = du;
        bv = dv;
      }
    }
  if (best < 0.55) return best;
  let step: f32 = 0.25;
  for (let k = 0; k < 2; k++) {
    const mu = bu;
    const mv = bv;
    for (let j = -1; j <= 1; j++)
      for (let i = -1; i <= 1; i++) {
        const r = pattern(u + mu + step * <f32>i, u + mv + step * <f32>j, ink);
        if (r > best) {
          best = r;
          bu = mu + step * <f32>i;
          bv = mv + step * <f32>j;
        }
      }
    step *= 0.5;
  }
  const x = mapX(u + bu, u + bv);
  const y = mapY(u + bu, u + bv);
  corner(3, u, u);
  place(3, x, y);
  through(CORNERS, PLACES);
  return best;
}

/**
 * Moves the four corners of the grid as long as the agreement grows. Answers the agreement. `hopeless`: what it must
 * have reached after two rounds, after the first a little less.
 */
export function refine(ink: f32, rounds: i32, hopeless: f32): f32 {
  const far = <f32>size - 3.5;
  const fx = mapX(far, far);
  const fy = mapY(far, far);
  const cx0 = mapX(3.5, 3.5);
  const cy0 = mapY(3.5, 3.5);
  const cx1 = mapX(far, 3.5);
  const cy1 = mapY(far, 3.5);
  const cx2 = mapX(3.5, far);
  const cy2 = mapY(3.5, far);
  corner(0, 3.5, 3.5);
  corner(1, far, 3.5);
  corner(2, 3.5, far);
  corner(3, far, far);
  place(0, cx0, cy0);
  place(1, cx1, cy1);
  place(2, cx2, cy2);
  place(3, fx, fy);
  if (!through(CORNERS, PLACES)) return -1;
  let best = agreement(ink, false);
  const module =
    (sqrt((cx1 - cx0) * (cx1 - cx0) + (cy1 - cy0) * (cy1 - cy0)) +
      sqrt((cx2 - cx0) * (cx2 - cx0) + (cy2 - cy0) * (cy2 - cy0))) /
    (<f32>2 * <f32>(size - 7));
  let step: f32 = module * <f32>0.4;
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (let k = 0; k < 8; k++) {
      const p = PLACES + (k << 2);
      const own = load<f32>(p);
      // The far corner is known least.
      const s = k >= 6 ? step * 2 : step;
      let sign: f32 = 1;
      let won = false;
      for (let t = 0; t < 2; t++) {
        store<f32>(p, own + sign * s);
        if (through(CORNERS, PLACES)) {
          const r = agreement(ink, false);
          if (r > best + 0.0002) {
            best = r;
            won = true;
            moved = true;
            break;
          }
        }
        sign = -1;
      }
      if (!won) store<f32>(p, own);
    }
    // What does not begin to fit does not come to fit.
    if (best < (round === 0 ? hopeless - 0.1 : hopeless)) return best;
    if (!moved) {
      step *= 0.5;
      if (step < 0.04 * module) break;
    }
  }
  through(CORNERS, PLACES);
  return agreement(ink, false);
}

/** Whether the whole grid lies in the picture, give or take two modules. */
export function inside(): bool {
  const n = <f32>size;
  const slack: f32 = (2 * max(abs(mapX(n, 0) - mapX(0, 0)), abs(mapY(n, 0) - mapY(0, 0)))) / n;
  for (let k = 0; k < 4; k++) {
    const u: f32 = k & 1 ? n : 0;
    const v: f32 = k & 2 ? n : 0;
    const w = h(6) * u + h(7) * v + 1;
    if (w < 0.1) return false;
    const x = mapX(u, v);
    const y = mapY(u, v);
    if (x < -slack || y < -slack || x > <f32>width + slack || y > <f32>height + slack) return false;
  }
  return true;
}
