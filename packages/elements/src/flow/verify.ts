/** What a page's verifiers have in common. */
import type { AnswerVerifier, Benefit, Reason } from '@cid-elements/core';

export type VerifierName = 'goskan' | 'gateway' | 'training';

export interface VerifyAnswer {
  readonly outcome: 'confirmed' | 'not-confirmed' | 'failed';
  readonly reason?: Reason;
  readonly verifier: AnswerVerifier | undefined;
  /** What the gateway has signed about a confirmation by MAX, where it signs. */
  readonly receipt?: string;
}

/** Asks about one code and one benefit. Whatever goes wrong is an answer with a named reason: nothing is thrown. */
export type Verify = (text: string, benefit: Benefit, signal: AbortSignal) => Promise<VerifyAnswer>;

/** A check that did not get so far as an answer. */
export const failed = (reason: Reason): VerifyAnswer => ({ outcome: 'failed', reason, verifier: undefined });
