// From a laid grid to bytes: sampling, an equalizer taught by the known patterns, format, Reed-Solomon with erasures.
import { mapX, mapY, size, version } from './grid';
import { at, colourAt, rgba } from './plane';
import { correct } from './rs';
import { alignmentAt, alignments, blocksOf, codewordsOf, parityOf } from './tables';

// Grids are (size + 2)² with the light margin around, 177 + 2 at most.
const VALUE = memory.data(128164);
const RED = memory.data(128164);
const BLUE = memory.data(128164);
const SOFT = memory.data(128164);
const SUMS = memory.data(128164);
const SQUARES = memory.data(128164);
/** 0 unknown, 1 light, 2 dark; bit 2 (4): carries no data. */
const KNOWN = memory.data(32041);
let knownOf = 0;
const FLOOR: f32 = 0.08;
let n = 0;

const MATRIX = memory.data(4800);
const WEIGHTS = memory.data(192);
const ROWBUF = memory.data(192);

const WORDS = memory.data(3712);
const DOUBT = memory.data(14848);
const BLOCK = memory.data(256);
const ERASED = memory.data(256);
const SURE = memory.data(1024);
/** Data bytes of the last success, its length, and what is known of it. */
export const OUT = memory.data(2960);
export let outLength: i32 = 0;
export let outVersion: i32 = 0;
export let outLevel: i32 = 0;
/** Natural logarithm of the chance that noise passes for this code. */
export let outChance: f64 = 0;

function mark(u: i32, v: i32, kind: i32): void {
  if (u < -1 || v < -1 || u > size || v > size) return;
  store<u8>(KNOWN + (v + 1) * n + u + 1, <u8>kind);
}

function setKnown(): void {
  n = size + 2;
  if (knownOf === version) return;
  knownOf = version;
  memory.fill(KNOWN, 0, n * n);
  for (let i = -1; i <= size; i++) {
    mark(i, -1, 4);
    mark(i, size, 4);
    mark(-1, i, 4);
    mark(size, i, 4);
  }
  for (let i = 8; i < size - 8; i++) {
    mark(i, 6, i & 1 ? 5 : 6);
    mark(6, i, i & 1 ? 5 : 6);
  }
  const count = alignments(version);
  for (let b = 0; b < count; b++)
    for (let a = 0; a < count; a++) {
      if ((a === 0 && b === 0) || (a === 0 && b === count - 1) || (a === count - 1 && b === 0)) continue;
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++)
          mark(alignmentAt(version, a) + i, alignmentAt(version, b) + j, max(abs(i), abs(j)) === 1 ? 5 : 6);
    }
  for (let f = 0; f < 3; f++) {
    const u0 = f === 1 ? size - 8 : -1;
    const v0 = f === 2 ? size - 8 : -1;
    for (let j = 0; j < 9; j++)
      for (let i = 0; i < 9; i++) {
        const u = u0 + i;
        const v = v0 + j;
        if (u < 0 || v < 0 || u >= size || v >= size) continue;
        const d = max(abs(i - 4), abs(j - 4));
        mark(u, v, d === 3 || d <= 1 ? 6 : 5);
      }
  }
  for (let i = 0; i < 9; i++) {
    if (i !== 6) {
      mark(i, 8, 4);
      mark(8, i, 4);
    }
  }
  for (let i = 0; i < 8; i++) {
    mark(size - 1 - i, 8, 4);
    mark(8, size - 1 - i, 4);
  }
  mark(8, size - 8, 6);
  if (version >= 7)
    for (let j = 0; j < 6; j++)
      for (let i = 0; i < 3; i++) {
        mark(j, size - 11 + i, 4);
        mark(size - 11 + i, j, 4);
      }
}

