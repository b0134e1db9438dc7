// Planes of bytes: gray from RGBA, halves, doubles, and black and white by the mean of the surroundings.
import { reserve } from './memory';

/** Gray from RGBA. `mode` 0: luma; 1, 2, 3: red, green, blue; 4: the least of the three. */
export function gray(from: usize, to: usize, pixels: i32, mode: i32): void {
  let i = 0;
  if (ASC_FEATURE_SIMD) {
    const weights = i16x8(77, 150, 29, 0, 77, 150, 29, 0);
    for (; i + 16 <= pixels; i += 16) {
      const p = from + ((<usize>i) << 2);
      const a = v128.load(p);
      const b = v128.load(p, 16);
      const c = v128.load(p, 32);
      const d = v128.load(p, 48);
      if (mode === 0) {
        const zero = i32x4.splat(128);
        const a0 = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(a), weights);
        const a1 = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(a), weights);
        const b0 = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(b), weights);
        const b1 = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(b), weights);
        const c0 = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(c), weights);
        const c1 = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(c), weights);
        const d0 = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(d), weights);
        const d1 = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(d), weights);
        const ga = i32x4.add(
          i32x4.add(i32x4.shuffle(a0, a1, 0, 2, 4, 6), i32x4.shuffle(a0, a1, 1, 3, 5, 7)),
          zero,
        );
        const gb = i32x4.add(
          i32x4.add(i32x4.shuffle(b0, b1, 0, 2, 4, 6), i32x4.shuffle(b0, b1, 1, 3, 5, 7)),
          zero,
        );
        const gc = i32x4.add(
          i32x4.add(i32x4.shuffle(c0, c1, 0, 2, 4, 6), i32x4.shuffle(c0, c1, 1, 3, 5, 7)),
          zero,
        );
        const gd = i32x4.add(
          i32x4.add(i32x4.shuffle(d0, d1, 0, 2, 4, 6), i32x4.shuffle(d0, d1, 1, 3, 5, 7)),
          zero,
        );
        const low = i16x8.narrow_i32x4_u(i32x4.shr_u(ga, 8), i32x4.shr_u(gb, 8));
        const high = i16x8.narrow_i32x4_u(i32x4.shr_u(gc, 8), i32x4.shr_u(gd, 8));
        v128.store(to + i, i8x16.narrow_i16x8_u(low, high));
      } else {
        const byte = i32x4.splat(255);
        let shift = mode === 4 ? 0 : (mode - 1) << 3;
        let ga = v128.and(i32x4.shr_u(a, shift), byte);
        let gb = v128.and(i32x4.shr_u(b, shift), byte);
        let gc = v128.and(i32x4.shr_u(c, shift), byte);
        let gd = v128.and(i32x4.shr_u(d, shift), byte);
        if (mode === 4) {
          for (shift = 8; shift <= 16; shift += 8) {
            ga = i32x4.min_u(ga, v128.and(i32x4.shr_u(a, shift), byte));
            gb = i32x4.min_u(gb, v128.and(i32x4.shr_u(b, shift), byte));
            gc = i32x4.min_u(gc, v128.and(i32x4.shr_u(c, shift), byte));
            gd = i32x4.min_u(gd, v128.and(i32x4.shr_u(d, shift), byte));
          }
        }
        const low = i16x8.narrow_i32x4_u(ga, gb);
        const high = i16x8.narrow_i32x4_u(gc, gd);
        v128.store(to + i, i8x16.narrow_i16x8_u(low, high));
      }
    }
  }
  for (; i < pixels; i++) {
    const p = from + ((<usize>i) << 2);
    const r = <u32>load<u8>(p);
    const g = <u32>load<u8>(p, 1);
    const b = <u32>load<u8>(p, 2);
    let v: u32;
    if (mode === 0) v = (77 * r + 150 * g + 29 * b + 128) >> 8;
    else if (mode === 1) v = r;
    else if (mode === 2) v = g;
    else if (mode === 3) v = b;
    else v = min(r, min(g, b));
    store<u8>(to + i, <u8>v);
  }
}

