// The picture that grids are fitted to: gray, and RGBA where there is colour.

export let gray: usize = 0;
export let width: i32 = 0;
export let height: i32 = 0;
/** 0 where only gray is known. */
export let rgba: usize = 0;

/** px: sampled no nearer to the right and lower edge, so that the next pixel and the next row are always there. */
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

/** Bilinear gray at (x, y), pixel centres at .5; outside the picture its edge goes on. */
export function grayAt(x: f32, y: f32): f32 {
  const fx = min<f32>(max<f32>(x - 0.5, 0), lastX);
  const fy = min<f32>(max<f32>(y - 0.5, 0), lastY);
  const ix = <i32>fx;
  const iy = <i32>fy;
  const dx = fx - <f32>ix;
  const dy = fy - <f32>iy;
  const p = gray + iy * width + ix;
  const upper = <i32>load<u16>(p);
  const lower = <i32>load<u16>(p + width);
  const a = <f32>(upper & 255);
  const c = <f32>(lower & 255);
  const top = a + (<f32>(upper >> 8) - a) * dx;
  return top + (c + (<f32>(lower >> 8) - c) * dx - top) * dy;
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
