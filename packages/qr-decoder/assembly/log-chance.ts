// Logarithms of probabilities, without a logarithm function.

/** ln of the binomial coefficient, accurate to half a bit. */
export function logBinomial(n: i32, k: i32): f64 {
  let product: f64 = 1;
  for (let i = 0; i < k; i++) product *= <f64>(n - i) / <f64>(i + 1);
  let bits: f64 = 0;
  while (product >= 2) {
    product *= 0.5;
    bits++;
  }
  return (bits + (product - 1)) * 0.69;
}
