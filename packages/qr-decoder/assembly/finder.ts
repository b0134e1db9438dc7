// Finder patterns: runs of 1:1:3:1:1 across rows, confirmed down and across, in both polarities at once.
import { stride } from './image';

/** A found pattern: centre x, y and module (f32, px of the picture), hits (i32), dark (i32: 1 normal, 0 inverted). */
export const FOUND_SIZE = 20;
const MOST = 160;
const FOUND = memory.data(3200);
let count = 0;

const RUNS = memory.data(20);
const EDGES = memory.data(32776);

export function foundCount(): i32 {
  return count;
}
export function foundAt(i: i32): usize {
  return FOUND + i * FOUND_SIZE;
}
export function forgetFound(): void {
  count = 0;
}

function fits(r0: i32, r1: i32, r2: i32, r3: i32, r4: i32): bool {
  const total = r0 + r1 + r2 + r3 + r4;
  if (total < 8) return false;
  const seven = 7;
  // Each narrow run within 0.35…1.85 modules, the wide one within 1.8…4.4: blur and glare move edges.
  const low = total * 7;
  const high = total * 37;
  const n0 = r0 * seven * 20;
  const n1 = r1 * seven * 20;
  const n3 = r3 * seven * 20;
  const n4 = r4 * seven * 20;
  if (n0 < low || n1 < low || n3 < low || n4 < low) return false;
  if (n0 > high || n1 > high || n3 > high || n4 > high) return false;
  const n2 = r2 * seven * 20;
  return n2 >= total * 36 && n2 <= total * 88;
}

/**
 * Follows the five runs through (x, y) along (dx, dy). Leaves them in RUNS; answers the shift of the middle run's
 * centre in steps ×2, or -1000000 where they do not fit.
 */
function across(bits: usize, row: i32, w: i32, h: i32, x: i32, y: i32, dx: i32, dy: i32, most: i32): i32 {
  const value = load<u8>(bits + y * row + x);
  const step = dy * row + dx;
  let ahead = 0;
  let behind = 0;
  for (let side = 0; side < 2; side++) {
    const sign = side === 0 ? 1 : -1;
    let p = bits + y * row + x;
    let cx = x;
    let cy = y;
    let now = value;
    let run = 0;
    let r0 = 0;
    let r1 = 0;
    let r2 = 0;
    while (true) {
      p += sign * step;
      cx += sign * dx;
      cy += sign * dy;
      const inside = cx >= 0 && cy >= 0 && cx < w && cy < h;
      if (inside && load<u8>(p) === now) {
        run++;
        if (run > most) return -1000000;
        continue;
      }
      if (r0 === 0 && now === value) r0 = run + 1;
      else if (r1 === 0) r1 = run + 1;
      else {
        r2 = run + 1;
        break;
      }
      if (!inside) {
        return -1000000;
      }
      now = 255 - now;
      run = 0;
    }
    // r0 counts from the start pixel, which belongs to both sides.
    if (side === 0) {
      ahead = r0 - 1;
      store<i32>(RUNS + 12, r1);
      store<i32>(RUNS + 16, r2);
    } else {
      behind = r0 - 1;
      store<i32>(RUNS + 4, r1);
      store<i32>(RUNS, r2);
    }
  }
  store<i32>(RUNS + 8, ahead + behind + 1);
  if (
    !fits(
      load<i32>(RUNS),
      load<i32>(RUNS + 4),
      load<i32>(RUNS + 8),
      load<i32>(RUNS + 12),
      load<i32>(RUNS + 16),
    )
  )
    return -1000000;
  return ahead - behind;
}

function total(): i32 {
  return (
    load<i32>(RUNS) + load<i32>(RUNS + 4) + load<i32>(RUNS + 8) + load<i32>(RUNS + 12) + load<i32>(RUNS + 16)
  );
}

