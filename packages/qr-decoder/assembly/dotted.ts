// Codes whose modules are small dots over a photograph: only the finder patterns are solid. A module tells its bit by the
// difference between its centre and its edges, whatever the photograph shows there.
import { readSoftModules as readSoft, softModules as softPlane } from './decode';
import {
  perspectiveU as growthU,
  perspectiveV as growthV,
  gridIsInside as inside,
  fitGrid as lay,
  fitGridThrough as placeCorners,
  setPerspective as setGrowth,
} from './grid';
import { coefficient as h, mapX, mapY } from './homography';
import { setVersion, size, version } from './known-patterns';
import { grayAt as at } from './picture';
import { alignmentCentre as alignmentAt } from './symbol';

/** Versions that a dotted code may have: more modules than this are never dots that a camera can tell apart. */
const MIN_VERSION = 2;
const MAX_VERSION = 10;

/** f32 a module: centre minus edges, edges, corners minus edges, and the mean contrast around. */
const CONTRAST = memory.data(12996);
const EDGES = memory.data(12996);
const CURVE = memory.data(12996);
const AROUND = memory.data(12996);
/** What is known of a module before anything is read: 0 data, 1 light dot, 2 dark dot, 3 solid, 4 format. */
const KIND = memory.data(3249);
let kindOf = 0;

function setKind(u: i32, v: i32, kind: i32): void {
  if (u >= 0 && v >= 0 && u < size && v < size) store<u8>(KIND + v * size + u, <u8>kind);
}

function markKinds(): void {
  if (kindOf === version) return;
  kindOf = version;
  memory.fill(KIND, 0, size * size);
  for (let i = 8; i < size - 8; i++) {
    setKind(i, 6, i & 1 ? 1 : 2);
    setKind(6, i, i & 1 ? 1 : 2);
  }
  const last = version >= 7 ? 3 : 2;
  for (let b = 0; b < last; b++)
    for (let a = 0; a < last; a++) {
      const cu = alignmentAt(version, a);
      const cv = alignmentAt(version, b);
      if ((cu === 6 && cv === 6) || (cu === 6 && cv > size - 9) || (cv === 6 && cu > size - 9)) continue;
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++) setKind(cu + i, cv + j, max(abs(i), abs(j)) === 1 ? 1 : 2);
    }
  for (let i = 0; i < 9; i++) {
    setKind(i, 8, 4);
    setKind(8, i, 4);
    setKind(size - 1 - i, 8, 4);
    setKind(8, size - 1 - i, 4);
  }
  setKind(6, 8, 2);
  setKind(8, 6, 2);
  for (let j = 0; j < 8; j++)
    for (let i = 0; i < 8; i++) {
      setKind(i, j, 3);
      setKind(size - 1 - i, j, 3);
      setKind(i, size - 1 - j, 3);
    }
  if (version >= 7)
    for (let j = 0; j < 6; j++)
      for (let i = 0; i < 3; i++) {
        setKind(j, size - 11 + i, 4);
        setKind(size - 11 + i, j, 4);
      }
}

let edgeMean: f32 = 0;

/** Centre minus the mean of the four edges of the module whose centre is (u, v); leaves that mean in `edgeMean`. */
function dotAt(u: f32, v: f32): f32 {
  const w: f32 = <f32>1 / (h(6) * u + h(7) * v + 1);
  const x = (h(0) * u + h(1) * v + h(2)) * w;
  const y = (h(3) * u + h(4) * v + h(5)) * w;
  const ux = (h(0) - h(6) * x) * w * 0.5;
  const uy = (h(3) - h(6) * y) * w * 0.5;
  const vx = (h(1) - h(7) * x) * w * 0.5;
  const vy = (h(4) - h(7) * y) * w * 0.5;
  edgeMean = (at(x + ux, y + uy) + at(x - ux, y - uy) + at(x + vx, y + vy) + at(x - vx, y - vy)) * 0.25;
  return at(x, y) - edgeMean;
}

