// Reed-Solomon over GF(256), polynomial 0x11d, first root α^0, with errors and erasures (Berlekamp-Massey,
// Forney).
import { U8Buffer, U16Buffer } from './memory';

const PRIMITIVE = 0x11d;
/** Size of a polynomial buffer: a block has at most 30 parity bytes. */
const POLYNOMIAL_BYTES = 64;

/** Sentinel for log 0: sums with it index the zero-filled part of EXP, which saves a branch in `multiply`. */
const LOG_OF_ZERO: u16 = 511;
const EXP = changetype<U8Buffer>(memory.data(1024));
const LOG = changetype<U16Buffer>(memory.data(512));
const SYNDROMES = changetype<U8Buffer>(memory.data(64));
/** Error locator Λ, the auxiliary polynomial of its last change, and the next Λ. */
const LOCATOR = changetype<U8Buffer>(memory.data(64));
const AUXILIARY = changetype<U8Buffer>(memory.data(64));
const NEXT = changetype<U8Buffer>(memory.data(64));
/** Error evaluator Ω. */
const EVALUATOR = changetype<U8Buffer>(memory.data(64));
const ROOTS = changetype<U8Buffer>(memory.data(64));
/** Positions of the roots, counted from the block's end. */
const PLACES = changetype<U8Buffer>(memory.data(64));

let tablesReady = false;

function prepareTables(): void {
  let x: u32 = 1;
  for (let i = 0; i < 255; i++) {
    EXP[i] = <u8>x;
    EXP[i + 255] = <u8>x;
    LOG[x] = <u16>i;
    x <<= 1;
    if (x > 255) x ^= PRIMITIVE;
  }
  LOG[0] = LOG_OF_ZERO;
  tablesReady = true;
}

/** Product in GF(256). */
export function multiply(a: u32, b: u32): u32 {
  return EXP[<u32>LOG[a] + <u32>LOG[b]];
}

/** 2 to the power of `exponent`, 0…254. */
export function powerOfTwo(exponent: i32): u32 {
  return EXP[exponent];
}
/** Syndrome `i` of the last block. */
export function syndrome(i: i32): u32 {
  return SYNDROMES[i];
}

function inverse(a: u32): u32 {
  return EXP[255 - <u32>LOG[a]];
}

/** Multiplies AUXILIARY by x. */
function shiftAuxiliary(parity: i32): void {
  const address = changetype<usize>(AUXILIARY);
  memory.copy(address + 1, address, parity);
  AUXILIARY[0] = 0;
}

/** Fills SYNDROMES; true if all are zero, which means the block has no errors. */
export function computeSyndromes(block: U8Buffer, length: i32, parity: i32): bool {
  if (!tablesReady) prepareTables();
  let clean = true;
  for (let i = 0; i < parity; i++) {
    let sum: u32 = 0;
    // The root is α^i.
    for (let j = 0; j < length; j++) sum = <u32>EXP[<u32>LOG[sum] + i] ^ <u32>block[j];
    SYNDROMES[i] = <u8>sum;
    if (sum) clean = false;
  }
  return clean;
}

/** Starts LOCATOR as the product of (1 - x·α^position) over the erasures. */
function startFromErasures(length: i32, erasures: U8Buffer, erasureCount: i32): void {
  memory.fill(changetype<usize>(LOCATOR), 0, POLYNOMIAL_BYTES);
  LOCATOR[0] = 1;
  for (let k = 0; k < erasureCount; k++) {
    const x = <u32>EXP[length - 1 - <i32>erasures[k]];
    for (let i = k + 1; i > 0; i--) LOCATOR[i] = LOCATOR[i] ^ <u8>multiply(LOCATOR[i - 1], x);
  }
}

