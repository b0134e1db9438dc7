/**
 * Receipts: a signed statement that MAX confirmed one benefit at one desk, for a server that cannot trust a page. It
 * holds no person, and it does not say that the face was compared: the gateway cannot know that.
 */
import type { Benefit } from '@cid-elements/core';
import { SignJWT } from 'jose';
import type { KeyRing } from './keys.js';

/** Life of a receipt, seconds. The contract allows five minutes. */
export const RECEIPT_LIFE_S = 300;

export interface ReceiptSettings {
  readonly issuer: string;
  readonly audience: string;
}

export interface Confirmed {
  /** The id of the check. */
  readonly id: string;
  readonly benefit: Benefit;
  /** The desk as the gateway knows it from enrolment or the caller key, never from the request. */
  readonly workstation?: string;
  /** The institution's own audience, where it has one. */
  readonly audience?: string;
}

export interface Receipts {
  /** The receipt of a check that MAX confirmed, or `undefined` for a benefit that never gets one. */
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
      // The server that a receipt is made for may store it, and a disability must not be stored.
      if (confirmed.benefit === 'disability') return undefined;
      const { kid, privateKey } = await keys.current();
      const issuedAtS = Math.floor(now() / 1_000);
      return new SignJWT({
        benefit: confirmed.benefit,
        outcome: 'confirmed',
        verifier: 'max',
        ...(confirmed.workstation === undefined ? {} : { workstation: confirmed.workstation }),
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
