// Cache of the finder pattern triples tried in this picture, so that later passes do not repeat failed
// attempts.
import { FinderPattern } from './finder';

/** Finder pattern centres of a tried triple, px. */
@unmanaged
class TriedTriple {
  ax: f32;
  ay: f32;
  bx: f32;
  by: f32;
  cx: f32;
  cy: f32;
  /** A depth, plus TRIED_ON_LEAST. */
  kind: i32;
}

const TRIED_BYTES = 28;
const MAX_TRIED = 512;
const TRIED = memory.data(14336);
let count = 0;

export const TRIED_ON_LEAST = 16;
/** Centres that differ by less are equal, because each pass measures them again. */
const MAX_SHIFT_MODULES: f32 = 0.25;
const MAX_SHIFT_PX: f32 = 1;
/** The depth at which centres measured again are worth another attempt: the limit is then MAX_SHIFT_PX. */
const THOROUGH_DEPTH = 2;

export function forgetTried(): void {
  count = 0;
}

function isSameCentre(x: f32, y: f32, finder: FinderPattern, modules: f32): bool {
  const limit = max<f32>(modules * finder.module, MAX_SHIFT_PX);
  return abs(finder.x - x) < limit && abs(finder.y - y) < limit;
}

/** Whether the same triple was tried before as `kind`. */
export function wasTried(a: FinderPattern, b: FinderPattern, c: FinderPattern, kind: i32): bool {
  const modules: f32 = kind === THOROUGH_DEPTH ? 0 : MAX_SHIFT_MODULES;
  for (let i = 0; i < count; i++) {
    const tried = changetype<TriedTriple>(TRIED + i * TRIED_BYTES);
    if (
      tried.kind === kind &&
      isSameCentre(tried.ax, tried.ay, a, modules) &&
      isSameCentre(tried.bx, tried.by, b, modules) &&
      isSameCentre(tried.cx, tried.cy, c, modules)
    )
      return true;
  }
  return false;
}

/** Adds a triple that was tried as `kind`; does nothing if the cache is full. */
export function noteTried(a: FinderPattern, b: FinderPattern, c: FinderPattern, kind: i32): void {
  if (count === MAX_TRIED) return;
  const tried = changetype<TriedTriple>(TRIED + count * TRIED_BYTES);
  tried.ax = a.x;
  tried.ay = a.y;
  tried.bx = b.x;
  tried.by = b.y;
  tried.cx = c.x;
  tried.cy = c.y;
  tried.kind = kind;
  count++;
}