/** Berlekamp-Massey, starting from the erasure locator. Returns the degree of LOCATOR. */
function findLocator(parity: i32, erasureCount: i32): i32 {
  memory.copy(changetype<usize>(AUXILIARY), changetype<usize>(LOCATOR), POLYNOMIAL_BYTES);
  let registers = erasureCount;
  for (let r = erasureCount + 1; r <= parity; r++) {
    let discrepancy: u32 = 0;
    for (let i = 0; i < r; i++) discrepancy ^= multiply(LOCATOR[i], SYNDROMES[r - i - 1]);
    if (discrepancy === 0) {
      shiftAuxiliary(parity);
      continue;
    }
    NEXT[0] = LOCATOR[0];
    for (let i = 0; i < parity; i++) NEXT[i + 1] = LOCATOR[i + 1] ^ <u8>multiply(discrepancy, AUXILIARY[i]);
    if (2 * registers <= r + erasureCount - 1) {
      registers = r + erasureCount - registers;
      const scale = inverse(discrepancy);
      for (let i = 0; i <= parity; i++) AUXILIARY[i] = <u8>multiply(LOCATOR[i], scale);
    } else shiftAuxiliary(parity);
    memory.copy(changetype<usize>(LOCATOR), changetype<usize>(NEXT), parity + 1);
  }
  let degree = 0;
  for (let i = 0; i <= parity; i++) if (LOCATOR[i]) degree = i;
  return degree;
}

/** Chien search: true if the number of LOCATOR's roots within the block equals its degree. */
function findRoots(length: i32, degree: i32): bool {
  let found = 0;
  for (let place = 0; place < length; place++) {
    const x = place === 0 ? 1 : <u32>EXP[255 - place];
    let sum: u32 = 0;
    for (let i = degree; i >= 0; i--) sum = multiply(sum, x) ^ <u32>LOCATOR[i];
    if (sum !== 0) continue;
    if (found === degree) return false;
    PLACES[found] = <u8>place;
    ROOTS[found] = <u8>x;
    found++;
  }
  return found === degree;
}

function computeEvaluator(parity: i32, degree: i32): void {
  for (let i = 0; i < parity; i++) {
    let sum: u32 = 0;
    for (let j = 0; j <= min(i, degree); j++) sum ^= multiply(LOCATOR[j], SYNDROMES[i - j]);
    EVALUATOR[i] = <u8>sum;
  }
}

/** Forney: the derivative of LOCATOR at a root; 0 at a double root. */
function derivativeAt(x: u32, degree: i32): u32 {
  let sum: u32 = 0;
  const square = multiply(x, x);
  let power: u32 = 1;
  for (let i = 1; i <= degree; i += 2) {
    sum ^= multiply(LOCATOR[i], power);
    power = multiply(power, square);
  }
  return sum;
}

function isErasure(position: i32, erasures: U8Buffer, erasureCount: i32): bool {
  for (let i = 0; i < erasureCount; i++) if (<i32>erasures[i] === position) return true;
  return false;
}

/**
 * Corrects in place a block of `length` bytes, the last `parity` of them parity; `computeSyndromes` must have
 * run on it. `erasures` lists `erasureCount` positions. Returns the number of errors outside of them, or -1
 * if the block cannot be corrected; its content is then undefined.
 */
export function correctErrors(
  block: U8Buffer,
  length: i32,
  parity: i32,
  erasures: U8Buffer,
  erasureCount: i32,
): i32 {
  startFromErasures(length, erasures, erasureCount);
  const degree = findLocator(parity, erasureCount);
  // The locator includes the erasures; each additional error needs two parity bytes.
  if (degree === 0 || 2 * degree - erasureCount > parity || !findRoots(length, degree)) return -1;
  computeEvaluator(parity, degree);
  let errors = 0;
  for (let k = 0; k < degree; k++) {
    const x = <u32>ROOTS[k];
    let numerator: u32 = 0;
    for (let i = parity - 1; i >= 0; i--) numerator = multiply(numerator, x) ^ <u32>EVALUATOR[i];
    const derivative = derivativeAt(x, degree);
    if (derivative === 0) return -1;
    const value = multiply(multiply(numerator, inverse(derivative)), inverse(x));
    const position = length - 1 - <i32>PLACES[k];
    if (!isErasure(position, erasures, erasureCount)) {
      if (value === 0) return -1;
      errors++;
    }
    block[position] = block[position] ^ <u8>value;
  }
  return errors;
}
