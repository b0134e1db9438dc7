// What is known of the text of a Digital ID: it begins and ends as every one does, and the rest of the code is padding.
// Where the picture agrees, these bits are pilots: the weights are learned on them, and Reed-Solomon has to find only
// what is between. A text is still read only where its parity proves it.
import {
  bitModule,
  bitValue,
  codewordAt,
  codewordOfData,
  collectCodewords,
  correctBlocks,
  dataCapacity,
  fixCodeword,
  isMasked,
  releaseCodewords,
} from './codewords';
import { bestFormat, bestFormatScore, levelOf, maskOf, readFormat } from './format';
import { size, version } from './known-patterns';
import { I32Buffer, U8Buffer } from './memory';

/** "https://www.gosuslugi.ru/m" and "?p=f". */
const HEAD_BYTES = 26;
// biome-ignore format: one line for each text, so that they can be compared
const HEAD = changetype<U8Buffer>(memory.data<u8>([104,116,116,112,115,58,47,47,119,119,119,46,103,111,115,117,115,108,117,103,105,46,114,117,47,109]));
const TAIL_BYTES = 4;
const TAIL = changetype<U8Buffer>(memory.data<u8>([63, 112, 61, 102]));
/** Between them: "5/" and an identifier. */
const MIN_MIDDLE_BYTES = 8;
/** Mode (byte: 0100) and length, bits. From version 10 on the length has 16 bits: not looked for. */
const MODE_BITS = 4;
const TEXT_FROM = 12;
const MAX_VERSION_WITH_SHORT_COUNT = 9;

/** Correlation of the head's 212 bits, and of everything known, that no other text reaches. */
const MIN_HEAD_SCORE: f32 = 0.5;
const MIN_FORMAT_SCORE: f32 = 0.4;

/** A module of 57 × 57 at most: 0 not known, 1 light, 2 dark. */
const PILOTS = changetype<U8Buffer>(memory.data(3249));
let pilotCount = 0;
/** Where each data byte lies among the codewords. */
const CODEWORD_OF_BYTE = changetype<I32Buffer>(memory.data(1400));

export function hasPilots(): bool {
  return pilotCount > 0;
}
export function isPilot(cell: i32): bool {
  return pilotCount > 0 && PILOTS[cell] !== 0;
}
export function pilotIsLight(cell: i32): bool {
  return PILOTS[cell] === 1;
}
export function forgetPilots(): void {
  if (pilotCount) memory.fill(changetype<usize>(PILOTS), 0, 3249);
  pilotCount = 0;
}

/** The bit (0 or 1) at place `at` of the data of a text of `length` bytes that fills up the data; -1 where it is not known. */
function knownBit(at: i32, length: i32): i32 {
  if (at < MODE_BITS) return at === 1 ? 1 : 0;
  if (at < TEXT_FROM) return (length >> (TEXT_FROM - 1 - at)) & 1;
  const byte = (at - TEXT_FROM) >> 3;
  const bit = 7 - ((at - TEXT_FROM) & 7);
  if (byte < HEAD_BYTES) return (HEAD[byte] >> <u8>bit) & 1;
  // Between them are letters, digits and signs of ASCII.
  if (byte < length - TAIL_BYTES) return bit === 7 ? 0 : -1;
  if (byte < length) return (TAIL[byte - length + TAIL_BYTES] >> <u8>bit) & 1;
  // The terminator and the mode make up one byte with the length.
  const padding = (at >> 3) - length - 2;
  if (padding < 0) return 0;
  const value: i32 = padding & 1 ? 0x11 : 0xec;
  return (value >> (7 - (at & 7))) & 1;
}

let scoreSum: f32 = 0;
let scoreWeight: f32 = 0;

/** Adds how the bits from `from` to `to` agree with a text of that length. */
function addScore(from: i32, to: i32, length: i32): void {
  for (let at = from; at < to; at++) {
    const bit = knownBit(at, length);
    if (bit < 0) continue;
    const value = min<f32>(max<f32>(bitValue(CODEWORD_OF_BYTE[at >> 3] * 8 + (at & 7)), -1), 1);
    scoreSum += bit ? -value : value;
    scoreWeight += abs(value);
  }
}

/** The length that agrees best; 0 where the text does not begin as a Digital ID's. */
function findLength(capacity: i32): i32 {
  scoreSum = 0;
  scoreWeight = 1;
  addScore(TEXT_FROM, TEXT_FROM + 8 * HEAD_BYTES, 0);
  addScore(0, MODE_BITS, 0);
  const headSum = scoreSum;
  const headWeight = scoreWeight;
  if (headSum < MIN_HEAD_SCORE * headWeight) return 0;
  let best: f32 = 0;
  let length = 0;
  for (let candidate = HEAD_BYTES + MIN_MIDDLE_BYTES + TAIL_BYTES; candidate <= capacity - 2; candidate++) {
    scoreSum = headSum;
    scoreWeight = headWeight;
    addScore(MODE_BITS, TEXT_FROM, candidate);
    addScore(TEXT_FROM + 8 * (candidate - TAIL_BYTES), 8 * capacity, candidate);
    // More known bits that agree are better than few.
    const score = scoreSum - 0.5 * (scoreWeight - headWeight);
    if (scoreSum > MIN_HEAD_SCORE * scoreWeight && score > best) {
      best = score;
      length = candidate;
    }
  }
  return length;
}

/** Reads what SOFT holds as the code of a Digital ID, and leaves its known bits as pilots. */
export function readWithKnownText(): bool {
  forgetPilots();
  if (version > MAX_VERSION_WITH_SHORT_COUNT) return false;
  readFormat(false);
  if (bestFormatScore < MIN_FORMAT_SCORE) return false;
  const mask = maskOf(bestFormat);
  const level = levelOf(bestFormat);
  collectCodewords(mask, false);
  const capacity = dataCapacity(level);
  if (capacity < HEAD_BYTES + MIN_MIDDLE_BYTES + TAIL_BYTES + 2) return false;
  for (let i = 0; i < capacity; i++) CODEWORD_OF_BYTE[i] = codewordOfData(i, level);
  const length = findLength(capacity);
  if (length === 0) return false;
  for (let i = 0; i < capacity; i++) {
    const codeword = CODEWORD_OF_BYTE[i];
    let word = <i32>codewordAt(codeword);
    let known = 0;
    for (let k = 0; k < 8; k++) {
      const bit = knownBit(8 * i + k, length);
      if (bit < 0) continue;
      known++;
      const digit = 0x80 >> k;
      word = bit ? word | digit : word & ~digit;
      const module = bitModule(codeword * 8 + k);
      const masked = isMasked(mask, module % size, module / size);
      PILOTS[module] = (bit !== 0) === masked ? 1 : 2;
      pilotCount++;
    }
    if (known > 0) fixCodeword(codeword, <u8>word, known === 8);
  }
  const read = correctBlocks(level);
  releaseCodewords();
  return read;
}
