import { type Benefit } from '@cid-elements/core';
import { type RegionConfig } from './config-region.js';
import { type KeyLine } from './enrolment/keys-file.js';
import { Settings } from './settings.js';
export { ConfigError } from './settings.js';
export declare const DEFAULT_MAX_URL = "https://ext-api2.max.ru/v2/business/pos/age-verification";
export type StoreSetting = {
    readonly kind: 'memory';
} | {
    readonly kind: 'file';
    readonly path: string;
} | {
    readonly kind: 'redis';
    readonly url: string;
    readonly ca?: string;
};
/**
 * How much of the code is escaped in the query: the whole text, as the document says, or only what would break the
 * query, for a service that compares the raw text.
 */
export type SessionIdEncoding = 'full' | 'minimal';
export interface MaxSetting {
    /** Origin and path of the partner API. */
    readonly url: string;
    readonly tokenFile: string;
    /** PEM text of the certificates that are trusted on this hop, instead of the system's. */
    readonly ca?: string;
    /** When the token ends, ms since 1970: the end of the day that the operator named, in UTC. */
    readonly tokenExpiresAt?: number;
    readonly sessionIdEncoding: SessionIdEncoding;
}
export interface GatewayConfig {
    readonly port: number;
    readonly host: string;
    readonly verifier: 'training' | 'max';
    /** Only with `max`. */
    readonly max?: MaxSetting;
    readonly callerKeys?: {
        readonly path: string;
        /** The bare keys of the file. Lines with a name hold a hash alone. */
        readonly keys: readonly string[];
        readonly lines: readonly KeyLine[];
    };
    readonly allowedOrigins: readonly string[];
    readonly benefits: readonly Benefit[];
    readonly codeHosts: readonly string[];
    readonly store: StoreSetting;
    readonly timeoutMs: number;
    readonly proxy?: string;
    /** A number is how many proxies stand before the gateway. */
    readonly trustProxy: boolean | number | string[];
    /** Checks a minute and caller. */
    readonly ratePerMinute: number;
    /** Folder whose `examples/` and `dist/` are served. */
    readonly pages?: string;
    readonly region: RegionConfig;
    /** Worth a word at start, but no reason not to start. */
    readonly warnings: readonly string[];
}
export declare function readStore(settings: Settings): StoreSetting | undefined;
/** @throws {ConfigError} naming every value that is not usable. */
export declare const loadConfig: (env: Readonly<Record<string, string | undefined>>) => GatewayConfig;
/** The names of all settings. */
export declare function settingNames(): string[];
//# sourceMappingURL=config.d.ts.map