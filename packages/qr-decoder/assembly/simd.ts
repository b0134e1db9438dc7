// Arithmetic on four f32 values (SIMD).

/** `a` u + `b` v + `c` at four places. */
export function linearOfFour(a: f32, b: f32, c: f32, u: v128, v: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(f32x4.splat(a), u), f32x4.mul(f32x4.splat(b), v)), f32x4.splat(c));
}

export function sumOfFour(values: v128): f32 {
  const pairs = f32x4.add(values, v128.shuffle<f32>(values, values, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}
