import type { GatewayConfig } from './config.js';
import { type Counts } from './counts/counts.js';
import { type Callers } from './enrolment/callers.js';
import { type Workstations } from './enrolment/workstations.js';
import { type Tenants } from './institutions/tenants.js';
import type { Log } from './log.js';
import type { Receipts } from './receipts/receipts.js';
import type { Store } from './store/store.js';
import type { Verifier } from './verifiers/verifier.js';
export interface Region {
    readonly tenants: Tenants;
    readonly callers: Callers;
    /** Who is not known is refused. */
    readonly callersRequired: boolean;
    /** Absent where enrolments would end with the process. */
    readonly workstations?: Workstations;
    readonly receipts?: Receipts;
    readonly counts?: Counts;
    /** Origins of callers that have their own, for preflights, which name no caller. */
    callerOrigins(): Promise<readonly string[]>;
    /** Whether the address is one of the reverse proxy. */
    isProxy(address: string): boolean;
}
/** Which token an institution asks with, where it is not the gateway's own. */
export interface TokenSetting {
    readonly tokenFile?: string;
    readonly institution?: string;
    readonly tokenExpiresAt?: number;
}
/** Opens the tenants: they are needed before the store, whose secret comes from a verifier. */
export declare function openTenants(config: GatewayConfig, log: Log, createVerifier: (token: TokenSetting) => Verifier): Promise<{
    readonly tenants: Tenants;
    readonly verifier: Verifier;
}>;
/** @throws {ConfigError} if the receipt keys cannot be used. */
export declare function openRegion(config: GatewayConfig, tenants: Tenants, store: Store): Promise<Region>;
//# sourceMappingURL=region.d.ts.map