/**
 * Selection of cases for `npm test`. Repetitions in other environments run only in the long suites (`npm run
 * test:long`).
 */

/** The long form: all cases. */
export const LONG = process.env.CID_LONG === '1';

/**
 * All cases in the long form; every `of`-th, starting with `first`, in the quick form. The selection is by
 * position, so that quick runs are deterministic and the lists from 0 to `of - 1` together contain all cases.
 */
export function inTurn<T>(cases: readonly T[], of: number, first = 0): readonly T[] {
  return LONG ? cases : cases.filter((_, i) => i % of === first % of);
}
