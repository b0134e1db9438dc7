/**
 * Assesses a power of attorney for this desk today (4.1.2). Returns findings; `<cid-attorney>` has their
 * texts.
 */
import { attorneyState } from '@cid-elements/core';
import type { AttorneyFile } from './attorney-file.js';

export type AttorneyFinding =
  | { readonly kind: 'not-yet-valid'; readonly from: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'ending'; readonly days: number }
  | { readonly kind: 'other-organisation' }
  | { readonly kind: 'organisation-unknown' } //    the file contains none
  | { readonly kind: 'organisation-unchecked' } //  the configuration contains no ИНН
  | { readonly kind: 'no-goskan-power' } //         the configured authority code is missing
  | { readonly kind: 'goskan-power-unchecked' } //  the configuration contains no authority code
  | { readonly kind: 'no-powers' };

export interface AttorneyExpectations {
  /** ИНН of the organisation, from the configuration. */
  readonly inn?: string;
  /** Code of the authority for Goskan, from the configuration. */
  readonly goskanPower?: string;
  /** yyyy-mm-dd in the institution's time zone. */
  readonly today: string;
}

export interface AttorneyAssessment {
  /** Whether its last day may be used at this desk: not expired, and not of another organisation. */
  readonly usable: boolean;
  readonly findings: readonly AttorneyFinding[];
}

/**
 * Compares a power of attorney with the expectations. Dates are compared as strings: yyyy-mm-dd sorts by
 * time.
 */
export function assessAttorney(file: AttorneyFile, expected: AttorneyExpectations): AttorneyAssessment {
  const findings: AttorneyFinding[] = [];
  const state = attorneyState(file.until, expected.today);
  if (state.kind === 'ended') findings.push({ kind: 'ended' });
  else if (file.from > expected.today) findings.push({ kind: 'not-yet-valid', from: file.from });
  else if (state.kind === 'ending') findings.push({ kind: 'ending', days: state.days });

  if (!file.organisation?.inn) findings.push({ kind: 'organisation-unknown' });
  else if (!expected.inn) findings.push({ kind: 'organisation-unchecked' });
  else if (file.organisation.inn !== expected.inn) findings.push({ kind: 'other-organisation' });

  if (file.powers.length === 0) findings.push({ kind: 'no-powers' });
  else if (!expected.goskanPower) findings.push({ kind: 'goskan-power-unchecked' });
  else if (!file.powers.some(({ code }) => code === expected.goskanPower))
    findings.push({ kind: 'no-goskan-power' });

  const blocking: readonly AttorneyFinding['kind'][] = ['ended', 'other-organisation'];
  return { usable: !findings.some(({ kind }) => blocking.includes(kind)), findings };
}
