/** What a power of attorney that was read means for this desk today (4.1.2): findings by severity, no words. */
import { attorneyState } from '@cid-elements/core';
import type { AttorneyFile } from './attorney-file.js';

export type AttorneyFinding =
  | { readonly kind: 'not-yet-valid'; readonly from: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'ending'; readonly days: number }
  | { readonly kind: 'other-organisation' }
  | { readonly kind: 'organisation-unknown' } //    the file names none
  | { readonly kind: 'organisation-unchecked' } //  the configuration names no ИНН to compare with
  | { readonly kind: 'no-goskan-power' } //         the configured authority code is not among the powers
  | { readonly kind: 'goskan-power-unchecked' } //  the configuration names no authority code
  | { readonly kind: 'no-powers' };

export interface AttorneyExpectations {
  /** ИНН of the organisation, from the configuration. */
  readonly inn?: string;
  /** Code of Goskan's authority, from the configuration; no public source names it. */
  readonly goskanPower?: string;
  /** yyyy-mm-dd in the institution's time zone. */
  readonly today: string;
}

export interface AttorneyAssessment {
  /** Whether its last day may be used at this desk: in force today or later, and of this organisation as far as known. */
  readonly usable: boolean;
  readonly findings: readonly AttorneyFinding[];
}

/** Compares a power of attorney with what this desk expects. Dates are compared as texts: yyyy-mm-dd sorts by time. */
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