function local(plane: usize, radius: i32, divide: bool): void {
  // Means and spreads over a window, by summed-area tables (f32 is exact enough here: sums stay below 2^24).
  let wide = n + 1;
  for (let y = 0; y < n; y++) {
    let sum: f32 = 0;
    let square: f32 = 0;
    for (let x = 0; x < n; x++) {
      const i = (y * n + x) << 2;
      const value = load<f32>(plane + i);
      sum += value;
      square += value * value * 0.015625;
      const up = y > 0 ? i - (n << 2) : 0;
      store<f32>(SUMS + i, sum + (y > 0 ? load<f32>(SUMS + up) : 0));
      store<f32>(SQUARES + i, square + (y > 0 ? load<f32>(SQUARES + up) : 0));
    }
  }
  wide = n;
  // Where the contrast is far below the picture's own, as in a glare, there is nothing to be sure of.
  const last = (n * n - 1) << 2;
  const cells = <f32>(n * n);
  const overall = load<f32>(SUMS + last) / cells;
  const spread = sqrt(max<f32>((load<f32>(SQUARES + last) / cells) * 64 - overall * overall, 0));
  const floor: f32 = spread * FLOOR + 1;
  for (let y = 0; y < n; y++) {
    const y0 = max(0, y - radius) - 1;
    const y1 = min(n - 1, y + radius);
    for (let x = 0; x < n; x++) {
      const x0 = max(0, x - radius) - 1;
      const x1 = min(n - 1, x + radius);
      const a = (y1 * wide + x1) << 2;
      let sum = load<f32>(SUMS + a);
      let square = load<f32>(SQUARES + a);
      if (y0 >= 0) {
        sum -= load<f32>(SUMS + ((y0 * wide + x1) << 2));
        square -= load<f32>(SQUARES + ((y0 * wide + x1) << 2));
      }
      if (x0 >= 0) {
        sum -= load<f32>(SUMS + ((y1 * wide + x0) << 2));
        square -= load<f32>(SQUARES + ((y1 * wide + x0) << 2));
      }
      if (y0 >= 0 && x0 >= 0) {
        sum += load<f32>(SUMS + ((y0 * wide + x0) << 2));
        square += load<f32>(SQUARES + ((y0 * wide + x0) << 2));
      }
      const area = <f32>((y1 - y0) * (x1 - x0));
      const mean = sum / area;
      const i = (y * n + x) << 2;
      let value = load<f32>(plane + i) - mean;
      if (divide) {
        const variance = (square / area) * 64 - mean * mean;
        value = value / (sqrt(max<f32>(variance, 0)) + floor);
        value = min<f32>(max<f32>(value, -2.5), 2.5);
      }
      store<f32>(SOFT + i, value);
    }
  }
  memory.copy(plane, SOFT, n * n * 4);
}

/** Reads the picture at every module: `spread` (modules) is how far from the centre, `radius` the window of the mean. */
export function sample(spread: f32, radius: i32, colour: bool): void {
  setKnown();
  for (let v = 0; v < n; v++)
    for (let u = 0; u < n; u++) {
      const cu = <f32>u - 0.5;
      const cv = <f32>v - 0.5;
      const i = (v * n + u) << 2;
      const x = mapX(cu, cv);
      const y = mapY(cu, cv);
      let value = at(x, y) * 2;
      value += at(mapX(cu - spread, cv - spread), mapY(cu - spread, cv - spread));
      value += at(mapX(cu + spread, cv - spread), mapY(cu + spread, cv - spread));
      value += at(mapX(cu - spread, cv + spread), mapY(cu - spread, cv + spread));
      value += at(mapX(cu + spread, cv + spread), mapY(cu + spread, cv + spread));
      value *= 1.0 / 6;
      store<f32>(VALUE + i, value);
      if (colour) {
        const green = colourAt(x, y, 1);
        store<f32>(RED + i, colourAt(x, y, 0) - green);
        store<f32>(BLUE + i, colourAt(x, y, 2) - green);
      }
    }
  local(VALUE, radius, true);
  if (colour) {
    local(RED, radius, true);
    local(BLUE, radius, true);
  }
}

/** Surroundings of a module: itself, its 8 neighbours, with `wide` 12 more; a constant; with `colour` two differences. */
function gather(x: i32, y: i32, wide: bool, colour: bool): i32 {
  let k = 1;
  const i = (y * n + x) << 2;
  store<f64>(ROWBUF, <f64>load<f32>(VALUE + i));
  const reach = wide ? 2 : 1;
  for (let b = -reach; b <= reach; b++)
    for (let a = -reach; a <= reach; a++) {
      if ((a === 0 && b === 0) || abs(a) + abs(b) > 3) continue;
      const cx = min(max(x + a, 0), n - 1);
      const cy = min(max(y + b, 0), n - 1);
      store<f64>(ROWBUF + (k << 3), <f64>load<f32>(VALUE + ((cy * n + cx) << 2)));
      k++;
    }
  store<f64>(ROWBUF + (k << 3), 1);
  k++;
  if (colour) {
    store<f64>(ROWBUF + (k << 3), <f64>load<f32>(RED + i));
    store<f64>(ROWBUF + (k << 3), <f64>load<f32>(BLUE + i), 8);
    k += 2;
  }
  return k;
}

