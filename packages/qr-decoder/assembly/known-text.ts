// Known text of a Digital ID: every one has the same prefix and suffix, followed by padding. If the soft
// values correlate with them, these bits become pilot bits: weights are trained on them, and Reed-Solomon has
// to correct only the bytes between. A text is accepted only if its parity confirms it.
import {
  bitModule,
  bitValue,
  codewordAt,
  codewordOfData,
  collectCodewords,
  correctBlocks,
  DATA_BYTES,
  dataCapacity,
  fixCodeword,
  isMasked,
  releaseCodewords,
} from './codewords';
import { bestFormat, bestFormatScore, levelOf, maskOf, readFormat } from './format';
import { size, version } from './known-patterns';
import { F32Buffer, I32Buffer, U8Buffer } from './memory';

/** "https://www.gosuslugi.ru/m" and "?p=f". */
const HEAD_BYTES = 26;
// biome-ignore format: one line for each text, so that they can be compared
const HEAD = changetype<U8Buffer>(memory.data<u8>([104,116,116,112,115,58,47,47,119,119,119,46,103,111,115,117,115,108,117,103,105,46,114,117,47,109]));
const TAIL_BYTES = 4;
const TAIL = changetype<U8Buffer>(memory.data<u8>([63, 112, 61, 102]));
/** Minimum length of "5/" and the identifier between prefix and suffix. */
const MIN_MIDDLE_BYTES = 8;
const MIN_TEXT_BYTES = HEAD_BYTES + MIN_MIDDLE_BYTES + TAIL_BYTES;
/** Mode, length and terminator, in total. */
const FRAME_BYTES = 2;
/** Bits of the mode indicator (byte: 0100), and with the length; 16-bit lengths are ignored. */
const MODE_BITS = 4;
const TEXT_FROM = 12;
const MAX_VERSION_WITH_SHORT_COUNT = 9;

/** Minimum correlation of the 212 known prefix bits, and of all known bits, above that of any other text. */
const MIN_HEAD_SCORE: f32 = 0.5;
const MIN_FORMAT_SCORE: f32 = 0.4;

/** Pilot bits by module, 57 × 57 at most: 0 unknown, 1 light, 2 dark. */
const PILOTS = changetype<U8Buffer>(memory.data(3249));
let pilotCount = 0;
/** Codeword index of each data byte. */
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

/** Bit `at` (0 or 1) of the data that encode a text of `length` bytes, padding included; -1 if unknown. */
function knownBit(at: i32, length: i32): i32 {
  if (at < MODE_BITS) return at === 1 ? 1 : 0;
  if (at < TEXT_FROM) return (length >> (TEXT_FROM - 1 - at)) & 1;
  const byte = (at - TEXT_FROM) >> 3;
  const bit = 7 - ((at - TEXT_FROM) & 7);
  if (byte < HEAD_BYTES) return (HEAD[byte] >> <u8>bit) & 1;
  // The bytes between prefix and suffix are ASCII, so their highest bit is 0.
  if (byte < length - TAIL_BYTES) return bit === 7 ? 0 : -1;
  if (byte < length) return (TAIL[byte - length + TAIL_BYTES] >> <u8>bit) & 1;
  const padding = (at >> 3) - length - FRAME_BYTES;
  if (padding < 0) return 0;
  const value: i32 = padding & 1 ? 0x11 : 0xec;
  return (value >> (7 - (at & 7))) & 1;
}

let scoreSum: f32 = 0;
let scoreWeight: f32 = 0;

/** Adds the correlation of the bits from `from` to `to` with a text of `length` bytes. */
function addScore(from: i32, to: i32, length: i32): void {
  for (let at = from; at < to; at++) {
    const bit = knownBit(at, length);
    if (bit < 0) continue;
    const value = min<f32>(max<f32>(bitValue(CODEWORD_OF_BYTE[at >> 3] * 8 + (at & 7)), -1), 1);
    scoreSum += bit ? -value : value;
    scoreWeight += abs(value);
  }
}

/**
 * Sums and weights (`addScore`) of the padding from each data byte on. The two padding bytes alternate: index
 * 2 × byte begins with the first, 2 × byte + 1 with the second. 232 data bytes of version 9, and two past
 * the end.
 */