/** How well dots along one timing line alternate, -1 to 1: each is set against its two neighbours. */
function timingScore(vertical: bool): f32 {
  let before: f32 = 0;
  let here: f32 = 0;
  let sum: f32 = 0;
  let all: f32 = 1;
  for (let i = 8; i < size - 8; i++) {
    const along = <f32>i + 0.5;
    const next = vertical ? dotAt(6.5, along) : dotAt(along, 6.5);
    if (i >= 10) {
      // `here` is module i - 1: light where i is even.
      const difference = here - (before + next) * 0.5;
      sum += i & 1 ? -difference : difference;
      all += abs(difference);
    }
    before = here;
    here = next;
  }
  return sum / all;
}

/** How well a 5×5 alignment pattern of dots around (u, v) agrees, -1 to 1. */
function alignmentScore(u: f32, v: f32): f32 {
  let sum: f32 = 0;
  let squares: f32 = 0;
  let signed: f32 = 0;
  for (let j = -2; j <= 2; j++)
    for (let i = -2; i <= 2; i++) {
      const value = dotAt(u + <f32>i, v + <f32>j);
      sum += value;
      squares += value * value;
      if (max(abs(i), abs(j)) === 1) signed += value;
      else signed -= value;
    }
  // 8 light, 17 dark.
  const mean = sum * (1.0 / 25);
  const variance = max<f32>(squares * (1.0 / 25) - mean * mean, 1);
  return (signed * (1.0 / 25) + (9.0 / 25) * mean) / sqrt(variance * (1 - 0.36 * 0.36));
}

/** Mean contrast of the dots: it is largest where the grid lies on them. `step`: every how many modules. */
function dotEnergy(step: i32): f32 {
  let sum: f32 = 0;
  let count: f32 = 0;
  for (let v = 0; v < size; v++)
    for (let u = (v * 2) % step; u < size; u += step) {
      if (load<u8>(KIND + v * size + u) === 3) continue;
      sum += min<f32>(abs(dotAt(<f32>u + 0.5, <f32>v + 0.5)), 60);
      count++;
    }
  // What is known counts with its sign.
  for (let i = 8; i < size - 8; i++) {
    const sign: f32 = i & 1 ? 1 : -1;
    sum += 1.5 * sign * (dotAt(<f32>i + 0.5, 6.5) + dotAt(6.5, <f32>i + 0.5));
    count += 3;
  }
  const c = <f32>size - 6.5;
  for (let j = -2; j <= 2; j++)
    for (let i = -2; i <= 2; i++) {
      const sign: f32 = max(abs(i), abs(j)) === 1 ? 1 : -1;
      sum += 1.5 * sign * dotAt(c + <f32>i, c + <f32>j);
      count += 1.5;
    }
  return sum / count;
}

/** The perspective along both legs at which the timing dots alternate best; answers the worse of both scores. */
function fitTiming(): f32 {
  const startU = growthU();
  const startV = growthV();
  let bestU: f32 = -1;
  let bestV: f32 = -1;
  let u = startU;
  let v = startV;
  for (let round = 0; round < 2; round++) {
    bestU = -1;
    const fromU = u;
    for (let k = -4; k <= 4; k++) {
      const g = (round === 0 ? <f32>1 : fromU) * (1 + <f32>k * (round === 0 ? <f32>0.06 : <f32>0.02));
      setGrowth(g, v);
      if (!lay(false) || !inside()) continue;
      const r = timingScore(false);
      if (r > bestU) {
        bestU = r;
        u = g;
      }
    }
    bestV = -1;
    const fromV = v;
    for (let k = -4; k <= 4; k++) {
      const g = (round === 0 ? <f32>1 : fromV) * (1 + <f32>k * (round === 0 ? <f32>0.06 : <f32>0.02));
      setGrowth(u, g);
      if (!lay(false) || !inside()) continue;
      const r = timingScore(true);
      if (r > bestV) {
        bestV = r;
        v = g;
      }
    }
    if (min(bestU, bestV) < 0.2) break;
  }
  setGrowth(u, v);
  if (!lay(false)) {
    setGrowth(startU, startV);
    return -1;
  }
  return min(bestU, bestV);
}

// Px of the grid's four known places: the centres of the finders and of the alignment pattern.
const POINTS = memory.data(32);

