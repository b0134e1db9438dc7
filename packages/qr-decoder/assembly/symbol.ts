// Geometry and capacity of symbols by ISO/IEC 18004, for version 1…40 and error correction level (0 L, 1 M, 2
// Q, 3 H).

export const MAX_VERSION = 40;
/** Modules a side of version 40. */
export const MAX_SIDE = 177;

/** A symbol of version v has SIDE_OFFSET + v × SIDE_STEP modules a side. */
export const SIDE_OFFSET: f32 = 17;
export const SIDE_STEP: f32 = 4;

/** Modules a side. */
export function sideOf(version: i32): i32 {
  return 17 + 4 * version;
}

// Rows: level; columns: version.

// biome-ignore format: a table
const PARITY = memory.data<u8>([
  7,10,15,20,26,18,20,24,30,18,20,24,26,30,22,24,28,30,28,28,28,28,30,30,26,28,30,30,30,30,30,30,30,30,30,30,30,30,30,30,
  10,16,26,18,24,16,18,22,22,26,30,22,22,24,24,28,28,26,26,26,26,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,28,
  13,22,18,26,18,24,18,22,20,24,28,26,24,20,30,24,28,28,26,30,28,30,30,30,30,28,30,30,30,30,30,30,30,30,30,30,30,30,30,30,
  17,28,22,16,22,28,26,26,24,28,24,28,22,24,24,30,28,28,26,28,30,24,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,
]);
// biome-ignore format: a table
const BLOCKS = memory.data<u8>([
  1,1,1,1,1,2,2,2,2,4,4,4,4,4,6,6,6,6,7,8,8,9,9,10,12,12,12,13,14,15,16,17,18,19,19,20,21,22,24,25,
  1,1,1,2,2,4,4,4,5,5,5,8,9,9,10,10,11,13,14,16,17,17,18,20,21,23,25,26,28,29,31,33,35,37,38,40,43,45,47,49,
  1,1,2,2,4,4,6,6,8,8,8,10,12,16,12,17,16,18,21,20,23,23,25,27,29,34,34,35,38,40,43,45,48,51,53,56,59,62,65,68,
  1,1,2,4,4,4,5,6,8,8,11,11,16,16,18,16,19,21,25,25,25,34,30,32,35,37,40,42,45,48,51,54,57,60,63,66,70,74,77,81,
]);

/** Parity bytes of each block. */
export function parityOf(version: i32, level: i32): i32 {
  return load<u8>(PARITY + level * 40 + version - 1);
}

/** Number of blocks. */
export function blocksOf(version: i32, level: i32): i32 {
  return load<u8>(BLOCKS + level * 40 + version - 1);
}

/** Codewords of a version, data and parity. */
export function codewordsOf(version: i32): i32 {
  let bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const count = version / 7 + 2;
    bits -= (25 * count - 10) * count - 55;
    if (version >= 7) bits -= 36;
  }
  return bits >> 3;
}

/** Alignment patterns in one direction. */
export function alignmentCount(version: i32): i32 {
  return version === 1 ? 0 : version / 7 + 2;
}

/** Centre module of the `index`-th alignment pattern in one direction. */
export function alignmentCentre(version: i32, index: i32): i32 {
  if (index === 0) return 6;
  const count = alignmentCount(version);
  const step = version === 32 ? 26 : ((version * 4 + count * 2 + 1) / (count * 2 - 2)) * 2;
  return version * 4 + 10 - (count - 1 - index) * step;
}

/** Whether alignment pattern (a, b) of a `count` × `count` lattice exists: not at the finder patterns. */
export function hasAlignment(a: i32, b: i32, count: i32): bool {
  return !((a === 0 && b === 0) || (a === 0 && b === count - 1) || (a === count - 1 && b === 0));
}

/**
 * Whether cell (i, j) of a finder pattern's 9×9 box is dark; the box includes the light separator at 0 and 8.
 */
export function finderCellIsDark(i: i32, j: i32): bool {
  const ring = max(abs(i - 4), abs(j - 4));
  return ring === 3 || ring <= 1;
}
