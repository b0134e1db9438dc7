import type { Store } from '../store/store.js';
import type { Caller, CallerDetails } from './caller.js';
export declare const COOKIE_NAME = "__Host-cid-desk";
export declare const CODE_TTL_MS: number;
export declare const COOKIE_DAYS = 180;
export declare const MAX_WRONG_CODES = 5;
export interface EnrolmentCode {
    readonly code: string;
    readonly expiresAt: Date;
}
export type Redeemed = {
    readonly status: 'enrolled';
    readonly cookie: string;
} | {
    readonly status: 'gone';
} | {
    readonly status: 'too-many';
    readonly retryAfterMs: number;
};
export interface Recognised {
    readonly caller: Caller;
    /** To be set on the answer: the cookie has been renewed. */
    readonly cookie?: string;
}
export interface ListedWorkstation extends CallerDetails {
    readonly name: string;
    readonly state: 'waiting' | 'enrolled';
    readonly enrolledOn?: string;
}
export interface Workstations {
    createCode(name: string, details: CallerDetails): Promise<EnrolmentCode>;
    /** @param address of who tries: wrong codes are counted for each. */
    redeem(code: string, address: string): Promise<Redeemed>;
    /** Whose cookie this is. @throws {StoreError} if that cannot be found out now. */
    recognise(cookieHeader: string | undefined): Promise<Recognised | undefined>;
    /** Ends every enrolment and every waiting code of the name; how many there were. */
    revoke(name: string): Promise<number>;
    list(): Promise<ListedWorkstation[]>;
}
export declare function createWorkstations(store: Store, now?: () => number): Workstations;
//# sourceMappingURL=workstations.d.ts.map