import { SignJWT } from 'jose';
/** Life of a receipt, seconds. The contract allows five minutes. */
export const RECEIPT_LIFE_S = 300;
export function createReceipts(keys, { issuer, audience }, now = Date.now) {
    return {
        async sign(confirmed) {
            // A receipt may be stored by the server it was made for, and a disability is stored by nobody.
            if (confirmed.benefit === 'disability')
                return undefined;
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
//# sourceMappingURL=receipts.js.map