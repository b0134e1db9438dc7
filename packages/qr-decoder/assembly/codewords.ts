// Soft values to codewords, and interleaved codewords to corrected data bytes.
import { CARRIES_NO_DATA, cellKind, cellsPerRow } from './function-patterns';
import { size, version } from './known-patterns';
import { logBinomial } from './log-chance';
import { F32Buffer, I32Buffer, U8Buffer } from './memory';
import { decodeSoftly } from './ordered-statistics';
import { computeSyndromes, correctErrors } from './reed-solomon';
import { softAt } from './soft-modules';
import { blocksOf, codewordsOf, parityOf } from './symbol';

const MAX_CODEWORDS = 3712;
const CODEWORDS = changetype<U8Buffer>(memory.data(MAX_CODEWORDS));
/** Unreliability of each codeword; the highest become erasures. */
const DOUBTS = changetype<F32Buffer>(memory.data(14848));
/** Mask of each codeword's bits of the known text (`known-text.ts`), which a correction must not change. */
const FIXED = changetype<U8Buffer>(memory.data(MAX_CODEWORDS));
const ALL_BITS: u8 = 255;
let fixedCount = 0;
/** Unmasked soft value (positive is 0) and module of each bit, up to the 346 codewords of version 10. */
const MAX_KEPT_BITS = 2768;
const BIT_VALUES = changetype<F32Buffer>(memory.data(11072));
const BIT_MODULES = changetype<I32Buffer>(memory.data(11072));
const BLOCK = changetype<U8Buffer>(memory.data(256));
const BLOCK_DOUBTS = changetype<F32Buffer>(memory.data(1024));
const ERASURES = changetype<U8Buffer>(memory.data(256));

/** Data bytes of the last success. */
export const DATA_BYTES = changetype<U8Buffer>(memory.data(2960));
export let dataLength: i32 = 0;
export let dataVersion: i32 = 0;
export let dataLevel: i32 = 0;
/** Natural logarithm of the probability that noise decodes to this code. */
export let dataLogChance: f64 = 0;

/** Soft values below this make their codeword unreliable. */
const SURE: f32 = 0.5;
/** Maximum log probability that noise decodes to a block, and to a code. */
const MAX_BLOCK_LOG_CHANCE: f64 = -13;
const MAX_CODE_LOG_CHANCE: f64 = -18;
/** Up to this version parity is so short that random modules sometimes decode, so the limits are stricter. */
export const MAX_SHORT_VERSION = 2;
const MAX_SHORT_CODE_LOG_CHANCE: f64 = -27;
/** ln 255: values of an error. ln 256: values excluded by a parity byte. */
const LN_255: f64 = 5.541;
const LN_256: f64 = 5.545;
/** Attempts for each block: the first without erasures, each later one with more of them. */
const ERASURE_ATTEMPTS = 7;
/** Parity bytes reserved for error detection. */
const MIN_SPARE_PARITY = 3;

/** Whether the mask inverts the module. */
export function isMasked(mask: i32, column: i32, row: i32): bool {
  const u = column;
  const v = row;
  switch (mask) {
    case 0:
      return ((u + v) & 1) === 0;
    case 1:
      return (v & 1) === 0;
    case 2:
      return u % 3 === 0;
    case 3:
      return (u + v) % 3 === 0;
    case 4:
      return ((u / 3 + v / 2) & 1) === 0;
    case 5:
      return ((u * v) & 1) + ((u * v) % 3) === 0;
    case 6:
      return ((((u * v) & 1) + ((u * v) % 3)) & 1) === 0;
    default:
      return ((((u + v) & 1) + ((u * v) % 3)) & 1) === 0;
  }
}

