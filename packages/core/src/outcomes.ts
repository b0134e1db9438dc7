import type { Benefit } from './benefits.js';

/** Reasons of a failed check in the gateway's answer (`POST /v1/checks`). */
export const GATEWAY_REASONS = [
  'foreign-code',
  'invitation-code',
  'training-code',
  'real-code',
  'expired-code',
  'used-code',
  'no-digital-id',
  'misconfigured',
  'rate-limited',
  'unavailable',
] as const;
export type GatewayReason = (typeof GATEWAY_REASONS)[number];

/** Reasons that only the browser sets. */
export const BROWSER_REASONS = [
  'face-differs',
  'offline',
  'cancelled',
  'timed-out',
  'not-permitted',
] as const;

export const REASONS = [...GATEWAY_REASONS, ...BROWSER_REASONS] as const;
export type Reason = (typeof REASONS)[number];

/** The verifier that answered. An answer of `training` is never real, whichever verifier was requested. */
export type AnswerVerifier = 'max' | 'training';

/** What a verifier decided about a code and one benefit. No field can contain personal data. */
export type Verdict =
  | { readonly outcome: 'confirmed' | 'not-confirmed'; readonly reason?: never }
  | { readonly outcome: 'failed'; readonly reason: GatewayReason };

/** A verifier's answer about one benefit. No field can contain personal data. */
export interface Answer {
  readonly outcome: 'confirmed' | 'not-confirmed' | 'failed';
  readonly reason?: Reason;
  readonly benefit: Benefit;
  readonly verifier: AnswerVerifier;
}

/**
 * Validates a gateway's answer to a check of `benefit`. Returns `undefined` for anything else, so that an
 * invalid answer never confirms. Written by hand, because a schema library fails to load on pages that extend
 * `Object.prototype`; a test compares it with the wire schema.
 */
export function readAnswer(value: unknown, benefit: Benefit): Answer | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const own = (key: string): unknown =>
    Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  const id = own('id');
  const outcome = own('outcome');
  const verifier = own('verifier');
  const reason = own('reason');
  if (typeof id !== 'string' || id === '') return undefined;
  if (verifier !== 'max' && verifier !== 'training') return undefined;
  if (own('benefit') !== benefit) return undefined;
  if (outcome === 'confirmed' || outcome === 'not-confirmed') {
    return reason === undefined ? { outcome, benefit, verifier } : undefined;
  }
  if (outcome !== 'failed' || !(GATEWAY_REASONS as readonly unknown[]).includes(reason)) return undefined;
  return { outcome, reason: reason as GatewayReason, benefit, verifier };
}

/** The result in `cid-done` at the end of a check. */
export type DoneResult = 'accepted' | 'not-accepted' | 'cancelled' | 'training';
