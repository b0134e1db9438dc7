// Ordered-statistics decoding (Fossorier and Lin, 1995) of a Reed-Solomon block as a binary code. The most
// reliable independent bits determine the others; up to three of them are flipped, and the codeword with the
// least contradiction to the soft values is chosen. It corrects more than errors and erasures of whole bytes
// do, because a byte that is partly covered by glare keeps its readable bits.
import { logBinomial } from './log-chance';
import { F32Buffer, I32Buffer, U8Buffer } from './memory';
import { multiply, powerOfTwo, syndrome } from './reed-solomon';

/** Limits of a block up to version 9: bits, and parity bits. */
const MAX_BITS = 1168;
const MAX_ROWS = 240;
/** Rows of the parity-check matrix: one bit for each unknown bit, then the syndrome. */
const ROW_WORDS = 37;
const MATRIX = changetype<I32Buffer>(memory.data(35520));

/** Unknown bits (8 × byte + bit, the highest first) from the least to the most reliable. */
const ORDER = changetype<I32Buffer>(memory.data(4672));
let bitCount = 0;
/** Reliability of each bit in ORDER, at most MAX_RELIABILITY, so that no module outweighs the others. */
const RELIABILITY = changetype<F32Buffer>(memory.data(4672));
const MAX_RELIABILITY: f32 = 1.2;
const LEVELS = 256;
const LEVEL_STARTS = changetype<I32Buffer>(memory.data(1028));

/** 0 if the value is not a number. */
function reliabilityOf(value: f32): f32 {
  const reliability = abs(value);
  return reliability >= 0 ? min<f32>(reliability, MAX_RELIABILITY) : 0;
}
function levelOfReliability(reliability: f32): i32 {
  return <i32>(reliability * (<f32>(LEVELS - 1) / MAX_RELIABILITY));
}

/** Fills ORDER by counting sort. `known`: mask of the known bits of each byte. */
function orderBits(length: i32, values: F32Buffer, known: U8Buffer): void {
  for (let level = 0; level <= LEVELS; level++) LEVEL_STARTS[level] = 0;
  bitCount = 0;
  for (let i = 0; i < 8 * length; i++) {
    if (((<i32>known[i >> 3]) << (i & 7)) & 128) continue;
    bitCount++;
    const next = levelOfReliability(reliabilityOf(values[i])) + 1;
    LEVEL_STARTS[next] = LEVEL_STARTS[next] + 1;
  }
  for (let level = 1; level < LEVELS; level++)
    LEVEL_STARTS[level] = LEVEL_STARTS[level] + LEVEL_STARTS[level - 1];
  for (let i = 0; i < 8 * length; i++) {
    if (((<i32>known[i >> 3]) << (i & 7)) & 128) continue;
    const reliability = reliabilityOf(values[i]);
    const level = levelOfReliability(reliability);
    const at = LEVEL_STARTS[level];
    LEVEL_STARTS[level] = at + 1;
    ORDER[at] = i;
    RELIABILITY[at] = reliability;
  }
}

function word(row: i32, column: i32): i32 {
  return row * ROW_WORDS + (column >> 5);
}
function hasBit(row: i32, column: i32): bool {
  return ((MATRIX[word(row, column)] >> (column & 31)) & 1) !== 0;
}
function setBits(row: i32, column: i32, byte: u32): void {
  for (let b = 0; b < 8; b++) {
    const at = word(row + b, column);
    if ((byte >> b) & 1) MATRIX[at] = MATRIX[at] | (1 << (column & 31));
  }
}

/** Fills MATRIX: byte i of a column is the bit's contribution to syndrome i. */
function fillMatrix(length: i32, parity: i32): void {
  memory.fill(changetype<usize>(MATRIX), 0, <usize>(8 * parity * ROW_WORDS * 4));
  for (let column = 0; column < bitCount; column++) {
    const bit = ORDER[column];
    const position = length - 1 - (bit >> 3);
    const value = <u32>(128 >> (bit & 7));
    for (let i = 0; i < parity; i++)
      setBits(8 * i, column, multiply(powerOfTwo((i * position) % 255), value));
  }
  for (let i = 0; i < parity; i++) setBits(8 * i, bitCount, syndrome(i));
}

/** Column of each row's pivot: the bits that the others determine. */
const PIVOTS = changetype<I32Buffer>(memory.data(960));
/** The other columns, the least reliable first, and their bits by pivot row, VECTOR_WORDS each. */
const FREE_COLUMNS = changetype<I32Buffer>(memory.data(4672));
let freeCount = 0;
const VECTOR_WORDS = 8;
const MAX_FLIPPED = 256;
const VECTORS = changetype<I32Buffer>(memory.data(8192));

