/** How many cases the fuzzing tests make, and from which seed. */
import fc from 'fast-check';
/** @param share of all cases. @param size how many cases one run makes. */
export declare const settings: (share: number, size?: number) => fc.Parameters<unknown>;
export declare const batch: <T>(one: fc.Arbitrary<T>) => fc.Arbitrary<T[]>;
//# sourceMappingURL=fuzz.d.ts.map