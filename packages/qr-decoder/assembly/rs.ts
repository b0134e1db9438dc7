// Reed-Solomon over GF(256), errors and erasures together.

const EXP = memory.data(512);
const LOG = memory.data(256);
const S = memory.data(64);
const LAMBDA = memory.data(64);
const B = memory.data(64);
const T = memory.data(64);
const OMEGA = memory.data(64);
const ROOT = memory.data(64);
const PLACE = memory.data(64);

let ready = false;

function prepare(): void {
  let x: u32 = 1;
  for (let i = 0; i < 255; i++) {
    store<u8>(EXP + i, <u8>x);
    store<u8>(EXP + i + 255, <u8>x);
    store<u8>(LOG + x, <u8>i);
    x <<= 1;
    if (x > 255) x ^= 0x11d;
  }
  ready = true;
}

function mul(a: u32, b: u32): u32 {
  if (a === 0 || b === 0) return 0;
  return load<u8>(EXP + <u32>load<u8>(LOG + a) + <u32>load<u8>(LOG + b));
}

function inverse(a: u32): u32 {
  return load<u8>(EXP + 255 - <u32>load<u8>(LOG + a));
}

/**
 * Corrects `n` bytes at `word`, of which the last `ec` are parity; `erased` lists `s` doubtful positions (u8 each).
 * Answers the number of bytes corrected outside the list, or -1.
 */
export function correct(word: usize, n: i32, ec: i32, erased: usize, s: i32): i32 {
  if (!ready) prepare();
  let clean = true;
  for (let i = 0; i < ec; i++) {
    let sum: u32 = 0;
    const a = <u32>load<u8>(EXP + i);
    for (let j = 0; j < n; j++) sum = mul(sum, a) ^ <u32>load<u8>(word + j);
    store<u8>(S + i, <u8>sum);
    if (sum) clean = false;
  }
  if (clean) return 0;
  memory.fill(LAMBDA, 0, 64);
  store<u8>(LAMBDA, 1);
  for (let k = 0; k < s; k++) {
    const x = <u32>load<u8>(EXP + (n - 1 - <i32>load<u8>(erased + k)));
    for (let i = k + 1; i > 0; i--)
      store<u8>(LAMBDA + i, load<u8>(LAMBDA + i) ^ <u8>mul(load<u8>(LAMBDA + i - 1), x));
  }
  memory.copy(B, LAMBDA, 64);
  let el = s;
  for (let r = s + 1; r <= ec; r++) {
    let d: u32 = 0;
    for (let i = 0; i < r; i++) d ^= mul(load<u8>(LAMBDA + i), load<u8>(S + r - i - 1));
    if (d === 0) {
      memory.copy(B + 1, B, ec);
      store<u8>(B, 0);
      continue;
    }
    store<u8>(T, load<u8>(LAMBDA));
    for (let i = 0; i < ec; i++) store<u8>(T + i + 1, load<u8>(LAMBDA + i + 1) ^ <u8>mul(d, load<u8>(B + i)));
    if (2 * el <= r + s - 1) {
      el = r + s - el;
      const inv = inverse(d);
      for (let i = 0; i <= ec; i++) store<u8>(B + i, <u8>mul(load<u8>(LAMBDA + i), inv));
    } else {
      memory.copy(B + 1, B, ec);
      store<u8>(B, 0);
    }
    memory.copy(LAMBDA, T, ec + 1);
  }
  let degree = 0;
  for (let i = 0; i <= ec; i++) if (load<u8>(LAMBDA + i)) degree = i;
  if (degree === 0 || degree > ec) return -1;
  // Roots: position p (from the end) is wrong where Λ(α^-p) = 0.
  let found = 0;
  for (let p = 0; p < n; p++) {
    const x = p === 0 ? 1 : <u32>load<u8>(EXP + 255 - p);
    let sum: u32 = 0;
    for (let i = degree; i >= 0; i--) sum = mul(sum, x) ^ <u32>load<u8>(LAMBDA + i);
    if (sum === 0) {
      if (found === degree) return -1;
      store<u8>(PLACE + found, <u8>p);
      store<u8>(ROOT + found, <u8>x);
      found++;
    }
  }
  if (found !== degree) return -1;
  for (let i = 0; i < ec; i++) {
    let sum: u32 = 0;
    for (let j = 0; j <= min(i, degree); j++) sum ^= mul(load<u8>(LAMBDA + j), load<u8>(S + i - j));
    store<u8>(OMEGA + i, <u8>sum);
  }
  let others = 0;
  for (let k = 0; k < degree; k++) {
    const x = <u32>load<u8>(ROOT + k);
    let top: u32 = 0;
    for (let i = ec - 1; i >= 0; i--) top = mul(top, x) ^ <u32>load<u8>(OMEGA + i);
    let below: u32 = 0;
    const x2 = mul(x, x);
    let power: u32 = 1;
    for (let i = 1; i <= degree; i += 2) {
      below ^= mul(load<u8>(LAMBDA + i), power);
      power = mul(power, x2);
    }
    if (below === 0) return -1;
    const value = mul(mul(top, inverse(below)), inverse(x));
    const at = n - 1 - <i32>load<u8>(PLACE + k);
    let listed = false;
    for (let i = 0; i < s; i++)
      if (<i32>load<u8>(erased + i) === at) {
        listed = true;
        break;
      }
    if (!listed) {
      if (value === 0) return -1;
      others++;
    }
    store<u8>(word + at, load<u8>(word + at) ^ <u8>value);
  }
  return others;
}
