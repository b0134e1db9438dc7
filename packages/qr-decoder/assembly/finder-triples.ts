// Triples of finder patterns that may belong to one code, ranked by their geometry and quality.
import { FinderPattern, finderAt, sortFinders } from './finder';

/**
 * Indices of the corner finder pattern and the two others in upright order; the lowest penalty ranks first.
 */
@unmanaged
export class FinderTriple {
  penalty: f32;
  corner: i32;
  right: i32;
  below: i32;
}

const TRIPLE_BYTES = 16;
const MAX_TRIPLES = 64;
const TRIPLES = memory.data(1024);
let count = 0;

/** Maximum ratio of the module sizes of finder patterns of one code. */
const MAX_MODULE_RATIO: f32 = 2.2;
/** Distance of finder patterns, modules: 14 in version 1 less foreshortening, 170 in version 40. */
const MIN_SIDE_MODULES: f32 = 11;
const MAX_SIDE_MODULES: f32 = 200;
/** Maximum squared ratio of the longer side to the shorter. */
const MAX_SIDE_RATIO: f32 = 7;
/** Maximum absolute cosine of the angle at the corner. */
const MAX_COSINE: f32 = 0.8;

export function tripleCount(): i32 {
  return count;
}
export function tripleAt(i: i32): FinderTriple {
  return changetype<FinderTriple>(TRIPLES + i * TRIPLE_BYTES);
}

function insertTriple(penalty: f32, corner: i32, right: i32, below: i32): void {
  let k = count;
  if (count < MAX_TRIPLES) count++;
  else if (penalty >= tripleAt(count - 1).penalty) return;
  else k = count - 1;
  while (k > 0 && tripleAt(k - 1).penalty > penalty) {
    memory.copy(TRIPLES + k * TRIPLE_BYTES, TRIPLES + (k - 1) * TRIPLE_BYTES, TRIPLE_BYTES);
    k--;
  }
  const triple = tripleAt(k);
  triple.penalty = penalty;
  triple.corner = corner;
  triple.right = right;
  triple.below = below;
}

function squaredDistance(p: FinderPattern, q: FinderPattern): f32 {
  return (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y);
}

/** Whether two finder patterns have the same polarity and similar module sizes. */
function mayBelongTogether(p: FinderPattern, q: FinderPattern): bool {
  return (
    p.isDark === q.isDark &&
    p.module <= MAX_MODULE_RATIO * q.module &&
    q.module <= MAX_MODULE_RATIO * p.module
  );
}

/** Considers a triple with this corner, whose sides have the squared lengths `side1` and `side2`. */
function considerCorner(corner: i32, first: i32, second: i32, side1: f32, side2: f32, diagonal: f32): void {
  const a = finderAt(corner);
  const p = finderAt(first);
  const q = finderAt(second);
  const smallest = min(a.module, min(p.module, q.module));
  const largest = max(a.module, max(p.module, q.module));
  const shorter = min(side1, side2);
  const longer = max(side1, side2);
  const side = sqrt(longer);
  if (side < MIN_SIDE_MODULES * smallest || side > MAX_SIDE_MODULES * largest) return;
  if (longer > MAX_SIDE_RATIO * shorter) return;
  const cosine = abs(side1 + side2 - diagonal) / (2 * sqrt(side1 * side2));
  if (cosine > MAX_COSINE) return;
  const isMirrored = (p.x - a.x) * (q.y - a.y) - (p.y - a.y) * (q.x - a.x) < 0;
  const sideRatio = longer / shorter - 1;
  const hits = <f32>min(a.hits, min(p.hits, q.hits));
  const doubt: f32 = <f32>3 - a.quality - p.quality - q.quality;
  // The weights put the true triple first most often: see decision 0002.
  const penalty =
    cosine +
    0.24 * sideRatio +
    0.59 * (largest / smallest - 1) +
    3.25 / (hits + 1) +
    0.0006 * (side / smallest) +
    1.15 * doubt;
  insertTriple(penalty, corner, isMirrored ? second : first, isMirrored ? first : second);
}

/**
 * Minimum squared ratio of the side opposite the corner to the longest one: the diagonal of a strongly tilted
 * code may be shorter than a side.
 */
const MIN_DIAGONAL_RATIO: f32 = 0.8;

function considerTriple(i: i32, j: i32, k: i32): void {
  const ij = squaredDistance(finderAt(i), finderAt(j));
  const jk = squaredDistance(finderAt(j), finderAt(k));
  const ik = squaredDistance(finderAt(i), finderAt(k));
  const least = MIN_DIAGONAL_RATIO * max(ij, max(jk, ik));
  if (jk >= least) considerCorner(i, j, k, ij, ik, jk);
  if (ij >= least) considerCorner(k, i, j, ik, jk, ij);
  if (ik >= least) considerCorner(j, i, k, ij, jk, ik);
}

/** Ranks the triples of the `limit` best finder patterns. */
export function rankTriples(limit: i32): void {
  const finders = sortFinders(limit);
  count = 0;
  for (let i = 0; i < finders; i++)
    for (let j = i + 1; j < finders; j++) {
      if (!mayBelongTogether(finderAt(i), finderAt(j))) continue;
      for (let k = j + 1; k < finders; k++)
        if (mayBelongTogether(finderAt(i), finderAt(k)) && mayBelongTogether(finderAt(j), finderAt(k)))
          considerTriple(i, j, k);
    }
}

/** Minimum correlation and number of rows of three finder patterns that need no inferred one. */
const CLEAR_TRIPLE_QUALITY: f32 = 0.9;
const CLEAR_TRIPLE_HITS = 8;

/** Whether the best triple consists of clear finder patterns. */
export function hasClearTriple(): bool {
  rankTriples(16);
  if (count === 0) return false;
  const triple = tripleAt(0);
  const a = finderAt(triple.corner);
  const b = finderAt(triple.right);
  const c = finderAt(triple.below);
  return (
    min(a.quality, min(b.quality, c.quality)) >= CLEAR_TRIPLE_QUALITY &&
    min(a.hits, min(b.hits, c.hits)) >= CLEAR_TRIPLE_HITS
  );
}
