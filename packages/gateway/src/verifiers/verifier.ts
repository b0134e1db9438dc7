import type { AnswerVerifier, Benefit, GatewayReason } from '@cid-elements/core';

/** What a verifier says about one benefit. No field can hold a person. */
export type Verdict =
  | { readonly outcome: 'confirmed' | 'not-confirmed' }
  | { readonly outcome: 'failed'; readonly reason: GatewayReason };

/** Somebody who knows whether a code proves a benefit. */
export interface Verifier {
  readonly name: AnswerVerifier;
  /** What is wrong with codes that are not this verifier's, before anybody is asked. */
  refuses(kind: 'digital-id' | 'training'): GatewayReason | undefined;
  /** Whether it can be asked at all (a token is there). */
  ready(): Promise<boolean>;
  /** Secret of the replay memory, the same in every process of one institution, and never kept in a store. */
  replaySecret(): Promise<Uint8Array>;
  /** Asks about one code and one benefit. Never throws, and ends within its deadline. */
  ask(code: string, benefit: Benefit): Promise<Verdict>;
  close(): Promise<void>;
}