/** SOFT = values as they are: light positive. */
function plain(ink: f32): void {
  for (let i = 0; i < n * n; i++) store<f32>(SOFT + (i << 2), load<f32>(VALUE + (i << 2)) * ink);
}

/**
 * Least squares: weights of a module's 3×3 surroundings (and colour) that tell known modules best. With `again`, modules
 * that SOFT is sure of teach too.
 */
function teach(ink: f32, colour: bool, far: bool, again: bool): void {
  const taps = (far ? 22 : 10) + (colour ? 2 : 0);
  memory.fill(MATRIX, 0, 4800);
  const wide = taps + 1;
  for (let v = 1; v < n - 1; v++)
    for (let u = 1; u < n - 1; u++) {
      const kind = load<u8>(KNOWN + v * n + u) & 3;
      let target: f64;
      let weight: f64 = 1;
      if (kind) target = kind === 1 ? 1 : -1;
      else if (again) {
        const soft = load<f32>(SOFT + ((v * n + u) << 2));
        if (abs(soft) < 0.5) continue;
        target = soft > 0 ? 1 : -1;
        weight = 0.5;
      } else continue;
      gather(u, v, far, colour);
      // The prior: the module's own value, as it is.
      target -= <f64>ink * load<f64>(ROWBUF);
      for (let a = 0; a < taps; a++) {
        const value = load<f64>(ROWBUF + (a << 3)) * weight;
        const r = MATRIX + a * wide * 8;
        for (let b = a; b < taps; b++)
          store<f64>(r + (b << 3), load<f64>(r + (b << 3)) + value * load<f64>(ROWBUF + (b << 3)));
        store<f64>(r + (taps << 3), load<f64>(r + (taps << 3)) + value * target);
      }
    }
  for (let a = 0; a < taps; a++) {
    const d = MATRIX + (a * wide + a) * 8;
    store<f64>(d, load<f64>(d) + (a === 0 ? 4 : 12));
    for (let b = 0; b < a; b++)
      store<f64>(MATRIX + (a * wide + b) * 8, load<f64>(MATRIX + (b * wide + a) * 8));
  }
  // Positive definite: no pivoting.
  for (let c = 0; c < taps; c++) {
    const pivot = 1 / load<f64>(MATRIX + (c * wide + c) * 8);
    for (let r = 0; r < taps; r++) {
      if (r === c) continue;
      const factor = load<f64>(MATRIX + (r * wide + c) * 8) * pivot;
      for (let k = c; k <= taps; k++) {
        const p = MATRIX + (r * wide + k) * 8;
        store<f64>(p, load<f64>(p) - factor * load<f64>(MATRIX + (c * wide + k) * 8));
      }
    }
  }
  for (let a = 0; a < taps; a++)
    store<f64>(
      WEIGHTS + (a << 3),
      load<f64>(MATRIX + (a * wide + taps) * 8) / load<f64>(MATRIX + (a * wide + a) * 8),
    );
  store<f64>(WEIGHTS, load<f64>(WEIGHTS) + <f64>ink);
  for (let v = 0; v < n; v++)
    for (let u = 0; u < n; u++) {
      gather(u, v, far, colour);
      let sum: f64 = 0;
      for (let a = 0; a < taps; a++) sum += load<f64>(WEIGHTS + (a << 3)) * load<f64>(ROWBUF + (a << 3));
      store<f32>(SOFT + ((v * n + u) << 2), <f32>sum);
    }
}

function soft(u: i32, v: i32, mirrored: bool): f32 {
  return mirrored
    ? load<f32>(SOFT + (((u + 1) * n + v + 1) << 2))
    : load<f32>(SOFT + (((v + 1) * n + u + 1) << 2));
}

