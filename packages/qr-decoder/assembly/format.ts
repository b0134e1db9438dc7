// Format information: error correction level and mask, by correlation of both copies with all 32 code words.
import { size } from './known-patterns';
import { softAt } from './soft-modules';

const FORMAT_BITS = 15;
const GENERATOR = 0x537;
const FORMAT_MASK = 0x5412;
/** Soft values are clamped to this, so that one module cannot outweigh the others. */
const MAX_VOTE: f32 = 1.2;

/**
 * The two likeliest of the 32 format words (5 bits: level indicator, mask) and their correlations, at most 1.
 */
export let bestFormat: i32 = 0;
export let bestFormatScore: f32 = 0;
export let secondFormat: i32 = 0;
export let secondFormatScore: f32 = 0;

/** Level (0 L, 1 M, 2 Q, 3 H) of a format word: the indicators are 01, 00, 11, 10. */
export function levelOf(format: i32): i32 {
  return (format >> 3) ^ 1;
}
export function maskOf(format: i32): i32 {
  return format & 7;
}

/** The 15 bits, masked, of a format word: BCH(15, 5). */
export function formatCode(format: i32): i32 {
  let remainder = format;
  for (let i = 0; i < 10; i++) remainder = (remainder << 1) ^ ((remainder >> 9) * GENERATOR);
  return ((format << 10) | remainder) ^ FORMAT_MASK;
}

/** Soft value of the format bit `i` (14 is the first) in the first or the second copy. */
function formatBit(i: i32, copy: i32, mirrored: bool): f32 {
  let column = 8;
  let row = 8;
  if (copy === 0) {
    if (i < 6) row = i;
    else if (i === 6) row = 7;
    else if (i === 8) column = 7;
    else if (i > 8) column = 14 - i;
  } else if (i < 8) column = size - 1 - i;
  else row = size - 15 + i;
  return softAt(column, row, mirrored);
}

/** Sets the best and second format; their scores are normalized by the sum of absolute soft values. */
export function readFormat(mirrored: bool): void {
  bestFormatScore = -1e9;
  secondFormatScore = -1e9;
  let total: f32 = 0;
  for (let i = 0; i < FORMAT_BITS; i++)
    total += abs(formatBit(i, 0, mirrored)) + abs(formatBit(i, 1, mirrored));
  for (let format = 0; format < 32; format++) {
    const code = formatCode(format);
    let sum: f32 = 0;
    for (let i = 0; i < FORMAT_BITS; i++) {
      const sign: f32 = (code >> i) & 1 ? -1 : 1;
      const a = min<f32>(max<f32>(formatBit(i, 0, mirrored), -MAX_VOTE), MAX_VOTE);
      const b = min<f32>(max<f32>(formatBit(i, 1, mirrored), -MAX_VOTE), MAX_VOTE);
      sum += sign * (a + b);
    }
    sum /= total + 0.01;
    if (sum > bestFormatScore) {
      secondFormatScore = bestFormatScore;
      secondFormat = bestFormat;
      bestFormatScore = sum;
      bestFormat = format;
    } else if (sum > secondFormatScore) {
      secondFormatScore = sum;
      secondFormat = format;
    }
  }
}
