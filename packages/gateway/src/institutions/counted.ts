/** The properties of an institution that the counts need. */
import type { Benefit } from '@cid-elements/core';
import type { CountedInstitution, CountedVerifier } from '../counts/report.js';
import type { Institution } from './schema.js';

/** The one institution of a gateway without an institutions file. */
export const SINGLE: Institution = {
  id: 'library',
  name: 'Учреждение',
  origins: [],
  timeZone: 'Europe/Moscow',
  branches: [],
};

export const countedInstitution = (
  { id, name, timeZone, benefits, branches }: Institution,
  fallback: readonly Benefit[],
): CountedInstitution => ({ id, name, timeZone, branches, benefits: benefits ?? fallback });

/** Without MAX only attestations of staff are counted: training is never counted. */
export const countedVerifiers = (verifier: 'max' | 'training'): readonly CountedVerifier[] =>
  verifier === 'max' ? ['max', 'staff'] : ['staff'];
