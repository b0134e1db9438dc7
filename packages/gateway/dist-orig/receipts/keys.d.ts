import { type CryptoKey, type JWK } from 'jose';
/** How long a verifier may cache the JWKS, seconds. */
export declare const JWKS_MAX_AGE_S = 300;
/** A new key is published this long before it signs: twice the cache time. */
export declare const PUBLISH_AHEAD_MS: number;
/** A key stays published this long after the next one has taken over. Receipts live five minutes. */
export declare const RETIRE_AFTER_MS: number;
/** A folder without a usable key, or one that cannot be read or written. */
export declare class ReceiptKeyError extends Error {
    constructor(message: string);
}
export interface KeyRing {
    /** The key that signs now. */
    current(): Promise<{
        readonly kid: string;
        readonly privateKey: CryptoKey;
    }>;
    /** Public halves of every key that may have signed a receipt that is still valid, or will sign soon. */
    jwks(): Promise<{
        readonly keys: JWK[];
    }>;
}
/** @throws {ReceiptKeyError} if the folder holds no usable key. Later on a faulty folder keeps the keys read last. */
export declare function openKeyRing(dir: string, now?: () => number): Promise<KeyRing>;
export interface Rotation {
    readonly kid: string;
    /** When the new key begins to sign. */
    readonly signsFrom: Date;
    /** Keys that were deleted because nothing they signed is still valid. */
    readonly removed: readonly string[];
}
/** Adds a key to the folder and deletes those that have been retired. @throws {ReceiptKeyError} */
export declare function rotateKeys(dir: string, now?: () => number): Promise<Rotation>;
//# sourceMappingURL=keys.d.ts.map