function keepPoints(): void {
  const far = <f32>size - 3.5;
  const last = <f32>size - 6.5;
  for (let k = 0; k < 4; k++) {
    const u: f32 = k === 0 || k === 2 ? 3.5 : k === 1 ? far : last;
    const v: f32 = k === 0 || k === 1 ? 3.5 : k === 2 ? far : last;
    store<f32>(POINTS + (k << 3), mapX(u, v));
    store<f32>(POINTS + (k << 3), mapY(u, v), 4);
  }
}

/** Bends the grid to the alignment pattern, looked for within `reach` modules. Answers how well it agrees. */
function bendToAlignment(reach: f32): f32 {
  const u = <f32>size - 6.5;
  let best: f32 = -1;
  let bu: f32 = 0;
  let bv: f32 = 0;
  for (let dv: f32 = -reach; dv <= reach; dv += 0.25)
    for (let du: f32 = -reach; du <= reach; du += 0.25) {
      const r = alignmentScore(u + du, u + dv) - 0.03 * (abs(du) + abs(dv));
      if (r > best) {
        best = r;
        bu = du;
        bv = dv;
      }
    }
  if (best < 0.4) return best;
  const x = mapX(u + bu, u + bv);
  const y = mapY(u + bu, u + bv);
  keepPoints();
  store<f32>(POINTS, x, 24);
  store<f32>(POINTS, y, 28);
  placeCorners(POINTS);
  return best;
}

/** Moves the four places as long as the dots stand out more. */
function fitDots(modulePx: f32): f32 {
  keepPoints();
  placeCorners(POINTS);
  let best = dotEnergy(3);
  let step: f32 = 0.3 * modulePx;
  for (let round = 0; round < 7; round++) {
    let moved = false;
    const sparse = round < 4 ? 3 : 1;
    if (round === 4) best = dotEnergy(1);
    for (let k = 0; k < 8; k++) {
      const p = POINTS + (k << 2);
      const own = load<f32>(p);
      // The finders are seen well, the far corner is not.
      const s: f32 = k >= 6 ? step : step * 0.35;
      let won = false;
      for (let turn = 0; turn < 2; turn++) {
        store<f32>(p, own + (turn === 0 ? s : -s));
        if (placeCorners(POINTS)) {
          const r = dotEnergy(sparse);
          if (r > best) {
            best = r;
            won = true;
            moved = true;
            break;
          }
        }
      }
      if (!won) store<f32>(p, own);
    }
    if (!moved) {
      step *= 0.5;
      if (step < 0.04 * modulePx) break;
    }
  }
  placeCorners(POINTS);
  return best;
}

let rms: f32 = 1;

/** Reads the picture at every module of the grid. */
function sampleDots(modulePx: f32): void {
  const spread: f32 = modulePx > 4 ? 0.1 : 0.06;
  let squares: f32 = 0;
  let count: f32 = 0;
  for (let v = 0; v < size; v++)
    for (let u = 0; u < size; u++) {
      const i = (v * size + u) << 2;
      const cu = <f32>u + 0.5;
      const cv = <f32>v + 0.5;
      const w: f32 = <f32>1 / (h(6) * cu + h(7) * cv + 1);
      const x = (h(0) * cu + h(1) * cv + h(2)) * w;
      const y = (h(3) * cu + h(4) * cv + h(5)) * w;
      const ux = (h(0) - h(6) * x) * w;
      const uy = (h(3) - h(6) * y) * w;
      const vx = (h(1) - h(7) * x) * w;
      const vy = (h(4) - h(7) * y) * w;
      const px = ux * spread;
      const py = uy * spread;
      const qx = vx * spread;
      const qy = vy * spread;
      const centre =
        (at(x, y) * 2 + at(x + px, y + py) + at(x - px, y - py) + at(x + qx, y + qy) + at(x - qx, y - qy)) *
        (1.0 / 6);
      let edges: f32 = 0;
      for (let k = 0; k < 2; k++) {
        const t: f32 = k === 0 ? 0.1 : -0.1;
        edges +=
          at(x + ux * 0.5 + vx * t, y + uy * 0.5 + vy * t) +
          at(x - ux * 0.5 + vx * t, y - uy * 0.5 + vy * t) +
          at(x + vx * 0.5 + ux * t, y + vy * 0.5 + uy * t) +
          at(x - vx * 0.5 + ux * t, y - vy * 0.5 + uy * t);
      }
      edges *= 0.125;
      const corners =
        (at(x + (ux + vx) * 0.5, y + (uy + vy) * 0.5) +
          at(x - (ux + vx) * 0.5, y - (uy + vy) * 0.5) +
          at(x + (ux - vx) * 0.5, y + (uy - vy) * 0.5) +
          at(x - (ux - vx) * 0.5, y - (uy - vy) * 0.5)) *
        0.25;
      const solid = load<u8>(KIND + v * size + u) === 3;
      store<f32>(CONTRAST + i, solid ? 0 : centre - edges);
      store<f32>(EDGES + i, edges);
      store<f32>(CURVE + i, solid ? 0 : corners - edges);
      if (!solid) {
        squares += (centre - edges) * (centre - edges);
        count++;
      }
    }
  rms = sqrt(squares / count) + 0.5;
  // The mean contrast around: half of the dots are dark, so this is what the photograph's own tone does to it.
  for (let v = 0; v < size; v++)
    for (let u = 0; u < size; u++) {
      let sum: f32 = 0;
      let n: f32 = 0;
      for (let b = max(0, v - 2); b <= min(size - 1, v + 2); b++)
        for (let a = max(0, u - 2); a <= min(size - 1, u + 2); a++) {
          if (load<u8>(KIND + b * size + a) === 3) continue;
          sum += load<f32>(CONTRAST + ((b * size + a) << 2));
          n++;
        }
      store<f32>(AROUND + ((v * size + u) << 2), n > 0 ? sum / n : 0);
    }
}

