// The picture that grids are fitted to: gray, and RGBA where there is colour.

export let gray: usize = 0;
export let width: i32 = 0;
export let height: i32 = 0;
/** 0 where only gray is known. */
export let rgba: usize = 0;

export function setPicture(grayAddress: usize, w: i32, h: i32, rgbaAddress: usize): void {
  gray = grayAddress;
  width = w;
  height = h;
  rgba = rgbaAddress;
}

/** Bilinear gray at (x, y), pixel centres at .5; outside the picture its edge goes on. */
export function grayAt(x: f32, y: f32): f32 {
  const fx = min<f32>(max<f32>(x - 0.5, 0), <f32>(width - 1) - 0.001);
  const fy = min<f32>(max<f32>(y - 0.5, 0), <f32>(height - 1) - 0.001);
  const ix = <i32>fx;
  const iy = <i32>fy;
  const dx = fx - <f32>ix;
  const dy = fy - <f32>iy;
  const p = gray + iy * width + ix;
  const right = ix + 1 < width ? 1 : 0;
  const q = iy + 1 < height ? p + width : p;
  const a = <f32>load<u8>(p);
  const b = <f32>load<u8>(p + right);
  const c = <f32>load<u8>(q);
  const d = <f32>load<u8>(q + right);
  const top = a + (b - a) * dx;
  return top + (c + (d - c) * dx - top) * dy;
}

/** Bilinear red (0), green (1) or blue (2) at (x, y). */
export function channelAt(x: f32, y: f32, channel: i32): f32 {
  const fx = min<f32>(max<f32>(x - 0.5, 0), <f32>(width - 1) - 0.001);
  const fy = min<f32>(max<f32>(y - 0.5, 0), <f32>(height - 1) - 0.001);
  const ix = <i32>fx;
  const iy = <i32>fy;
  const dx = fx - <f32>ix;
  const dy = fy - <f32>iy;
  const p = rgba + ((iy * width + ix) << 2) + channel;
  const right = ix + 1 < width ? 4 : 0;
  const q = iy + 1 < height ? p + (width << 2) : p;
  const a = <f32>load<u8>(p);
  const b = <f32>load<u8>(p + right);
  const c = <f32>load<u8>(q);
  const d = <f32>load<u8>(q + right);
  const top = a + (b - a) * dx;
  return top + (c + (d - c) * dx - top) * dy;
}
