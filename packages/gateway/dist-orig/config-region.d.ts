import { type Settings } from './settings.js';
export interface ReceiptSetting {
    readonly keysDir: string;
    readonly issuer: string;
    readonly audience: string;
}
export interface RegionConfig {
    readonly institutionsFile?: string;
    readonly receipts?: ReceiptSetting;
    readonly counts: boolean;
    /** Without it there is no listener for administrators. */
    readonly admin?: {
        readonly host: string;
        readonly port: number;
    };
    readonly botTokenFile?: string;
    /** Lower-case name of the header in which the reverse proxy names an authenticated caller. */
    readonly callerHeader?: string;
    /** Unknown callers are refused although the gateway is bound to loopback. */
    readonly requireCaller: boolean;
}
export interface Surroundings {
    readonly verifier: 'max' | 'training';
    readonly storeKind: 'memory' | 'file' | 'redis';
    readonly trustProxy: boolean | number | readonly string[];
}
export declare function readRegion(settings: Settings, around: Surroundings): RegionConfig;
//# sourceMappingURL=config-region.d.ts.map