/** Reads the codewords from SOFT in zigzag order, and their unreliability from their weakest bits. */
export function collectCodewords(mask: i32, mirrored: bool): void {
  const total = codewordsOf(version);
  let index = 0;
  let bit = 0;
  let word = 0;
  let weakest: f32 = 1e9;
  let doubt: f32 = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let k = 0; k < size; k++) {
      const row = upward ? size - 1 - k : k;
      for (let j = 0; j < 2; j++) {
        const column = right - j;
        if (cellKind((row + 1) * cellsPerRow + column + 1) & CARRIES_NO_DATA) continue;
        if (index >= total) return;
        const value = softAt(column, row, mirrored);
        const masked = isMasked(mask, column, row);
        word = (word << 1) | (value < 0 !== masked ? 1 : 0);
        const place = index * 8 + bit;
        if (place < MAX_KEPT_BITS) {
          BIT_VALUES[place] = masked ? -value : value;
          BIT_MODULES[place] = row * size + column;
        }
        const certainty = abs(value);
        weakest = min(weakest, certainty);
        doubt += max<f32>(0, SURE - certainty);
        bit++;
        if (bit === 8) {
          CODEWORDS[index] = <u8>word;
          DOUBTS[index] = doubt + 0.2 * (1 - min<f32>(weakest, 1));
          index++;
          bit = 0;
          word = 0;
          weakest = 1e9;
          doubt = 0;
        }
      }
    }
  }
}

/** Soft value (positive is 0) of a bit of the collected codewords. */
export function bitValue(place: i32): f32 {
  return BIT_VALUES[place];
}
/** Module (row × size + column) of a bit of the collected codewords. */
export function bitModule(place: i32): i32 {
  return BIT_MODULES[place];
}

/** Replaces a codeword by one with known text. `known`: mask of the known bits. */
export function fixCodeword(index: i32, value: u8, known: u8): void {
  CODEWORDS[index] = value;
  FIXED[index] = known;
  fixedCount++;
  if (known === ALL_BITS) DOUBTS[index] = -1;
}
export function codewordAt(index: i32): u8 {
  return CODEWORDS[index];
}
export function releaseCodewords(): void {
  if (fixedCount) memory.fill(changetype<usize>(FIXED), 0, MAX_CODEWORDS);
  fixedCount = 0;
}

/** Index among the interleaved codewords of byte `at` of the concatenated data of all blocks. */
export function codewordOfData(at: i32, level: i32): i32 {
  const total = codewordsOf(version);
  const blocks = blocksOf(version, level);
  const shortLength = total / blocks;
  const firstLong = blocks - (total - shortLength * blocks);
  const shortData = shortLength - parityOf(version, level);
  const inShort = firstLong * shortData;
  const block = at < inShort ? at / shortData : firstLong + (at - inShort) / (shortData + 1);
  const i = at < inShort ? at % shortData : (at - inShort) % (shortData + 1);
  return i < shortData ? i * blocks + block : shortData * blocks + block - firstLong;
}
/** Data bytes of all blocks together. */
export function dataCapacity(level: i32): i32 {
  return codewordsOf(version) - blocksOf(version, level) * parityOf(version, level);
}

/**
 * The block before its correction, the mask of each byte's known bits, and for each byte the index of its
 * codeword and the soft values of its bits.
 */
const BLOCK_BEFORE = changetype<U8Buffer>(memory.data(256));
const BLOCK_FIXED = changetype<U8Buffer>(memory.data(256));
const BLOCK_INDICES = changetype<I32Buffer>(memory.data(1024));
const BLOCK_VALUES = changetype<F32Buffer>(memory.data(8192));
let blockFixedCount = 0;

/** Whether a correction has not changed known text. */
function keepsFixed(length: i32): bool {
  if (fixedCount === 0) return true;
  for (let i = 0; i < length; i++) if (BLOCK_FIXED[i] & (BLOCK[i] ^ BLOCK_BEFORE[i])) return false;
  return true;
}

/** Copies block `b` from the interleaved codewords; blocks from `firstLong` on have one more data byte. */
function deinterleave(b: i32, blocks: i32, shortData: i32, data: i32, length: i32, firstLong: i32): void {
  const longs = blocks - firstLong;
  blockFixedCount = 0;
  for (let i = 0; i < length; i++) {
    const index =
      i < shortData
        ? i * blocks + b
        : i < data
          ? shortData * blocks + b - firstLong
          : shortData * blocks + longs + (i - data) * blocks + b;
    BLOCK[i] = CODEWORDS[index];
    BLOCK_BEFORE[i] = CODEWORDS[index];
    BLOCK_FIXED[i] = FIXED[index];
    if (FIXED[index] === ALL_BITS) blockFixedCount++;
    BLOCK_INDICES[i] = index;
    BLOCK_DOUBTS[i] = DOUBTS[index];
  }
}

