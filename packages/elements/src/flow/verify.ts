/** The interface of the verifiers in the page. */
import type { AnswerVerifier, Benefit, Reason } from '@cid-elements/core';

export type VerifierName = 'goskan' | 'gateway' | 'training';

export interface VerifyAnswer {
  readonly outcome: 'confirmed' | 'not-confirmed' | 'failed';
  readonly reason?: Reason;
  readonly verifier: AnswerVerifier | undefined;
  /** What the gateway has signed about a confirmation by MAX, where it signs. */
  readonly receipt?: string;
}

/** Asks about one code and one benefit. Never rejects: a failure is an answer with a reason. */
export type Verify = (text: string, benefit: Benefit, signal: AbortSignal) => Promise<VerifyAnswer>;

/** The answer of a check that failed before a verifier could answer. */
export const failed = (reason: Reason): VerifyAnswer => ({ outcome: 'failed', reason, verifier: undefined });
