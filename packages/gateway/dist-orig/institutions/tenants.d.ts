/** Whom the gateway serves: one library, or every institution of the file, each asked for with its own token. */
import type { Benefit } from '@cid-elements/core';
import type { CountedInstitution } from '../counts/report.js';
import type { Caller } from '../enrolment/caller.js';
import type { Verifier } from '../verifiers/verifier.js';
import type { Institutions } from './institutions.js';
import type { Institution } from './schema.js';
export interface Tenant {
    readonly id: string;
    readonly verifier: Verifier;
    readonly benefits: readonly Benefit[];
    /** Origins of its pages, beside those of the gateway. */
    readonly origins: readonly string[];
    /** Checks a minute of all its callers together. */
    readonly ratePerMinute?: number;
    readonly receiptAudience?: string;
}
export interface Tenants {
    /** Whose caller this is; `undefined` if its institution is not served (any more). */
    of(caller: Caller | undefined): Tenant | undefined;
    origins(): readonly string[];
    ids(): readonly string[];
    counted(id: string): CountedInstitution | undefined;
    /** When the first token ends, ms since 1970, if known. */
    tokenExpiresAtMs(): number | undefined;
    /** Whether the institutions file on disk is the one in use. */
    current(): boolean;
    close(): Promise<void>;
}
/** A gateway without an institutions file. It does not close the verifier, which belongs to who made it. */
export declare function createSingleTenant(verifier: Verifier, benefits: readonly Benefit[], tokenExpiresAtMs?: number): Tenants;
/** The end of a day (`yyyy-mm-dd`) in UTC, ms since 1970. */
export declare const endOfDayMs: (day: string) => number;
export interface RegionOptions {
    readonly institutions: Institutions;
    readonly benefits: readonly Benefit[];
    readonly createVerifier: (institution: Institution) => Verifier;
    /** A check under way ends within this time; a replaced verifier is closed after it. */
    readonly graceMs: number;
}
export declare function createRegionTenants({ institutions, benefits, createVerifier, graceMs, }: RegionOptions): Tenants & {
    readonly verifier: Verifier;
};
//# sourceMappingURL=tenants.d.ts.map