/** Half the size, 2×2 means; answers nothing, `to` has room for (w/2)·(h/2). */
export function half(from: usize, w: i32, h: i32, to: usize): void {
  const hw = w >> 1;
  const hh = h >> 1;
  for (let y = 0; y < hh; y++) {
    let p = from + 2 * y * w;
    let q = to + y * hw;
    let x = 0;
    if (ASC_FEATURE_SIMD) {
      const two = i16x8.splat(2);
      for (; x + 16 <= hw; x += 16, p += 32, q += 16) {
        const a = i16x8.add(
          i16x8.extadd_pairwise_i8x16_u(v128.load(p)),
          i16x8.extadd_pairwise_i8x16_u(v128.load(p + w)),
        );
        const b = i16x8.add(
          i16x8.extadd_pairwise_i8x16_u(v128.load(p, 16)),
          i16x8.extadd_pairwise_i8x16_u(v128.load(p + w, 16)),
        );
        v128.store(
          q,
          i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(a, two), 2), i16x8.shr_u(i16x8.add(b, two), 2)),
        );
      }
    }
    for (; x < hw; x++, p += 2, q++) {
      const sum = <u32>load<u8>(p) + <u32>load<u8>(p, 1) + <u32>load<u8>(p + w) + <u32>load<u8>(p + w, 1);
      store<u8>(q, <u8>((sum + 2) >> 2));
    }
  }
}

/** Twice the size of the box (x, y, w, h) of a plane `stride` wide, bilinear; `to` has room for 4·w·h. */
export function double(from: usize, stride: i32, x0: i32, y0: i32, w: i32, h: i32, to: usize): void {
  const row = w << 1;
  for (let y = 0; y < h; y++) {
    const p = from + (y0 + y) * stride + x0;
    const below = y + 1 < h ? p + stride : p;
    const q = to + 2 * y * row;
    for (let x = 0; x < w; x++) {
      const right = x + 1 < w ? 1 : 0;
      const a = <u32>load<u8>(p + x);
      const b = <u32>load<u8>(p + x + right);
      const c = <u32>load<u8>(below + x);
      const d = <u32>load<u8>(below + x + right);
      const at = q + 2 * x;
      store<u8>(at, <u8>a);
      store<u8>(at, <u8>((a + b + 1) >> 1), 1);
      store<u8>(at + row, <u8>((a + c + 1) >> 1));
      store<u8>(at + row, <u8>((a + b + c + d + 2) >> 2), 1);
    }
  }
}

/** 3×3 binomial blur; `to` must not be `from`. */
export function blur(from: usize, w: i32, h: i32, to: usize): void {
  for (let y = 0; y < h; y++) {
    const p = from + y * w;
    const up = y > 0 ? p - w : p;
    const down = y + 1 < h ? p + w : p;
    const q = to + y * w;
    let x = 0;
    if (ASC_FEATURE_SIMD) {
      for (x = 1; x + 17 < w; x += 16) {
        let low = i16x8.splat(8);
        let high = i16x8.splat(8);
        for (let k = -1; k <= 1; k++) {
          const a = v128.load(up + x + k);
          const b = v128.load(p + x + k);
          const c = v128.load(down + x + k);
          let l = i16x8.add(i16x8.extend_low_i8x16_u(a), i16x8.extend_low_i8x16_u(c));
          l = i16x8.add(l, i16x8.shl(i16x8.extend_low_i8x16_u(b), 1));
          let u = i16x8.add(i16x8.extend_high_i8x16_u(a), i16x8.extend_high_i8x16_u(c));
          u = i16x8.add(u, i16x8.shl(i16x8.extend_high_i8x16_u(b), 1));
          if (k === 0) {
            l = i16x8.shl(l, 1);
            u = i16x8.shl(u, 1);
          }
          low = i16x8.add(low, l);
          high = i16x8.add(high, u);
        }
        v128.store(q + x, i8x16.narrow_i16x8_u(i16x8.shr_u(low, 4), i16x8.shr_u(high, 4)));
      }
      store<u8>(q, load<u8>(p));
    }
    for (; x < w; x++) {
      const l = x > 0 ? x - 1 : x;
      const r = x + 1 < w ? x + 1 : x;
      const sum =
        <u32>load<u8>(up + l) +
        2 * <u32>load<u8>(up + x) +
        <u32>load<u8>(up + r) +
        2 * <u32>load<u8>(p + l) +
        4 * <u32>load<u8>(p + x) +
        2 * <u32>load<u8>(p + r) +
        <u32>load<u8>(down + l) +
        2 * <u32>load<u8>(down + x) +
        <u32>load<u8>(down + r);
      store<u8>(q + x, <u8>((sum + 8) >> 4));
    }
  }
}

