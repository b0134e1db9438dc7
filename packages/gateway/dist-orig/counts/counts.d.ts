/**
 * Counts, never people: how often the service was used, by month, institution, branch, benefit, way and outcome, no
 * finer. A month is published when it is over, and what was published first is published for ever: two exports of a
 * running month, subtracted, would tell about the one person between them.
 */
import type { Benefit } from '@cid-elements/core';
import type { Store } from '../store/store.js';
import { type CountedInstitution, type CountedOutcome, type CountedVerifier, type Report } from './report.js';
export type CountsProblem = 'not-a-month' | 'open' | 'too-old' | 'unknown-institution';
/** Why there is no report. */
export declare class CountsError extends Error {
    readonly problem: CountsProblem;
    constructor(problem: CountsProblem);
}
export interface Counted {
    readonly institution: string;
    readonly branch?: string;
    readonly benefit: Benefit;
    readonly verifier: CountedVerifier;
    readonly outcome: CountedOutcome;
}
export interface Counts {
    /** Resolved means written. Rejects with the store's error. */
    record(counted: Counted): Promise<void>;
    /** @throws {CountsError} @throws {StoreError} */
    report(month: string, institution: string): Promise<Report>;
}
export interface CountsOptions {
    readonly store: Store;
    readonly institution: (id: string) => CountedInstitution | undefined;
    /** The ways that are counted: without MAX only the attestations of staff. */
    readonly verifiers: readonly CountedVerifier[];
    readonly now?: () => number;
}
export declare function createCounts({ store, institution, verifiers, now }: CountsOptions): Counts;
//# sourceMappingURL=counts.d.ts.map