// Binarization of a gray plane with a local threshold: the mean of a window.
import { allocate } from './memory';

/** Row length, bytes, of a binarized plane `w` px wide. */
export function bitsStride(w: i32): i32 {
  return ((w + 15) & ~15) + 16;
}

/** Adds a row of `n` block sums to the sums of the columns. */
function addRow(columns: usize, blocks: usize, n: i32): void {
  let x = 0;
  if (ASC_FEATURE_SIMD)
    for (; x + 4 <= n; x += 4) {
      const at = columns + (x << 2);
      v128.store(at, i32x4.add(v128.load(at), v128.load_ext<u16>(blocks + (x << 1))));
    }
  for (; x < n; x++) {
    const at = columns + (x << 2);
    store<u32>(at, load<u32>(at) + <u32>load<u16>(blocks + (x << 1)));
  }
}

/** Subtracts a row of `n` block sums from the sums of the columns. */
function subtractRow(columns: usize, blocks: usize, n: i32): void {
  let x = 0;
  if (ASC_FEATURE_SIMD)
    for (; x + 4 <= n; x += 4) {
      const at = columns + (x << 2);
      v128.store(at, i32x4.sub(v128.load(at), v128.load_ext<u16>(blocks + (x << 1))));
    }
  for (; x < n; x++) {
    const at = columns + (x << 2);
    store<u32>(at, load<u32>(at) - <u32>load<u16>(blocks + (x << 1)));
  }
}

/**
 * Division by multiplication: `(n * reciprocalOf(d)) >> RECIPROCAL_BITS` is exactly n / d for n < 2^21 and d
 * < 2^13. Sums of blocks (at most 17² × 4,080) and their counts are within these bounds.
 */
const RECIPROCAL_BITS = 40;
function reciprocalOf(divisor: u32): u64 {
  return (((<u64>1) << RECIPROCAL_BITS) + <u64>divisor - 1) / <u64>divisor;
}

/**
 * Binarizes a gray plane to black (255) and white (0). The threshold is the mean of (2·radius+1)² blocks of
 * 4×4 px around each block. Rows are `bitsStride(w)` long; the padding right of the picture repeats its last
 * column.
 */
export function binarize(from: usize, w: i32, h: i32, radius: i32, to: usize): void {
  const bw = (w + 3) >> 2;
  const bh = (h + 3) >> 2;
  const sums = allocate(<usize>(bw * bh * 2));
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
  const columns = allocate(<usize>(bw * 4));
  const limits = allocate(<usize>(bw + 16));
  memory.fill(columns, 0, bw * 4);
  const row = bitsStride(w);
  let top = 0;
  let bottom = 0;
  let divisor: u32 = 0;
  let reciprocal: u64 = 0;
  for (let by = 0; by < bh; by++) {
    const newTop = max(0, by - radius);
    const newBottom = min(bh, by + radius + 1);
    for (; bottom < newBottom; bottom++) addRow(columns, sums + bottom * bw * 2, bw);
    for (; top < newTop; top++) subtractRow(columns, sums + top * bw * 2, bw);
    let left = 0;
    let right = 0;
    let sum: u32 = 0;
    for (let bx = 0; bx < bw; bx++) {
      const newRight = min(bw, bx + radius + 1);
      for (; right < newRight; right++) sum += load<u32>(columns + (right << 2));
      const newLeft = max(0, bx - radius);
      for (; left < newLeft; left++) sum -= load<u32>(columns + (left << 2));
      const count = (<u32>((right - left) * (bottom - top))) << 4;
      if (count !== divisor) {
        divisor = count;
        reciprocal = reciprocalOf(count);
      }
      store<u8>(limits + bx, <u8>((<u64>(sum + (count >> 1)) * reciprocal) >> RECIPROCAL_BITS));
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