const TAPS = 8;
const ROW = memory.data(64);
const MATRIX = memory.data(576);
const WEIGHTS = memory.data(64);

/** What a module tells, in units of the dots' own contrast. */
function gather(u: i32, v: i32): void {
  const i = (v * size + u) << 2;
  const k: f32 = <f32>1 / rms;
  const left = u > 0 ? i - 4 : i;
  const right = u < size - 1 ? i + 4 : i;
  const up = v > 0 ? i - (size << 2) : i;
  const down = v < size - 1 ? i + (size << 2) : i;
  store<f64>(ROW, <f64>(load<f32>(CONTRAST + i) * k));
  store<f64>(ROW, <f64>(load<f32>(CURVE + i) * k), 8);
  store<f64>(ROW, <f64>((load<f32>(EDGES + i) - 128) * (1.0 / 64)), 16);
  store<f64>(ROW, <f64>((load<f32>(CONTRAST + left) + load<f32>(CONTRAST + right)) * 0.5 * k), 24);
  store<f64>(ROW, <f64>((load<f32>(CONTRAST + up) + load<f32>(CONTRAST + down)) * 0.5 * k), 32);
  store<f64>(ROW, <f64>(load<f32>(AROUND + i) * k), 40);
  store<f64>(
    ROW,
    <f64>(
      (((load<f32>(EDGES + left) +
        load<f32>(EDGES + right) +
        load<f32>(EDGES + up) +
        load<f32>(EDGES + down)) *
        0.25 -
        load<f32>(EDGES + i)) *
        k)
    ),
    48,
  );
  store<f64>(ROW, 1, 56);
}

function softAddress(u: i32, v: i32): usize {
  return softPlane() + (((v + 1) * (size + 2) + u + 1) << 2);
}

function fillSoft(): void {
  for (let v = 0; v < size; v++)
    for (let u = 0; u < size; u++) {
      gather(u, v);
      let sum: f64 = 0;
      for (let a = 0; a < TAPS; a++) sum += load<f64>(WEIGHTS + (a << 3)) * load<f64>(ROW + (a << 3));
      store<f32>(softAddress(u, v), <f32>sum);
    }
}

/** The weights before anything is learned: the contrast against the mean contrast around. */
function plainWeights(curve: f64, around: f64): void {
  memory.fill(WEIGHTS, 0, 64);
  store<f64>(WEIGHTS, 1);
  store<f64>(WEIGHTS, curve, 8);
  store<f64>(WEIGHTS, around, 40);
}

