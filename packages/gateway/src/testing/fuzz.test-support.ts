/** Number of cases and seed of the fuzz tests. */
import fc from 'fast-check';

const RUNS = Number(process.env.CID_FUZZ_RUNS ?? (process.env.CID_LONG === '1' ? 100_000 : 3_000));
const SEED = Number(process.env.CID_FUZZ_SEED ?? 20_261_128);
/** Number of cases that are sent concurrently. */
const BATCH = 10;

/** @param share share of the total number of cases. @param size number of cases in one run. */
export const settings = (share: number, size = BATCH): fc.Parameters<unknown> => ({
  seed: SEED,
  numRuns: Math.max(1, Math.ceil((RUNS * share) / size)),
});

export const batch = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: BATCH, maxLength: BATCH });
