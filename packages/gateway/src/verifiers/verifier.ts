import type { AnswerVerifier, Benefit, GatewayReason, Verdict } from '@cid-elements/core';

export const failed = (reason: GatewayReason): Verdict => ({ outcome: 'failed', reason });

/** Faults of the service. The other reasons concern the visitor's code and are shown only to the clerk. */
const SERVICE_FAULTS: readonly GatewayReason[] = ['misconfigured', 'rate-limited', 'unavailable'];

export function isServiceFault(reason: GatewayReason | undefined): reason is GatewayReason {
  return reason !== undefined && SERVICE_FAULTS.includes(reason);
}

/** The state of a verifier, for `/readyz`. */
export interface VerifierState {
  /** `expired`: by the configured date; `refused`: by the service itself. */
  readonly token: 'ok' | 'missing' | 'refused' | 'expired';
  /** 30, 14, 3 or 0: upper limit of the days until the token expires. */
  readonly tokenExpiresWithinDays?: number;
  /** `silent`: many calls in a row got no answer, so only single probes are sent. */
  readonly upstream: 'ok' | 'silent';
  /** Error code of the last call without a verdict, as in the log; cleared by the next verdict. */
  readonly upstreamFault?: string;
  /** With several institutions: those with a fault or an expiring token. */
  readonly institutions?: readonly (VerifierState & { readonly id: string })[];
}

/** A service that can tell whether a code proves a benefit. */
export interface Verifier {
  readonly name: AnswerVerifier;
  /** The reason if the kind of code does not belong to this verifier. Checked before the service is asked. */
  refuses(kind: 'digital-id' | 'training'): GatewayReason | undefined;
  /** Whether the verifier can be used: it has a token. */
  ready(): Promise<boolean>;
  /** Absent if the verifier cannot have faults. */
  state?(): Promise<VerifierState | undefined>;
  /**
   * Secret of the replay memory: the same in all processes of an institution, and never written to a store.
   */
  replaySecret(): Promise<Uint8Array>;
  /** Checks one code for one benefit. Never throws, and ends within its deadline. */
  ask(code: string, benefit: Benefit): Promise<Verdict>;
  close(): Promise<void>;
}
