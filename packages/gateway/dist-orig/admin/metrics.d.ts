import type { Log } from '../log.js';
/** What is asked at every scrape. */
export interface Probes {
    ready(): Promise<boolean>;
    storeHealthy(): boolean;
    /** Checks under way. */
    inFlight(): number;
    /** When the first token ends, ms since 1970, if the operator has said so. */
    tokenExpiresAtMs(): number | undefined;
    /** Whether the institutions file on disk is the one in use. */
    institutionsCurrent(): boolean;
}
export interface Metrics {
    /** Counts what the entry tells, then passes it on. */
    tee(log: Log): Log;
    readonly contentType: string;
    text(): Promise<string>;
}
export declare function createMetrics(probes: Probes, version: string): Metrics;
//# sourceMappingURL=metrics.d.ts.map