/** Appends the least reliable byte that is not listed yet as erasure `k`. */
function listErasure(length: i32, k: i32): void {
  let worst: f32 = -1;
  let worstIndex = 0;
  for (let i = 0; i < length; i++) {
    const doubt = BLOCK_DOUBTS[i];
    if (doubt > worst) {
      worst = doubt;
      worstIndex = i;
    }
  }
  ERASURES[k] = <u8>worstIndex;
  BLOCK_DOUBTS[worstIndex] = -2;
}

/** Erasures of an attempt: none, then 15 % more of the parity each time, finally all but the reserve. */
function erasuresOf(attempt: i32, parity: i32): i32 {
  if (attempt === 0) return 0;
  return attempt === ERASURE_ATTEMPTS - 1 ? parity - MIN_SPARE_PARITY : (parity * attempt * 3) / 20;
}

/** Corrects the block by its soft values; returns the log probability that noise decodes to it, or 1. */
function correctSoftly(length: i32, parity: i32): f64 {
  memory.copy(changetype<usize>(BLOCK), changetype<usize>(BLOCK_BEFORE), length);
  for (let i = 0; i < length; i++)
    for (let bit = 0; bit < 8; bit++) BLOCK_VALUES[8 * i + bit] = bitValue(8 * BLOCK_INDICES[i] + bit);
  return decodeSoftly(BLOCK, length, parity, BLOCK_VALUES, BLOCK_FIXED);
}

/**
 * Corrects all blocks into DATA_BYTES; false if a block cannot be corrected or noise could have decoded.
 * `softly`: also by soft values, with known text.
 */
export function correctBlocks(level: i32, softly: bool = false): bool {
  const total = codewordsOf(version);
  const blocks = blocksOf(version, level);
  const parity = parityOf(version, level);
  const shortLength = total / blocks;
  const firstLong = blocks - (total - shortLength * blocks);
  const shortData = shortLength - parity;
  let out = 0;
  dataLogChance = 0;
  for (let b = 0; b < blocks; b++) {
    const data = shortData + (b >= firstLong ? 1 : 0);
    const length = data + parity;
    let corrected = false;
    deinterleave(b, blocks, shortData, data, length, firstLong);
    let listed = 0;
    const isClean = computeSyndromes(BLOCK, length, parity);
    for (let attempt = 0; attempt < ERASURE_ATTEMPTS && !corrected; attempt++) {
      const erasures = erasuresOf(attempt, parity);
      if (attempt > 0 && erasures <= 0) continue;
      if (attempt > 0) memory.copy(changetype<usize>(BLOCK), changetype<usize>(BLOCK_BEFORE), length);
      while (listed < erasures) listErasure(length, listed++);
      const errors = isClean ? 0 : correctErrors(BLOCK, length, parity, ERASURES, erasures);
      if (errors < 0 || !keepsFixed(length)) continue;
      const logChance =
        logBinomial(length - blockFixedCount - erasures, errors) +
        <f64>errors * LN_255 -
        <f64>(parity - erasures) * LN_256;
      if (logChance > MAX_BLOCK_LOG_CHANCE) continue;
      dataLogChance += logChance;
      corrected = true;
    }
    if (!corrected && softly) {
      const logChance = correctSoftly(length, parity);
      corrected = logChance <= MAX_BLOCK_LOG_CHANCE;
      dataLogChance += logChance;
    }
    if (!corrected) return false;
    memory.copy(changetype<usize>(DATA_BYTES) + out, changetype<usize>(BLOCK), data);
    out += data;
  }
  if (dataLogChance > (version <= MAX_SHORT_VERSION ? MAX_SHORT_CODE_LOG_CHANCE : MAX_CODE_LOG_CHANCE))
    return false;
  dataLength = out;
  dataVersion = version;
  dataLevel = level;
  return true;
}
