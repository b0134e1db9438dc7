import type { Plane } from './reader.js';

/** px: columns and rows are sampled at this distance. */
const PROFILE_PX = 8;
/** Longest movement that is searched for, samples. */
const MAX_SHIFT = 20;
/** Profiles are compared at least this much later, ms, so that slow movements can be measured. */
const MIN_INTERVAL_MS = 90;
/** After a longer pause the pictures cannot be compared. */
const MAX_INTERVAL_MS = 700;
/** Minimum correlation of a movement, and its minimum gain over the correlation without one. */
const MIN_CORRELATION = 0.5;
const MIN_GAIN = 0.1;

/**
 * Changes of the mean gray between adjacent columns and between adjacent rows, which an even background does
 * not have. They show movement, but nothing can be recognised in them.
 */
interface Profiles {
  at: number;
  columns: Float32Array;
  rows: Float32Array;
}

const differences = (means: Float32Array): Float32Array =>
  means.map((value, i) => (i === 0 ? 0 : value - means[i - 1]!));

function profilesOf({ data, width, height }: Plane, at: number): Profiles {
  const columns = new Float32Array(Math.floor(width / PROFILE_PX));
  const rows = new Float32Array(Math.floor(height / PROFILE_PX));
  for (let row = 0; row < rows.length; row++)
    for (let column = 0; column < columns.length; column++) {
      const value = data[row * PROFILE_PX * width + column * PROFILE_PX]!;
      columns[column]! += value / rows.length;
      rows[row]! += value / columns.length;
    }
  return { at, columns: differences(columns), rows: differences(rows) };
}

/** Correlation of two profiles, the first moved by `shift` samples. */
function correlation(before: Float32Array, after: Float32Array, shift: number): number {
  let products = 0;
  let powersBefore = 1;
  let powersAfter = 1;
  const to = Math.min(after.length, after.length + shift);
  for (let i = Math.max(0, shift); i < to; i++) {
    const a = before[i - shift]!;
    const b = after[i]!;
    products += a * b;
    powersBefore += a * a;
    powersAfter += b * b;
  }
  return products / Math.sqrt(powersBefore * powersAfter);
}

/** Samples by which the profile has moved; 0 if a movement does not explain the change. */
function movementOf(before: Float32Array, after: Float32Array): number {
  let best = Math.max(MIN_CORRELATION, correlation(before, after, 0) + MIN_GAIN);
  let moved = 0;
  const reach = Math.min(MAX_SHIFT, before.length >> 1);
  for (let shift = -reach; shift <= reach; shift++) {
    const value = correlation(before, after, shift);
    if (value <= best) continue;
    best = value;
    moved = shift;
  }
  return moved;
}

/** Samples between two pictures; 0 if they have different sizes. */
function movementBetween(before: Profiles, after: Profiles): number {
  if (before.columns.length !== after.columns.length || before.rows.length !== after.rows.length) return 0;
  return Math.hypot(movementOf(before.columns, after.columns), movementOf(before.rows, after.rows));
}

/** Measures movement between the pictures of a stream, of which it keeps only the profiles of one. */
export class SpeedMeter {
  #before: Profiles | undefined;
  #speed = 0;

  reset(): void {
    this.#before = undefined;
    this.#speed = 0;
  }

  /** Picture widths a second. `now`: ms. */
  measure(plane: Plane, now: number): number {
    const before = this.#before;
    const elapsed = before ? now - before.at : Number.POSITIVE_INFINITY;
    if (elapsed < MIN_INTERVAL_MS) return this.#speed;
    const after = profilesOf(plane, now);
    this.#before = after;
    this.#speed =
      before && elapsed <= MAX_INTERVAL_MS
        ? (PROFILE_PX * movementBetween(before, after)) / plane.width / (elapsed / 1000)
        : 0;
    return this.#speed;
  }
}
