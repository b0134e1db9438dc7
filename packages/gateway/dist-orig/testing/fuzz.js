/** How many cases the fuzzing tests make, and from which seed. */
import fc from 'fast-check';
const RUNS = Number(process.env.CID_FUZZ_RUNS ?? (process.env.CID_LONG === '1' ? 100_000 : 3_000));
const SEED = Number(process.env.CID_FUZZ_SEED ?? 20_261_128);
/** Cases that are sent side by side. */
const BATCH = 10;
/** @param share of all cases. @param size how many cases one run makes. */
export const settings = (share, size = BATCH) => ({
    seed: SEED,
    numRuns: Math.max(1, Math.ceil((RUNS * share) / size)),
});
export const batch = (one) => fc.array(one, { minLength: BATCH, maxLength: BATCH });
//# sourceMappingURL=fuzz.js.map