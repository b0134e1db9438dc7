/** What the counts know of an institution. */
import type { Benefit } from '@cid-elements/core';
import type { CountedInstitution, CountedVerifier } from '../counts/report.js';
import type { Institution } from './schema.js';
/** The one institution of a gateway without an institutions file. */
export declare const SINGLE: Institution;
export declare const countedInstitution: ({ id, name, timeZone, benefits, branches }: Institution, fallback: readonly Benefit[]) => CountedInstitution;
/** Without MAX there is nothing to count but the attestations of staff: training is never counted. */
export declare const countedVerifiers: (verifier: 'max' | 'training') => readonly CountedVerifier[];
//# sourceMappingURL=counted.d.ts.map