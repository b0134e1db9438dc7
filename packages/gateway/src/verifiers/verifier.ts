import type { AnswerVerifier, Benefit, GatewayReason } from '@cid-elements/core';

/** What a verifier says about one benefit. No field can hold a person. */
export type Verdict =
  | { readonly outcome: 'confirmed' | 'not-confirmed' }
  | { readonly outcome: 'failed'; readonly reason: GatewayReason };

export const failed = (reason: GatewayReason): Verdict => ({ outcome: 'failed', reason });

/** Faults of the service. The other reasons are about the visitor's code and stay between visitor and clerk. */
const SERVICE_FAULTS: readonly GatewayReason[] = ['misconfigured', 'rate-limited', 'unavailable'];

export function isServiceFault(reason: GatewayReason | undefined): reason is GatewayReason {
  return reason !== undefined && SERVICE_FAULTS.includes(reason);
}

/** What an operator should know of a verifier, for `/readyz`. */
export interface VerifierState {
  /** `expired` by the date that the operator gave; `refused` by the service itself. */
  readonly token: 'ok' | 'missing' | 'refused' | 'expired';
  /** 30, 14, 3 or 0: the end of the token is that near. */
  readonly tokenExpiresWithinDays?: number;
  /** `silent`: it has not answered many times in a row and is asked by one probe at a time. */
  readonly upstream: 'ok' | 'silent';
  /** The error code of the last call without a verdict, as the log has it; cleared by the next verdict. */
  readonly upstreamFault?: string;
  /** Of several institutions: those with which something is wrong, or whose token ends. */
  readonly institutions?: readonly (VerifierState & { readonly id: string })[];
}

/** Somebody who knows whether a code proves a benefit. */
export interface Verifier {
  readonly name: AnswerVerifier;
  /** What is wrong with codes that are not this verifier's, before anybody is asked. */
  refuses(kind: 'digital-id' | 'training'): GatewayReason | undefined;
  /** Whether it can be asked at all (a token is there). */
  ready(): Promise<boolean>;
  /** Absent where nothing can be wrong. */
  state?(): Promise<VerifierState | undefined>;
  /** Secret of the replay memory, the same in every process of one institution, and never kept in a store. */
  replaySecret(): Promise<Uint8Array>;
  /** Asks about one code and one benefit. Never throws, and ends within its deadline. */
  ask(code: string, benefit: Benefit): Promise<Verdict>;
  close(): Promise<void>;
}
