// The picture that grids are fitted to: gray, and RGBA if it has colour.

export let gray: usize = 0;
export let width: i32 = 0;
export let height: i32 = 0;
/** 0 if the picture has only gray. */
export let rgba: usize = 0;

/** px: minimum distance of samples from the right and lower edge, so that the next pixel and row exist. */
const EDGE: f32 = 0.01;
let lastX: f32 = 0;
let lastY: f32 = 0;

export function setPicture(grayAddress: usize, w: i32, h: i32, rgbaAddress: usize): void {
  gray = grayAddress;
  width = w;
  height = h;
  rgba = rgbaAddress;
  lastX = max<f32>(<f32>(w - 1) - EDGE, 0);
  lastY = max<f32>(<f32>(h - 1) - EDGE, 0);
}

/** Bilinear gray at (x, y), pixel centres at .5; coordinates are clamped to the picture. */
export function grayAt(x: f32, y: f32): f32 {
  const fx = min<f32>(max<f32>(x - 0.5, 0), lastX);
  const fy = min<f32>(max<f32>(y - 0.5, 0), lastY);
  const ix = <i32>fx;
  const iy = <i32>fy;
  const dx = fx - <f32>ix;
  const dy = fy - <f32>iy;
  const p = gray + iy * width + ix;
  // Loads two pixels. Alignment 1, because wasm2js rounds odd addresses of aligned loads down.
  const upper = <i32>load<u16>(p, 0, 1);
  const lower = <i32>load<u16>(p + width, 0, 1);
  const a = <f32>(upper & 255);
  const c = <f32>(lower & 255);
  const top = a + (<f32>(upper >> 8) - a) * dx;
  return top + (c + (<f32>(lower >> 8) - c) * dx - top) * dy;
}

/** 1.5 · 2^23: an f32 added to it is rounded to an integer, the difference of the bit patterns. */
const ROUNDER: f32 = 12582912;

/** Bilinear gray at four points: SIMD version of `grayAt`. */
export function grayAtFour(x: v128, y: v128): v128 {
  const zero = f32x4.splat(0);
  const half = f32x4.splat(0.5);
  // pmin and pmax are one instruction each; NaN becomes 0.
  const fx = f32x4.pmin(f32x4.splat(lastX), f32x4.pmax(zero, f32x4.sub(x, half)));
  const fy = f32x4.pmin(f32x4.splat(lastY), f32x4.pmax(zero, f32x4.sub(y, half)));
  // Rounded down by the addition. An integer may be rounded to the one below, with a fraction of 1, which
  // interpolates to the same value.
  const roundedX = f32x4.add(f32x4.sub(fx, half), f32x4.splat(ROUNDER));
  const roundedY = f32x4.add(f32x4.sub(fy, half), f32x4.splat(ROUNDER));
  const dx = f32x4.sub(fx, f32x4.sub(roundedX, f32x4.splat(ROUNDER)));
  const dy = f32x4.sub(fy, f32x4.sub(roundedY, f32x4.splat(ROUNDER)));
  const ix = i32x4.sub(roundedX, i32x4.splat(reinterpret<i32>(ROUNDER)));
  const iy = i32x4.sub(roundedY, i32x4.splat(reinterpret<i32>(ROUNDER)));
  const at = i32x4.add(i32x4.add(i32x4.mul(iy, i32x4.splat(width)), ix), i32x4.splat(<i32>gray));
  const p0 = i32x4.extract_lane(at, 0);
  const p1 = i32x4.extract_lane(at, 1);
  const p2 = i32x4.extract_lane(at, 2);
  const p3 = i32x4.extract_lane(at, 3);
  const w = width;
  // Each lane contains a pixel and the next pixel of its row.
  let upper = v128.load16_lane(p0, zero, 0);
  let lower = v128.load16_lane(p0 + w, zero, 0);
  upper = v128.load16_lane(p1, upper, 2);
  lower = v128.load16_lane(p1 + w, lower, 2);
  upper = v128.load16_lane(p2, upper, 4);
  lower = v128.load16_lane(p2 + w, lower, 4);
  upper = v128.load16_lane(p3, upper, 6);
  lower = v128.load16_lane(p3 + w, lower, 6);
  const byte = i32x4.splat(255);
  const a = f32x4.convert_i32x4_s(v128.and(upper, byte));
  const b = f32x4.convert_i32x4_s(i32x4.shr_u(upper, 8));
  const c = f32x4.convert_i32x4_s(v128.and(lower, byte));
  const d = f32x4.convert_i32x4_s(i32x4.shr_u(lower, 8));
  const top = f32x4.add(a, f32x4.mul(f32x4.sub(b, a), dx));
  const bottom = f32x4.add(c, f32x4.mul(f32x4.sub(d, c), dx));
  return f32x4.add(top, f32x4.mul(f32x4.sub(bottom, top), dy));
}

/** Bilinear red (0), green (1) or blue (2) at (x, y). */
export function channelAt(x: f32, y: f32, channel: i32): f32 {
  const fx = min<f32>(max<f32>(x - 0.5, 0), lastX);
  const fy = min<f32>(max<f32>(y - 0.5, 0), lastY);
  const ix = <i32>fx;
  const iy = <i32>fy;
  const dx = fx - <f32>ix;
  const dy = fy - <f32>iy;
  const p = rgba + ((iy * width + ix) << 2) + channel;
  const q = p + (width << 2);
  const a = <f32>load<u8>(p);
  const b = <f32>load<u8>(p, 4);
  const c = <f32>load<u8>(q);
  const d = <f32>load<u8>(q, 4);
  const top = a + (b - a) * dx;
  return top + (c + (d - c) * dx - top) * dy;
}
