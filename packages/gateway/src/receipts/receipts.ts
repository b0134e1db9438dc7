/**
 * Receipts: a signed statement that MAX confirmed one benefit at one desk, for a server that cannot trust a
 * page. A receipt holds no personal data. It does not state that the face was compared, because the gateway
 * cannot know that.
 */
import type { Benefit } from '@cid-elements/core';
import { SignJWT } from 'jose';
import { defined } from '../defined.js';
import type { KeyRing } from './keys.js';

/** Lifetime of a receipt, seconds. The contract allows five minutes. */
export const RECEIPT_LIFE_S = 300;

export interface ReceiptSettings {
  readonly issuer: string;
  readonly audience: string;
}

export interface Confirmed {
  /** The id of the check. */
  readonly id: string;
  readonly benefit: Benefit;
  /** The name of the desk from the enrolment or the caller key, never from the request. */
  readonly workstation?: string;
  /** The institution's own audience, if it has one. */
  readonly audience?: string;
}

export interface Receipts {
  /**
   * Signs a receipt for a check that MAX confirmed. Resolves with `undefined` for a benefit that never gets
   * one.
   */
  sign(confirmed: Confirmed): Promise<string | undefined>;
  jwks: KeyRing['jwks'];
}

export function createReceipts(
  keys: KeyRing,
  { issuer, audience }: ReceiptSettings,
  now: () => number = Date.now,
): Receipts {
  return {
    async sign(confirmed) {
      // The receiving server may store the receipt, and a disability must not be stored.
      if (confirmed.benefit === 'disability') return undefined;
      const { kid, privateKey } = await keys.current();
      const issuedAtS = Math.floor(now() / 1_000);
      return new SignJWT({
        benefit: confirmed.benefit,
        outcome: 'confirmed',
        verifier: 'max',
        ...defined({ workstation: confirmed.workstation }),
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'cid-receipt+jwt', kid })
        .setIssuer(issuer)
        .setAudience(confirmed.audience ?? audience)
        .setJti(confirmed.id)
        .setIssuedAt(issuedAtS)
        .setExpirationTime(issuedAtS + RECEIPT_LIFE_S)
        .sign(privateKey);
    },
    jwks: keys.jwks,
  };
}
