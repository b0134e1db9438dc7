// Where a code is in the picture, decoded or not.
import { FinderPattern, finderAt, finderCount, sortFinders } from './finder';
import { rankTriples, tripleAt, tripleCount } from './finder-triples';
import { mapX, mapY } from './homography';
import { size } from './known-patterns';
import { F32Buffer } from './memory';

/** Minimum correlation of a clear finder pattern, and minimum number of rows, each counted in several passes. */
const MIN_QUALITY: f32 = 0.6;
const MIN_HITS = 4;
/** Maximum number of finder patterns examined. */
const MAX_FINDERS = 12;

function isClear(finder: FinderPattern): bool {
  return finder.quality >= MIN_QUALITY && finder.hits >= MIN_HITS;
}

const CORNERS = changetype<F32Buffer>(memory.data(32));

function setCorner(k: i32, x: f32, y: f32): void {
  CORNERS[2 * k] = x;
  CORNERS[2 * k + 1] = y;
}

/** Half a finder pattern, modules: from its centre to the edge of the code. */
const HALF_FINDER: f32 = 3.5;

/** Sets the corners of the parallelogram through three finder patterns. */
function setCornersThrough(a: FinderPattern, b: FinderPattern, c: FinderPattern): void {
  const module = (a.module + b.module + c.module) / 3;
  const ux = b.x - a.x;
  const uy = b.y - a.y;
  const vx = c.x - a.x;
  const vy = c.y - a.y;
  const u: f32 = (HALF_FINDER * module) / max<f32>(sqrt(ux * ux + uy * uy), 1);
  const v: f32 = (HALF_FINDER * module) / max<f32>(sqrt(vx * vx + vy * vy), 1);
  for (let k = 0; k < 4; k++) {
    const s: f32 = k === 1 || k === 2 ? 1 + u : -u;
    const t: f32 = k >= 2 ? 1 + v : -v;
    setCorner(k, a.x + s * ux + t * vx, a.y + s * uy + t * vy);
  }
}

/**
 * Address of the corners of the code: top left, top right, bottom right, bottom left, eight f32, px; 0 if
 * they are not known. `decoded`: of the code that was decoded last, else of the clearest one.
 */
export function codeCorners(decoded: i32): usize {
  if (decoded) {
    const n = <f32>size;
    for (let k = 0; k < 4; k++) {
      const u: f32 = k === 1 || k === 2 ? n : 0;
      const v: f32 = k >= 2 ? n : 0;
      setCorner(k, mapX(u, v), mapY(u, v));
    }
    return changetype<usize>(CORNERS);
  }
  rankTriples(MAX_FINDERS);
  for (let t = 0; t < tripleCount(); t++) {
    const triple = tripleAt(t);
    const a = finderAt(triple.corner);
    const b = finderAt(triple.right);
    const c = finderAt(triple.below);
    if (!isClear(a) || !isClear(b) || !isClear(c)) continue;
    setCornersThrough(a, b, c);
    return changetype<usize>(CORNERS);
  }
  return 0;
}

/** Clear finder patterns: their number, mean module size and bounding box of their centres, px. */
@unmanaged
class ClearFinders {
  count: i32;
  module: f32;
  left: f32;
  top: f32;
  right: f32;
  bottom: f32;
}
const CLEAR = changetype<ClearFinders>(memory.data(24));

/** Address of the clear finder patterns of the picture. */
export function clearFinders(): usize {
  CLEAR.count = 0;
  CLEAR.module = 0;
  CLEAR.left = CLEAR.top = f32.MAX_VALUE;
  CLEAR.right = CLEAR.bottom = 0;
  sortFinders(MAX_FINDERS);
  let best: f32 = 0;
  for (let i = 0; i < min(finderCount(), MAX_FINDERS); i++) {
    const finder = finderAt(i);
    if (!isClear(finder)) continue;
    // Noise may look like small finder patterns beside those of a code, so the best ones decide the size.
    if (best === 0) best = finder.module;
    if (finder.module > 2 * best || finder.module < 0.5 * best) continue;
    CLEAR.module += (finder.module - CLEAR.module) / <f32>(CLEAR.count + 1);
    CLEAR.count++;
    CLEAR.left = min(CLEAR.left, finder.x);
    CLEAR.top = min(CLEAR.top, finder.y);
    CLEAR.right = max(CLEAR.right, finder.x);
    CLEAR.bottom = max(CLEAR.bottom, finder.y);
  }
  return changetype<usize>(CLEAR);
}