/** Gauss-Jordan with pivots in the least reliable columns; false if the rows are dependent. */
function eliminate(rows: i32): bool {
  const words = (bitCount >> 5) + 1;
  let rank = 0;
  freeCount = 0;
  for (let column = 0; column < bitCount; column++) {
    let pivot = rank;
    while (pivot < rows && !hasBit(pivot, column)) pivot++;
    if (pivot >= rows) {
      FREE_COLUMNS[freeCount++] = column;
      continue;
    }
    const first = column >> 5;
    if (pivot !== rank)
      for (let k = first; k < words; k++) {
        const swapped = MATRIX[rank * ROW_WORDS + k];
        MATRIX[rank * ROW_WORDS + k] = MATRIX[pivot * ROW_WORDS + k];
        MATRIX[pivot * ROW_WORDS + k] = swapped;
      }
    for (let row = 0; row < rows; row++) {
      if (row === rank || !hasBit(row, column)) continue;
      for (let k = first; k < words; k++)
        MATRIX[row * ROW_WORDS + k] = MATRIX[row * ROW_WORDS + k] ^ MATRIX[rank * ROW_WORDS + k];
    }
    PIVOTS[rank++] = column;
  }
  return rank === rows;
}

/** Bits of a column by row, as VECTOR_WORDS words at `to`. */
function takeColumn(column: i32, rows: i32, to: I32Buffer, at: i32): void {
  for (let k = 0; k < VECTOR_WORDS; k++) to[at + k] = 0;
  for (let row = 0; row < rows; row++)
    if (hasBit(row, column)) to[at + (row >> 5)] = to[at + (row >> 5)] | (1 << (row & 31));
}

/** Reliability of the pivots of each byte of a vector, for all values of the byte. */
const COSTS = changetype<F32Buffer>(memory.data(32768));

function fillCosts(rows: i32): void {
  for (let t = 0; t < rows >> 3; t++) {
    COSTS[t << 8] = 0;
    for (let b = 0; b < 8; b++) {
      const reliability = RELIABILITY[PIVOTS[8 * t + b]];
      for (let low = 0; low < 1 << b; low++)
        COSTS[(t << 8) + (1 << b) + low] = COSTS[(t << 8) + low] + reliability;
    }
  }
}

/** Pivots that contradict their soft values: without flips, and with one, two and three flips. */
const CONTRADICTIONS = changetype<I32Buffer>(memory.data(128));

/**
 * Adds the free column `flip` to the contradictions at `depth` - 1. Returns `cost` and the reliability of the
 * contradictions, or just more than `limit`.
 */
function flipAt(depth: i32, flip: i32, cost: f32, words: i32, limit: f32): f32 {
  const to = depth * VECTOR_WORDS;
  const from = to - VECTOR_WORDS;
  for (let k = 0; k < words; k++)
    CONTRADICTIONS[to + k] = CONTRADICTIONS[from + k] ^ VECTORS[flip * VECTOR_WORDS + k];
  // The last pivots are the most reliable ones, so they exceed the limit first.
  for (let k = words - 1; k >= 0 && cost < limit; k--) {
    const bits = CONTRADICTIONS[to + k];
    const t = k << 10;
    cost += COSTS[t + (bits & 255)] + COSTS[t + 256 + ((bits >> 8) & 255)];
    cost += COSTS[t + 512 + ((bits >> 16) & 255)] + COSTS[t + 768 + ((bits >> 24) & 255)];
  }
  return cost;
}

/** Least reliable free bits that are flipped alone, in pairs and in triples. */
const SINGLE_FLIPS = 256;
const PAIR_FLIPS = 112;
const TRIPLE_FLIPS = 32;
/**
 * Early exit. The parity determines as many bits as it has itself: of that many least reliable bits, the best
 * must have this reliability. Below it no codeword was clearly the best in the benchmark.
 */
const MIN_ROW_RELIABILITY: f32 = 0.3;
/**
 * Minimum difference of the contradictions to the second-best codeword, in modules. A smaller one means that
 * the readable bits do not determine the text.
 */
const MIN_MARGIN: f32 = 1.5;

let bestCost: f32 = 0;
let secondCost: f32 = 0;
const BEST_FLIPS = changetype<I32Buffer>(memory.data(12));
let bestFlipCount = 0;

function compare(cost: f32, flips: i32, first: i32, second: i32, third: i32): void {
  if (cost >= bestCost) {
    secondCost = min(secondCost, cost);
    return;
  }
  secondCost = bestCost;
  bestCost = cost;
  bestFlipCount = flips;
  BEST_FLIPS[0] = first;
  BEST_FLIPS[1] = second;
  BEST_FLIPS[2] = third;
}