const PADDING_SUMS = changetype<F32Buffer>(memory.data(1888));
const PADDING_WEIGHTS = changetype<F32Buffer>(memory.data(1888));

function addPadding(capacity: i32): void {
  for (let k = 2 * capacity; k < 2 * capacity + 4; k++) PADDING_SUMS[k] = PADDING_WEIGHTS[k] = 0;
  for (let byte = capacity - 1; byte >= MIN_TEXT_BYTES + FRAME_BYTES; byte--)
    for (let second = 0; second < 2; second++) {
      scoreSum = scoreWeight = 0;
      // The length after which this byte is the first or the second of the padding.
      addScore(8 * byte, 8 * byte + 8, byte - FRAME_BYTES - second);
      PADDING_SUMS[2 * byte + second] = scoreSum + PADDING_SUMS[2 * byte + 3 - second];
      PADDING_WEIGHTS[2 * byte + second] = scoreWeight + PADDING_WEIGHTS[2 * byte + 3 - second];
    }
}

/** The text length with the highest correlation; 0 if the prefix is not that of a Digital ID. */
function findLength(capacity: i32): i32 {
  scoreSum = 0;
  scoreWeight = 1;
  addScore(TEXT_FROM, TEXT_FROM + 8 * HEAD_BYTES, 0);
  addScore(0, MODE_BITS, 0);
  const headSum = scoreSum;
  const headWeight = scoreWeight;
  if (headSum < MIN_HEAD_SCORE * headWeight) return 0;
  addPadding(capacity);
  let best: f32 = 0;
  let length = 0;
  for (let candidate = MIN_TEXT_BYTES; candidate <= capacity - FRAME_BYTES; candidate++) {
    const padding = candidate + FRAME_BYTES;
    scoreSum = headSum + PADDING_SUMS[2 * padding];
    scoreWeight = headWeight + PADDING_WEIGHTS[2 * padding];
    addScore(MODE_BITS, TEXT_FROM, candidate);
    addScore(TEXT_FROM + 8 * (candidate - TAIL_BYTES), 8 * padding, candidate);
    // Favours lengths with more matching known bits.
    const score = scoreSum - 0.5 * (scoreWeight - headWeight);
    if (scoreSum > MIN_HEAD_SCORE * scoreWeight && score > best) {
      best = score;
      length = candidate;
    }
  }
  return length;
}

/** Whether the decoded text between prefix and suffix consists of letters, digits, and - . / _ */
function hasIdentifier(length: i32): bool {
  for (let byte = HEAD_BYTES; byte < length - TAIL_BYTES; byte++) {
    // Mode and length shift the text by half a byte.
    const character = ((<i32>DATA_BYTES[byte + 1] & 15) << 4) | (<i32>DATA_BYTES[byte + 2] >> 4);
    const letter = (character | 32) - 97;
    const isLetter = letter >= 0 && letter < 26;
    if (!isLetter && !(character >= 45 && character <= 57) && character !== 95) return false;
  }
  return true;
}

/**
 * Decodes SOFT as the code of a Digital ID, and sets its known bits as pilot bits. `softly`: also by soft
 * values, which takes longer.
 */
export function readWithKnownText(softly: bool): bool {
  forgetPilots();
  if (version > MAX_VERSION_WITH_SHORT_COUNT) return false;
  readFormat(false);
  if (bestFormatScore < MIN_FORMAT_SCORE) return false;
  const mask = maskOf(bestFormat);
  const level = levelOf(bestFormat);
  collectCodewords(mask, false);
  const capacity = dataCapacity(level);
  if (capacity < MIN_TEXT_BYTES + FRAME_BYTES) return false;
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
      const digit = 0x80 >> k;
      known |= digit;
      word = bit ? word | digit : word & ~digit;
      const module = bitModule(codeword * 8 + k);
      const masked = isMasked(mask, module % size, module / size);
      PILOTS[module] = (bit !== 0) === masked ? 1 : 2;
      pilotCount++;
    }
    if (known > 0) fixCodeword(codeword, <u8>word, <u8>known);
  }
  const read = correctBlocks(level, softly) && hasIdentifier(length);
  releaseCodewords();
  return read;
}
