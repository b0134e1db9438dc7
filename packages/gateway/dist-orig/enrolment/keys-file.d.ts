import { type Caller, type CallerDetails } from './caller.js';
export interface KeyLine {
    /** Absent from a bare key. */
    readonly name?: string;
    /** SHA-256 of the key, hex, or `proxy`. */
    readonly secret: string;
    readonly details: CallerDetails;
}
export type KeyFile = {
    readonly lines: readonly KeyLine[];
} | {
    readonly problems: readonly string[];
};
export declare const sha256: (text: string) => string;
/** Problems name the line and the rule, never its content. */
export declare function parseKeyFile(content: string): KeyFile;
/** A line for the file. */
export declare function formatKeyLine({ name, secret, details }: KeyLine & {
    readonly name: string;
}): string;
/** Keys of the store are ASCII. */
export declare const callerId: (name: string) => string;
/** The caller whose key this is. Every line is compared, so that the time tells nothing about which one matched. */
export declare function findByKey(lines: readonly KeyLine[], key: string): Caller | undefined;
/** The caller whom the reverse proxy has authenticated under this name. */
export declare function findByProxyName(lines: readonly KeyLine[], name: string): Caller | undefined;
//# sourceMappingURL=keys-file.d.ts.map