function note(x: f32, y: f32, module: f32, dark: i32): void {
  let weakest = 0;
  let least = i32.MAX_VALUE;
  for (let i = 0; i < count; i++) {
    const at = foundAt(i);
    const hits = load<i32>(at, 12);
    if (hits < least) {
      least = hits;
      weakest = i;
    }
    if (load<i32>(at, 16) !== dark) continue;
    const m = load<f32>(at, 8);
    if (abs(load<f32>(at) - x) > 1.8 * m || abs(load<f32>(at, 4) - y) > 1.8 * m) continue;
    if (module > 1.7 * m || m > 1.7 * module) continue;
    const k: f32 = 1 / <f32>(hits + 1);
    store<f32>(at, load<f32>(at) + (x - load<f32>(at)) * k);
    store<f32>(at, load<f32>(at, 4) + (y - load<f32>(at, 4)) * k, 4);
    store<f32>(at, m + (module - m) * k, 8);
    store<i32>(at, hits + 1, 12);
    return;
  }
  let i = count;
  if (count < MOST) count++;
  else if (least === 1) i = weakest;
  else return;
  const at = foundAt(i);
  store<f32>(at, x);
  store<f32>(at, y, 4);
  store<f32>(at, module, 8);
  store<i32>(at, 1, 12);
  store<i32>(at, dark, 16);
}

/** Looks through every `step`-th row. A pixel of the plane is `scale` px of the picture, its corner (x0, y0). */
export function find(bits: usize, w: i32, h: i32, step: i32, scale: f32, x0: f32, y0: f32): void {
  const row = stride(w);
  const widest = min(w, 8190);
  for (let y = step >> 1; y < h; y += step) {
    const p = bits + y * row;
    let edges = 1;
    store<i32>(EDGES, 0);
    let x = 0;
    if (ASC_FEATURE_SIMD) {
      for (; x + 16 < widest; x += 16) {
        let mask = i8x16.bitmask(v128.xor(v128.load(p + x), v128.load(p + x, 1)));
        while (mask) {
          store<i32>(EDGES + (edges << 2), x + ctz(mask) + 1);
          edges++;
          mask &= mask - 1;
        }
      }
    }
    for (; x + 1 < widest; x++)
      if (load<u8>(p + x) !== load<u8>(p + x, 1)) {
        store<i32>(EDGES + (edges << 2), x + 1);
        edges++;
      }
    store<i32>(EDGES + (edges << 2), widest);
    for (let k = 0; k + 5 <= edges; k++) {
      const e = EDGES + (k << 2);
      const e0 = load<i32>(e);
      const e2 = load<i32>(e, 8);
      const e3 = load<i32>(e, 12);
      const e5 = load<i32>(e, 20);
      // The middle is the widest: most windows end here.
      const r2 = e3 - e2;
      const r1 = e2 - load<i32>(e, 4);
      const r3 = load<i32>(e, 16) - e3;
      if (r2 < r1 || r2 < r3) continue;
      if (!fits(load<i32>(e, 4) - e0, r1, r2, r3, e5 - load<i32>(e, 16))) continue;
      const cx = (e2 + e3) >> 1;
      const wide = e5 - e0;
      const shiftY = across(bits, row, w, h, cx, y, 0, 1, wide * 2);
      if (shiftY === -1000000) continue;
      const tall = total();
      if (tall * 5 < wide * 2 || tall * 2 > wide * 5) continue;
      const cy = y + (shiftY >> 1);
      if (load<u8>(bits + cy * row + cx) !== load<u8>(p + cx)) continue;
      const shiftX = across(bits, row, w, h, cx, cy, 1, 0, tall * 2);
      if (shiftX === -1000000) continue;
      const wide2 = total();
      if (tall * 5 < wide2 * 2 || tall * 2 > wide2 * 5) continue;
      const fx = <f32>cx + 0.5 + 0.5 * <f32>shiftX;
      const fy = <f32>y + 0.5 + 0.5 * <f32>shiftY;
      note(
        x0 + fx * scale,
        y0 + fy * scale,
        (<f32>(wide2 + tall) / 14) * scale,
        load<u8>(p + cx) === 255 ? 1 : 0,
      );
    }
  }
}
