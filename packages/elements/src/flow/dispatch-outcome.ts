import type { AnswerVerifier, Benefit, OutcomeKey } from '@cid-elements/core';
import type { CheckSession } from './check-session.js';

/** The detail of `cid-outcome`. Contains no personal data. */
export interface CidOutcomeDetail {
  readonly outcome: OutcomeKey;
  readonly benefit: Benefit;
  /** The verifier: MAX, training, or the clerk (Goskan, paper). Undefined if none answered. */
  readonly verifier: AnswerVerifier | 'staff' | undefined;
}

/** Dispatches `cid-outcome` if an outcome is on screen. */
export function dispatchOutcome(element: HTMLElement, session: CheckSession): void {
  const { outcome, benefit, answeredBy, state } = session;
  if (!outcome) return;
  const verifier = answeredBy ?? (state === 'failed' ? undefined : 'staff');
  const detail: CidOutcomeDetail = { outcome, benefit, verifier };
  element.dispatchEvent(new CustomEvent('cid-outcome', { detail }));
}

declare global {
  interface HTMLElementEventMap {
    'cid-outcome': CustomEvent<CidOutcomeDetail>;
  }
}
