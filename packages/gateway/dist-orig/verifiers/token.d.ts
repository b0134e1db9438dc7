/** Days before the end of the token at which it is warned of. */
export declare const EXPIRY_WARNING_DAYS: readonly number[];
export interface TokenFile {
    /** The token as the file holds it now; `undefined` if it holds none. */
    read(): Promise<string | undefined>;
    /** The last usable token. */
    last(): string;
}
export declare function createTokenFile(path: string): TokenFile;
/** Whole days until the end of the token; zero or less once it has ended. */
export declare const daysLeft: (expiresAt: number, now: number) => number;
/** The warning that is due: the smallest number of days that has been reached, 0 once the token has ended. */
export declare function expiryWarning(expiresAt: number | undefined, now: number): number | undefined;
//# sourceMappingURL=token.d.ts.map