// The ratio 1:1:3:1:1 of the runs through a finder pattern, or 1:3:1 of its inner runs if the page is as dark
// as its outer ring.

/** Modules of all five runs, and of the inner three. */
export const FINDER_MODULES = 7;
const INNER_MODULES = 5;
const TWENTIETHS = 20;

// Limits in twentieths of a module: 0.35…1.85 for a narrow run, 1.8…4.4 for the middle run.
const MIN_NARROW = 7;
const MAX_NARROW = 37;
const MIN_MIDDLE = 36;
const MAX_MIDDLE = 88;
// Three runs say less than five, so their limits are closer: 0.5…1.55 and 2.2…3.8.
const MIN_INNER_NARROW = 10;
const MAX_INNER_NARROW = 31;
const MIN_INNER_MIDDLE = 44;
const MAX_INNER_MIDDLE = 76;

/** Minimum length of the five runs, px of the picture and of the scanned plane; shorter ones are noise. */
const MIN_FINDER_PX: f32 = 7;
const MIN_PLANE_PX = 8;

// What is searched: the inner runs only; the limits above that apply; modules and twentieths of the runs that
// they relate to; minimum length of five runs, px of the plane.
export let isRingless = false;
export let minNarrow = MIN_NARROW;
export let maxNarrow = MAX_NARROW;
export let minMiddle = MIN_MIDDLE;
export let maxMiddle = MAX_MIDDLE;
export let bodyModules = FINDER_MODULES;
export let twentieths = FINDER_MODULES * TWENTIETHS;
export let minFinderPx = MIN_PLANE_PX;

/** Sets what is searched in a plane of which a pixel is `scale` px of the picture. */
export function searchFor(ringless: bool, scale: f32): void {
  isRingless = ringless;
  minNarrow = ringless ? MIN_INNER_NARROW : MIN_NARROW;
  maxNarrow = ringless ? MAX_INNER_NARROW : MAX_NARROW;
  minMiddle = ringless ? MIN_INNER_MIDDLE : MIN_MIDDLE;
  maxMiddle = ringless ? MAX_INNER_MIDDLE : MAX_MIDDLE;
  bodyModules = ringless ? INNER_MODULES : FINDER_MODULES;
  twentieths = bodyModules * TWENTIETHS;
  minFinderPx = max(MIN_PLANE_PX, <i32>(MIN_FINDER_PX / scale));
}

/** Whether runs have the ratio, with tolerances because blur and glare shift edges. */
export function isFinderRatio(r0: i32, r1: i32, r2: i32, r3: i32, r4: i32): bool {
  const inner = r1 + r2 + r3;
  const body = isRingless ? inner : inner + r0 + r4;
  if (body * FINDER_MODULES < minFinderPx * bodyModules) return false;
  const low = body * minNarrow;
  const high = body * maxNarrow;
  const n0 = r0 * twentieths;
  const n1 = r1 * twentieths;
  const n3 = r3 * twentieths;
  const n4 = r4 * twentieths;
  if (n0 < low || n1 < low || n3 < low || n4 < low) return false;
  if (n1 > high || n3 > high || (!isRingless && (n0 > high || n4 > high))) return false;
  const n2 = r2 * twentieths;
  return n2 >= body * minMiddle && n2 <= body * maxMiddle;
}
