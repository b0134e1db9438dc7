import type { CallerDetails } from '../enrolment/caller.js';
import { type KeyLine } from '../enrolment/keys-file.js';
export interface MadeKey {
    readonly key: string;
    readonly line: string;
    readonly written: boolean;
}
/** Makes a key. Without a file the administrator adds the line. */
export declare function makeKey(path: string | undefined, name: string, details: CallerDetails): Promise<MadeKey>;
export declare function listKeys(path: string | undefined): Promise<readonly KeyLine[]>;
/** Removes every line of the name and keeps the rest, comments included; how many lines went. */
export declare function revokeKeys(path: string | undefined, name: string): Promise<number>;
//# sourceMappingURL=keys.d.ts.map