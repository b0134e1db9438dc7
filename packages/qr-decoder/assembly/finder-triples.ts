// Which three finders may belong to one code: ranked by how well their geometry fits.
import { FinderPattern, finderAt, sortFinders } from './finder';

/** Indices of the finder at the corner and of the two others, so that the code is not mirrored; a low penalty is good. */
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

/** Finders of one code have modules alike: the largest at most this many times the smallest. */
const MAX_MODULE_RATIO: f32 = 2.2;
/** Modules between two finders: 14 of version 1 less what tilt takes, 170 of version 40 and some. */
const MIN_SIDE_MODULES: f32 = 11;
const MAX_SIDE_MODULES: f32 = 200;
/** Squared: the longer side over the shorter. */
const MAX_SIDE_RATIO: f32 = 7;
/** Of the angle at the corner; a right one has 0. */
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

/** Whether two finders have the same polarity and similar modules. */
function mayBelongTogether(p: FinderPattern, q: FinderPattern): bool {
  return (
    p.isDark === q.isDark &&
    p.module <= MAX_MODULE_RATIO * q.module &&
    q.module <= MAX_MODULE_RATIO * p.module
  );
}

function considerTriple(i: i32, j: i32, k: i32): void {
  const p = finderAt(i);
  const q = finderAt(j);
  const r = finderAt(k);
  const least = min(p.module, min(q.module, r.module));
  const most = max(p.module, max(q.module, r.module));
  const pq = squaredDistance(p, q);
  const qr = squaredDistance(q, r);
  const pr = squaredDistance(p, r);
  // The corner lies opposite the longest side.
  let corner = i;
  let right = j;
  let below = k;
  let diagonal = qr;
  let side1 = pq;
  let side2 = pr;
  if (pq >= qr && pq >= pr) {
    corner = k;
    right = i;
    below = j;
    diagonal = pq;
    side1 = pr;
    side2 = qr;
  } else if (pr >= qr && pr >= pq) {
    corner = j;
    right = i;
    below = k;
    diagonal = pr;
    side1 = pq;
    side2 = qr;
  }
  const shorter = min(side1, side2);
  const longer = max(side1, side2);
  const side = sqrt(longer);
  if (side < MIN_SIDE_MODULES * least || side > MAX_SIDE_MODULES * most) return;
  if (longer > MAX_SIDE_RATIO * shorter) return;
  const cosine = abs(side1 + side2 - diagonal) / (2 * sqrt(side1 * side2));
  if (cosine > MAX_COSINE) return;
  const a = finderAt(corner);
  const b = finderAt(right);
  const c = finderAt(below);
  if ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) < 0) {
    const swapped = right;
    right = below;
    below = swapped;
  }
  const sideRatio = longer / shorter - 1;
  const hits = <f32>min(p.hits, min(q.hits, r.hits));
  const penalty =
    cosine + 0.25 * sideRatio + 0.8 * (most / least - 1) + 1.2 / (hits + 1) + 0.004 * (side / least);
  insertTriple(penalty, corner, right, below);
}

/** Ranks the triples of the `limit` best finders. */
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
