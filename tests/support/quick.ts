/** What `npm test` leaves to the long suites (`npm run test:long`): repetitions of one case in other surroundings. */

/** The long form: nothing is left out. */
export const LONG = process.env.CID_LONG === '1';

/**
 * Every case in the long form; in the quick form every `of`-th, beginning with `first`. The place in the list decides, so that
 * every quick run has the same cases, and lists that begin at 0 to `of - 1` together have all.
 */
export function inTurn<T>(cases: readonly T[], of: number, first = 0): readonly T[] {
  return LONG ? cases : cases.filter((_, i) => i % of === first % of);
}
