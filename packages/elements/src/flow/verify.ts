/** The interface of the verifiers. */
import type { AnswerVerifier, Benefit, Reason } from '@cid-elements/core';

export type VerifierName = 'goskan' | 'gateway' | 'training';

export interface VerifyAnswer {
  readonly outcome: 'confirmed' | 'not-confirmed' | 'failed';
  readonly reason?: Reason;
  readonly verifier: AnswerVerifier | undefined;
  /** The gateway's signed receipt of a confirmation by MAX, if it signs. */
  readonly receipt?: string;
}

/** Verifies one code for one benefit. Never rejects: a failure is an answer with a reason. */
export type Verify = (text: string, benefit: Benefit, signal: AbortSignal) => Promise<VerifyAnswer>;

/** The answer if a check fails before a verifier answers. */
export const failed = (reason: Reason): VerifyAnswer => ({ outcome: 'failed', reason, verifier: undefined });