/** SOFT of the i-th format bit (14 = first), first or second copy. */
function formatBit(i: i32, copy: i32, mirrored: bool): f32 {
  let u = 8;
  let v = 8;
  if (copy === 0) {
    if (i < 6) v = i;
    else if (i === 6) v = 7;
    else if (i === 7) v = 8;
    else if (i === 8) u = 7;
    else u = 14 - i;
    if (i >= 8) v = 8;
  } else if (i < 8) u = size - 1 - i;
  else v = size - 15 + i;
  return soft(u, v, mirrored);
}

function formatCode(data: i32): i32 {
  let rem = data;
  for (let i = 0; i < 10; i++) rem = (rem << 1) ^ ((rem >> 9) * 0x537);
  return ((data << 10) | rem) ^ 0x5412;
}

let best1: i32 = 0;
let best2: i32 = 0;
let mark1: f32 = 0;
let mark2: f32 = 0;

function formats(mirrored: bool): void {
  mark1 = -1e9;
  mark2 = -1e9;
  let all: f32 = 0;
  for (let i = 0; i < 15; i++) all += abs(formatBit(i, 0, mirrored)) + abs(formatBit(i, 1, mirrored));
  for (let data = 0; data < 32; data++) {
    const code = formatCode(data);
    let sum: f32 = 0;
    for (let i = 0; i < 15; i++) {
      const sign: f32 = (code >> i) & 1 ? -1 : 1;
      const a = min<f32>(max<f32>(formatBit(i, 0, mirrored), -1.2), 1.2);
      const b = min<f32>(max<f32>(formatBit(i, 1, mirrored), -1.2), 1.2);
      sum += sign * (a + b);
    }
    sum /= all + 0.01;
    if (sum > mark1) {
      mark2 = mark1;
      best2 = best1;
      mark1 = sum;
      best1 = data;
    } else if (sum > mark2) {
      mark2 = sum;
      best2 = data;
    }
  }
}

function masked(mask: i32, u: i32, v: i32): bool {
  switch (mask) {
    case 0:
      return ((u + v) & 1) === 0;
    case 1:
      return (v & 1) === 0;
    case 2:
      return u % 3 === 0;
    case 3:
      return (u + v) % 3 === 0;
    case 4:
      return ((u / 3 + v / 2) & 1) === 0;
    case 5:
      return ((u * v) & 1) + ((u * v) % 3) === 0;
    case 6:
      return ((((u * v) & 1) + ((u * v) % 3)) & 1) === 0;
    default:
      return ((((u + v) & 1) + ((u * v) % 3)) & 1) === 0;
  }
}

/** Words from SOFT, with how sure each is of its weakest bits. */
function collect(mask: i32, mirrored: bool): void {
  const total = codewordsOf(version);
  let index = 0;
  let bit = 0;
  let word = 0;
  let least: f32 = 1e9;
  let doubt: f32 = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let k = 0; k < size; k++) {
      const v = upward ? size - 1 - k : k;
      for (let j = 0; j < 2; j++) {
        const u = right - j;
        if (load<u8>(KNOWN + (v + 1) * n + u + 1) & 4) continue;
        if (index >= total) return;
        const value = soft(u, v, mirrored);
        word = (word << 1) | (value < 0 ? 1 : 0);
        if (masked(mask, u, v)) word ^= 1;
        const sure = abs(value);
        least = min(least, sure);
        doubt += max<f32>(0, 0.5 - sure);
        bit++;
        if (bit === 8) {
          store<u8>(WORDS + index, <u8>word);
          store<f32>(DOUBT + (index << 2), doubt + 0.2 * (1 - min<f32>(least, 1)));
          index++;
          bit = 0;
          word = 0;
          least = 1e9;
          doubt = 0;
        }
      }
    }
  }
}

function logChoose(a: i32, b: i32): f64 {
  let product: f64 = 1;
  for (let i = 0; i < b; i++) product *= <f64>(a - i) / <f64>(i + 1);
  // log by squaring would be long: count bits instead, half a bit is close enough.
  let bits: f64 = 0;
  while (product >= 2) {
    product *= 0.5;
    bits++;
  }
  return (bits + (product - 1)) * 0.69;
}

