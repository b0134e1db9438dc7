// Conversion of RGBA to a gray plane.

/** Gray from RGBA. `mode` 0: luma; 1, 2, 3: red, green, blue; 4: the minimum of the three. */
export function rgbaToGray(from: usize, to: usize, pixels: i32, mode: i32): void {
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
