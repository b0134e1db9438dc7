// Scaling and smoothing of gray planes.

/** Halves a plane by the means of 2×2 px; writes (w/2)·(h/2) bytes to `to`. */
export function halve(from: usize, w: i32, h: i32, to: usize): void {
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

/** Writes two rows of 32 px at `to`, interpolated from 17 px of the row at `p` and of the row `below`. */
function enlargeSixteen(p: usize, below: usize, to: usize, row: i32): void {
  const a = v128.load(p);
  const b = v128.load(p, 1);
  const c = v128.load(below);
  const d = v128.load(below, 1);
  const across = i8x16.avgr_u(a, b);
  v128.store(to, v128.shuffle<u8>(a, across, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
  v128.store(
    to + 16,
    v128.shuffle<u8>(a, across, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
  );
  const two = i16x8.splat(2);
  let low = i16x8.add(i16x8.extend_low_i8x16_u(a), i16x8.extend_low_i8x16_u(b));
  low = i16x8.add(low, i16x8.add(i16x8.extend_low_i8x16_u(c), i16x8.extend_low_i8x16_u(d)));
  let high = i16x8.add(i16x8.extend_high_i8x16_u(a), i16x8.extend_high_i8x16_u(b));
  high = i16x8.add(high, i16x8.add(i16x8.extend_high_i8x16_u(c), i16x8.extend_high_i8x16_u(d)));
  const middle = i8x16.narrow_i16x8_u(
    i16x8.shr_u(i16x8.add(low, two), 2),
    i16x8.shr_u(i16x8.add(high, two), 2),
  );
  const down = i8x16.avgr_u(a, c);
  v128.store(
    to + row,
    v128.shuffle<u8>(down, middle, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
  );
  v128.store(
    to + row + 16,
    v128.shuffle<u8>(down, middle, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
  );
}

/** Doubles the box (x0, y0, w, h) of a plane `stride` wide, bilinear; writes 4·w·h bytes to `to`. */
export function enlarge(from: usize, stride: i32, x0: i32, y0: i32, w: i32, h: i32, to: usize): void {
  const row = w << 1;
  for (let y = 0; y < h; y++) {
    const p = from + (y0 + y) * stride + x0;
    const below = y + 1 < h ? p + stride : p;
    const q = to + 2 * y * row;
    let x = 0;
    if (ASC_FEATURE_SIMD) for (; x + 17 <= w; x += 16) enlargeSixteen(p + x, below + x, q + 2 * x, row);
    for (; x < w; x++) {
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

/** Eight columns of 1:2:1 sums down three rows, from the row `p`. */
function sumColumns(up: usize, p: usize, down: usize): v128 {
  const outer = i16x8.add(v128.load_ext<u8>(up), v128.load_ext<u8>(down));
  return i16x8.add(outer, i16x8.shl(v128.load_ext<u8>(p), 1));
}

/** Eight rounded 1:2:1 sums across three adjacent vectors of `sumColumns`. */
function blurColumns(before: v128, columns: v128, after: v128): v128 {
  const left = i16x8.shuffle(before, columns, 7, 8, 9, 10, 11, 12, 13, 14);
  const right = i16x8.shuffle(columns, after, 1, 2, 3, 4, 5, 6, 7, 8);
  const sum = i16x8.add(i16x8.add(left, right), i16x8.shl(columns, 1));
  return i16x8.shr_u(i16x8.add(sum, i16x8.splat(8)), 4);
}

/** 3×3 binomial blur; `to` must not be `from`. */
export function smooth(from: usize, w: i32, h: i32, to: usize): void {
  for (let y = 0; y < h; y++) {
    const p = from + y * w;
    const up = y > 0 ? p - w : p;
    const down = y + 1 < h ? p + w : p;
    const q = to + y * w;
    let x = 0;
    if (ASC_FEATURE_SIMD)
      if (w >= 32) {
        let columns = sumColumns(up, p, down);
        // Left of the picture its first column is repeated.
        let before = i16x8.splat(i16x8.extract_lane_s(columns, 0));
        for (; x + 24 <= w; x += 16) {
          const middle = sumColumns(up + x + 8, p + x + 8, down + x + 8);
          const after = sumColumns(up + x + 16, p + x + 16, down + x + 16);
          v128.store(
            q + x,
            i8x16.narrow_i16x8_u(blurColumns(before, columns, middle), blurColumns(columns, middle, after)),
          );
          before = middle;
          columns = after;
        }
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