/** Corrects all blocks; false where one cannot be or where chance could have done it. */
function mend(level: i32): bool {
  const total = codewordsOf(version);
  const blocks = blocksOf(version, level);
  const parity = parityOf(version, level);
  const short = total / blocks;
  const longs = total - short * blocks;
  const shortData = short - parity;
  let out = 0;
  outChance = 0;
  for (let b = 0; b < blocks; b++) {
    const isLong = b >= blocks - longs;
    const data = shortData + (isLong ? 1 : 0);
    const length = data + parity;
    let done = false;
    for (let turn = 0; turn < 7 && !done; turn++) {
      const s = turn === 0 ? 0 : turn === 6 ? parity - 3 : (parity * turn * 3) / 20;
      if (turn > 0 && s <= 0) continue;
      for (let i = 0; i < length; i++) {
        const index =
          i < shortData
            ? i * blocks + b
            : i < data
              ? shortData * blocks + b - (blocks - longs)
              : shortData * blocks + longs + (i - data) * blocks + b;
        store<u8>(BLOCK + i, load<u8>(WORDS + index));
        store<f32>(SURE + (i << 2), load<f32>(DOUBT + (index << 2)));
      }
      for (let k = 0; k < s; k++) {
        let worst: f32 = -1;
        let which = 0;
        for (let i = 0; i < length; i++) {
          const doubt = load<f32>(SURE + (i << 2));
          if (doubt > worst) {
            worst = doubt;
            which = i;
          }
        }
        store<u8>(ERASED + k, <u8>which);
        store<f32>(SURE + (which << 2), -2);
      }
      const e = correct(BLOCK, length, parity, ERASED, s);
      if (e < 0 || 2 * e + s > parity) continue;
      const chance = logChoose(length - s, e) + <f64>e * 5.541 - <f64>(parity - s) * 5.545;
      if (chance > -13) continue;
      outChance += chance;
      done = true;
    }
    if (!done) return false;
    memory.copy(OUT + out, BLOCK, data);
    out += data;
  }
  if (outChance > -18) return false;
  outLength = out;
  outVersion = version;
  outLevel = level;
  return true;
}

/** Tries what SOFT says, either way round. */
function read(): bool {
  for (let turn = 0; turn < 2; turn++) {
    const mirrored = turn === 1;
    formats(mirrored);
    if (mark1 < 0.42) continue;
    const first = best1;
    const second = best2;
    const tryBoth = mark2 > 0.42 && mark2 > mark1 - 0.35;
    collect(first & 7, mirrored);
    if (mend((first >> 3) ^ 1)) return true;
    if (tryBoth) {
      collect(second & 7, mirrored);
      if (mend((second >> 3) ^ 1)) return true;
    }
  }
  return false;
}

/** Where a module's soft value is kept, f32 each: rows of `size` + 2 with one module of margin around; light positive. */
export function softPlane(): usize {
  setKnown();
  return SOFT;
}

/** Reads what was put into `softPlane`. */
export function readSoft(): bool {
  setKnown();
  return read();
}

/** One quick reading: a clear picture needs no more. */
export function hasty(ink: f32): bool {
  sample(0.2, 4, false);
  plain(ink);
  return read();
}

/** Samples and reads in several ways; `depth` 0: two ways, 1: more, 2: all. */
export function decode(ink: f32, depth: i32): bool {
  const colour = rgba !== 0;
  const ways = depth === 0 ? 1 : depth === 1 ? 2 : 4;
  for (let way = 0; way < ways; way++) {
    const spread: f32 = way === 0 ? 0.2 : way === 1 ? 0.3 : way === 2 ? 0.08 : 0.2;
    const radius = way === 0 ? 4 : way === 1 ? 3 : way === 2 ? 6 : 2;
    sample(spread, radius, colour && (depth > 0 || true));
    plain(ink);
    if (read()) return true;
    teach(ink, colour, false, false);
    if (read()) return true;
    teach(ink, colour, false, true);
    if (read()) return true;
    if (depth > 0) {
      teach(ink, colour, true, true);
      if (read()) return true;
      teach(ink, colour, true, true);
      if (read()) return true;
    }
  }
  return false;
}