/** Row length of a black-and-white plane. */
export function stride(w: i32): i32 {
  return ((w + 15) & ~15) + 16;
}

/**
 * Black (255) and white (0) of a gray plane, by the mean of (2·radius+1)² blocks of 4×4 px around each block.
 * Rows are `stride(w)` long; what is right of the picture repeats its last column.
 */
export function binarize(from: usize, w: i32, h: i32, radius: i32, to: usize): void {
  const bw = (w + 3) >> 2;
  const bh = (h + 3) >> 2;
  const sums = reserve(<usize>(bw * bh * 2));
  for (let by = 0; by < bh; by++) {
    const y = by << 2;
    const rows = min(4, h - y);
    const p = from + y * w;
    let bx = 0;
    if (ASC_FEATURE_SIMD) {
      if (rows === 4) {
        for (; (bx + 4) << 2 <= w; bx += 4) {
          const q = p + (bx << 2);
          let sum = i16x8.extadd_pairwise_i8x16_u(v128.load(q));
          sum = i16x8.add(sum, i16x8.extadd_pairwise_i8x16_u(v128.load(q + w)));
          sum = i16x8.add(sum, i16x8.extadd_pairwise_i8x16_u(v128.load(q + 2 * w)));
          sum = i16x8.add(sum, i16x8.extadd_pairwise_i8x16_u(v128.load(q + 3 * w)));
          const wide = i32x4.extadd_pairwise_i16x8_u(sum);
          v128.store64_lane(sums + ((by * bw + bx) << 1), i16x8.narrow_i32x4_u(wide, wide), 0);
        }
      }
    }
    for (; bx < bw; bx++) {
      const columns = min(4, w - (bx << 2));
      let sum: u32 = 0;
      for (let j = 0; j < rows; j++)
        for (let i = 0; i < columns; i++) sum += <u32>load<u8>(p + j * w + (bx << 2) + i);
      store<u16>(sums + ((by * bw + bx) << 1), <u16>((sum << 4) / (rows * columns)));
    }
  }
  const columns = reserve(<usize>(bw * 4));
  const limits = reserve(<usize>(bw + 16));
  memory.fill(columns, 0, bw * 4);
  const row = stride(w);
  let top = 0;
  let bottom = 0;
  for (let by = 0; by < bh; by++) {
    const newTop = max(0, by - radius);
    const newBottom = min(bh, by + radius + 1);
    for (; bottom < newBottom; bottom++)
      for (let x = 0; x < bw; x++)
        store<u32>(
          columns + (x << 2),
          load<u32>(columns + (x << 2)) + load<u16>(sums + ((bottom * bw + x) << 1)),
        );
    for (; top < newTop; top++)
      for (let x = 0; x < bw; x++)
        store<u32>(
          columns + (x << 2),
          load<u32>(columns + (x << 2)) - load<u16>(sums + ((top * bw + x) << 1)),
        );
    let left = 0;
    let right = 0;
    let sum: u32 = 0;
    for (let bx = 0; bx < bw; bx++) {
      const newRight = min(bw, bx + radius + 1);
      for (; right < newRight; right++) sum += load<u32>(columns + (right << 2));
      const newLeft = max(0, bx - radius);
      for (; left < newLeft; left++) sum -= load<u32>(columns + (left << 2));
      const count = (<u32>((right - left) * (bottom - top))) << 4;
      store<u8>(limits + bx, <u8>((sum + (count >> 1)) / count));
    }
    const lines = min(4, h - (by << 2));
    for (let j = 0; j < lines; j++) {
      const p = from + ((by << 2) + j) * w;
      const q = to + ((by << 2) + j) * row;
      let x = 0;
      if (ASC_FEATURE_SIMD) {
        const spread = i8x16(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
        for (; x + 16 <= w; x += 16) {
          const limit = i8x16.swizzle(v128.load32_splat(limits + (x >> 2)), spread);
          v128.store(q + x, i8x16.lt_u(v128.load(p + x), limit));
        }
      }
      for (; x < w; x++) store<u8>(q + x, load<u8>(p + x) < load<u8>(limits + (x >> 2)) ? 255 : 0);
      const last = load<u8>(q + w - 1);
      for (; x < row; x++) store<u8>(q + x, last);
    }
  }
}