/** Least squares around the present weights, by what is known and by the modules that SOFT is sure of. */
function trainWeights(prior: f64, least: f32): void {
  memory.fill(MATRIX, 0, 576);
  const wide = TAPS + 1;
  for (let v = 0; v < size; v++)
    for (let u = 0; u < size; u++) {
      const kind = load<u8>(KIND + v * size + u);
      if (kind === 3) continue;
      let target: f64;
      let weight: f64 = 1;
      if (kind === 1 || kind === 2) target = kind === 1 ? 1 : -1;
      else {
        const soft = load<f32>(softAddress(u, v));
        if (abs(soft) < least) continue;
        target = soft > 0 ? 1 : -1;
        weight = 0.5;
      }
      gather(u, v);
      let error = target;
      for (let a = 0; a < TAPS; a++) error -= load<f64>(WEIGHTS + (a << 3)) * load<f64>(ROW + (a << 3));
      for (let a = 0; a < TAPS; a++) {
        const value = load<f64>(ROW + (a << 3)) * weight;
        const r = MATRIX + a * wide * 8;
        for (let b = 0; b < TAPS; b++)
          store<f64>(r + (b << 3), load<f64>(r + (b << 3)) + value * load<f64>(ROW + (b << 3)));
        store<f64>(r + (TAPS << 3), load<f64>(r + (TAPS << 3)) + value * error);
      }
    }
  for (let a = 0; a < TAPS; a++) {
    const d = MATRIX + (a * wide + a) * 8;
    store<f64>(d, load<f64>(d) + prior);
  }
  for (let c = 0; c < TAPS; c++) {
    const pivot = 1 / load<f64>(MATRIX + (c * wide + c) * 8);
    for (let r = 0; r < TAPS; r++) {
      if (r === c) continue;
      const factor = load<f64>(MATRIX + (r * wide + c) * 8) * pivot;
      for (let k = c; k <= TAPS; k++) {
        const p = MATRIX + (r * wide + k) * 8;
        store<f64>(p, load<f64>(p) - factor * load<f64>(MATRIX + (c * wide + k) * 8));
      }
    }
  }
  for (let a = 0; a < TAPS; a++)
    store<f64>(
      WEIGHTS + (a << 3),
      load<f64>(WEIGHTS + (a << 3)) +
        load<f64>(MATRIX + (a * wide + TAPS) * 8) / load<f64>(MATRIX + (a * wide + a) * 8),
    );
}

/** Soft values in several ways, each read. */
function decodeDots(modulePx: f32, depth: i32): bool {
  sampleDots(modulePx);
  plainWeights(0, -1);
  fillSoft();
  if (readSoft()) return true;
  trainWeights(20, 0.6);
  fillSoft();
  if (readSoft()) return true;
  for (let k = 0; k < 2; k++) {
    trainWeights(10, 0.5);
    fillSoft();
    if (readSoft()) return true;
  }
  if (depth === 0) return false;
  plainWeights(0, 0);
  fillSoft();
  if (readSoft()) return true;
  for (let k = 0; k < 3; k++) {
    trainWeights(5, 0.4);
    fillSoft();
    if (readSoft()) return true;
  }
  return false;
}

/** The best timing score of any grid tried since this was 0: above 0.6 a dotted code is there. */
export let dottedScore: f32 = 0;
export function forgetDotted(): void {
  dottedScore = 0;
}

/** Tries the three finders that `legs` was told as those of a dotted code of about `side` modules. */
export function readDotted(side: f32, modulePx: f32, depth: i32): bool {
  const middle = <i32>Mathf.floor((side - 17) / 4 + 0.5);
  const u = growthU();
  const v = growthV();
  let best: f32 = -1;
  let bestVersion = 0;
  let bestU: f32 = 1;
  let bestV: f32 = 1;
  for (let candidate = max(MIN_VERSION, middle - 1); candidate <= min(MAX_VERSION, middle + 1); candidate++) {
    setVersion(candidate);
    setGrowth(u, v);
    const score = fitTiming() - 0.02 * <f32>abs(candidate - middle);
    if (score > best) {
      best = score;
      bestVersion = candidate;
      bestU = growthU();
      bestV = growthV();
    }
  }
  dottedScore = max(dottedScore, best);
  setGrowth(u, v);
  if (best < 0.3) return false;
  setVersion(bestVersion);
  markKinds();
  setGrowth(bestU, bestV);
  lay(false);
  setGrowth(u, v);
  bendToAlignment(1.5);
  fitDots(modulePx);
  return decodeDots(modulePx, depth);
}