function reliabilityOfFree(flip: i32): f32 {
  return RELIABILITY[FREE_COLUMNS[flip]];
}

/** Compares the codewords with up to three flips. */
function search(rows: i32): void {
  const words = (rows + 31) >> 5;
  const flips = min(freeCount, SINGLE_FLIPS);
  for (let a = 0; a < flips; a++) {
    const costA = reliabilityOfFree(a);
    compare(flipAt(1, a, costA, words, secondCost), 1, a, 0, 0);
    if (a >= PAIR_FLIPS) continue;
    for (let b = 0; b < a; b++) {
      const costB = costA + reliabilityOfFree(b);
      compare(flipAt(2, b, costB, words, secondCost), 2, a, b, 0);
      if (a >= TRIPLE_FLIPS) continue;
      for (let c = 0; c < b; c++)
        compare(flipAt(3, c, costB + reliabilityOfFree(c), words, secondCost), 3, a, b, c);
    }
  }
}

function flipBit(block: U8Buffer, column: i32): void {
  const bit = ORDER[column];
  block[bit >> 3] = <u8>(<i32>block[bit >> 3] ^ (128 >> (bit & 7)));
}

function isContradiction(row: i32): bool {
  return ((CONTRADICTIONS[row >> 5] >> (row & 31)) & 1) !== 0;
}

const LN_2: f64 = Math.LN2;
/** Steps of the minimum reliability; ln of their number times that of the classes of flips. */
const THRESHOLDS = 12;
const THRESHOLD_STEP: f32 = 0.1;
const LN_CHOICES: f64 = 5.3;

/**
 * ln of the maximum probability that random bits contradict the soft values of the determined bits as little.
 * Each threshold of reliability gives a bound, because half of the bits above it would contradict.
 */
function logChanceOfAgreement(rows: i32): f64 {
  let best: f64 = 0;
  for (let step = 1; step <= THRESHOLDS; step++) {
    let count = 0;
    let contradictions = 0;
    for (let row = 0; row < rows; row++) {
      if (RELIABILITY[PIVOTS[row]] < <f32>step * THRESHOLD_STEP) continue;
      count++;
      if (isContradiction(row)) contradictions++;
    }
    if (4 * contradictions > count) continue;
    best = min(best, logBinomial(count, contradictions) - <f64>count * LN_2);
  }
  // Codewords with as few and as unreliable flips.
  const candidates = <f64>bestFlipCount * <f64>(32 - clz(BEST_FLIPS[0] + 1)) * LN_2;
  return best + candidates + LN_CHOICES;
}

/**
 * Corrects in place a block of `length` bytes, the last `parity` of them parity; `computeSyndromes` must have
 * run on it. `values`: soft value of each bit, positive is 0; `known`: mask of each byte's bits that are
 * certain. Returns the natural logarithm of the maximum probability that noise agrees as well with a
 * codeword, or 1 if none is clearly the best.
 */
export function decodeSoftly(
  block: U8Buffer,
  length: i32,
  parity: i32,
  values: F32Buffer,
  known: U8Buffer,
): f64 {
  const rows = 8 * parity;
  if (8 * length > MAX_BITS || rows > MAX_ROWS) return 1;
  orderBits(length, values, known);
  if (bitCount < rows || RELIABILITY[rows - 1] < MIN_ROW_RELIABILITY) return 1;
  fillMatrix(length, parity);
  if (!eliminate(rows)) return 1;
  // Vectors are compared in whole words.
  memory.fill(changetype<usize>(COSTS), 0, 32768);
  fillCosts(rows);
  for (let flip = 0; flip < min(freeCount, MAX_FLIPPED); flip++)
    takeColumn(FREE_COLUMNS[flip], rows, VECTORS, flip * VECTOR_WORDS);
  takeColumn(bitCount, rows, CONTRADICTIONS, 0);
  bestFlipCount = 0;
  secondCost = f32.MAX_VALUE;
  bestCost = 0;
  for (let row = 0; row < rows; row++) if (hasBit(row, bitCount)) bestCost += RELIABILITY[PIVOTS[row]];
  search(rows);
  if (secondCost - bestCost < MIN_MARGIN) return 1;

  for (let k = 0; k < bestFlipCount; k++) {
    flipBit(block, FREE_COLUMNS[BEST_FLIPS[k]]);
    for (let w = 0; w < VECTOR_WORDS; w++)
      CONTRADICTIONS[w] = CONTRADICTIONS[w] ^ VECTORS[BEST_FLIPS[k] * VECTOR_WORDS + w];
  }
  for (let row = 0; row < rows; row++) if (isContradiction(row)) flipBit(block, PIVOTS[row]);
  return logChanceOfAgreement(rows);
}
