// The patterns of a code whose modules are dots over a photograph, and how well the picture agrees with them under the
// projection in force. A dot is told by its centre against the edges of its module, whatever the photograph shows there.
import { projection } from './homography';
import { size, version } from './known-patterns';
import { U8Buffer } from './memory';
import { grayAt } from './picture';
import { alignmentCentre, alignmentCount, hasAlignment } from './symbol';

/** What is known of a module before anything is read. */
export const DATA_DOT = 0;
export const LIGHT_DOT = 1;
export const DARK_DOT = 2;
/** Finder patterns and their panels are solid, not dots. */
export const SOLID = 3;

/** Versions that a dotted code may have; the text of a Digital ID fits none below 3. */
export const MIN_DOTTED_VERSION = 3;
export const MAX_DOTTED_VERSION = 10;
/** 57 modules a side. */
const KINDS = changetype<U8Buffer>(memory.data(3249));
let preparedVersion = 0;

function setKind(column: i32, row: i32, kind: i32): void {
  KINDS[row * size + column] = <u8>kind;
}

export function dotKind(cell: i32): i32 {
  return KINDS[cell];
}

/** Lays out what is known of a dotted code of the version set. */
export function layOutDots(): void {
  if (preparedVersion === version) return;
  preparedVersion = version;
  memory.fill(changetype<usize>(KINDS), 0, size * size);
  for (let i = 8; i < size - 8; i++) {
    const kind = i & 1 ? LIGHT_DOT : DARK_DOT;
    setKind(i, 6, kind);
    setKind(6, i, kind);
  }
  const count = alignmentCount(version);
  for (let b = 0; b < count; b++)
    for (let a = 0; a < count; a++) {
      if (!hasAlignment(a, b, count)) continue;
      const column = alignmentCentre(version, a);
      const row = alignmentCentre(version, b);
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++)
          setKind(column + i, row + j, max(abs(i), abs(j)) === 1 ? LIGHT_DOT : DARK_DOT);
    }
  for (let j = 0; j < 8; j++)
    for (let i = 0; i < 8; i++) {
      setKind(i, j, SOLID);
      setKind(size - 1 - i, j, SOLID);
      setKind(i, size - 1 - j, SOLID);
    }
}

/** Centre minus the mean of the four edges of the module whose centre is (u, v). */
function dotContrast(u: f32, v: f32): f32 {
  const p = projection;
  const w: f32 = <f32>1 / (p.g * u + p.h * v + 1);
  const x = (p.a * u + p.b * v + p.c) * w;
  const y = (p.d * u + p.e * v + p.f) * w;
  // Half a module along both axes.
  const ux = (p.a - p.g * x) * w * 0.5;
  const uy = (p.d - p.g * y) * w * 0.5;
  const vx = (p.b - p.h * x) * w * 0.5;
  const vy = (p.e - p.h * y) * w * 0.5;
  const edges =
    grayAt(x + ux, y + uy) + grayAt(x - ux, y - uy) + grayAt(x + vx, y + vy) + grayAt(x - vx, y - vy);
  return grayAt(x, y) - edges * 0.25;
}

/** How well the dots of one timing line alternate, -1…1: each is set against its two neighbours. */
export function dotTimingScore(vertical: bool): f32 {
  let previous: f32 = 0;
  let current: f32 = 0;
  let sum: f32 = 0;
  let all: f32 = 1;
  for (let i = 8; i < size - 8; i++) {
    const along = <f32>i + 0.5;
    const next = vertical ? dotContrast(6.5, along) : dotContrast(along, 6.5);
    if (i >= 10) {
      // `current` is module i - 1, light where i is even.
      const difference = current - (previous + next) * 0.5;
      sum += i & 1 ? -difference : difference;
      all += abs(difference);
    }
    previous = current;
    current = next;
  }
  return sum / all;
}

const ALIGNMENT_MODULES: f32 = 25;
/** 8 light modules less 17 dark ones, a module. */
const ALIGNMENT_MEAN_SIGN: f32 = -9.0 / 25;

/** Correlation, -1…1, with an alignment pattern of dots around (u, v). */
export function dotAlignmentScore(u: f32, v: f32): f32 {
  let sum: f32 = 0;
  let squares: f32 = 0;
  let products: f32 = 0;
  for (let j = -2; j <= 2; j++)
    for (let i = -2; i <= 2; i++) {
      const value = dotContrast(u + <f32>i, v + <f32>j);
      sum += value;
      squares += value * value;
      products += max(abs(i), abs(j)) === 1 ? value : -value;
    }
  const mean = sum / ALIGNMENT_MODULES;
  const variance = max<f32>(squares / ALIGNMENT_MODULES - mean * mean, 1);
  const covariance = products / ALIGNMENT_MODULES - ALIGNMENT_MEAN_SIGN * mean;
  return covariance / sqrt(variance * (1 - ALIGNMENT_MEAN_SIGN * ALIGNMENT_MEAN_SIGN));
}

/** A single contrast counts no more: a line of the photograph must not outvote the dots. */
const MAX_CONTRAST: f32 = 60;
const KNOWN_WEIGHT: f32 = 1.5;

/**
 * Mean contrast of the dots, with its sign where the dot is known: it is largest where the grid lies on them.
 * `step`: of how many modules one is looked at.
 */
export function dotEnergy(step: i32): f32 {
  let sum: f32 = 0;
  let weights: f32 = 0;
  for (let row = 0; row < size; row++)
    for (let column = (row * 2) % step; column < size; column += step) {
      if (dotKind(row * size + column) === SOLID) continue;
      sum += min<f32>(abs(dotContrast(<f32>column + 0.5, <f32>row + 0.5)), MAX_CONTRAST);
      weights++;
    }
  for (let i = 8; i < size - 8; i++) {
    const sign: f32 = i & 1 ? KNOWN_WEIGHT : -KNOWN_WEIGHT;
    sum += sign * (dotContrast(<f32>i + 0.5, 6.5) + dotContrast(6.5, <f32>i + 0.5));
    weights += 2 * KNOWN_WEIGHT;
  }
  const centre = <f32>size - 6.5;
  for (let j = -2; j <= 2; j++)
    for (let i = -2; i <= 2; i++) {
      const sign: f32 = max(abs(i), abs(j)) === 1 ? KNOWN_WEIGHT : -KNOWN_WEIGHT;
      sum += sign * dotContrast(centre + <f32>i, centre + <f32>j);
      weights += KNOWN_WEIGHT;
    }
  return sum / weights;
}
