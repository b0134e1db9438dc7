/** One living connection to Redis: found, watched, replaced. */
import type { Cluster, Redis } from 'ioredis';
import type { Log } from '../log.js';
export type RedisClient = Redis | Cluster;
/** How long one command may take, ms: a clerk waits for it. */
export declare const COMMAND_TIMEOUT_MS = 1000;
export interface Address {
    readonly host: string;
    readonly port: number;
}
export interface LinkOptions {
    /** Makes a client that does not connect by itself and does not retry. `at` is a master that a replica named. */
    readonly create: (at?: Address) => RedisClient;
    readonly log: Log;
    /** How long the first command waits for the first connection, ms. */
    readonly patienceMs?: number;
    /**
     * Tells the server what it has missed. Called before the connection is used, and once more when it is, for what was
     * decided without the server in between.
     */
    readonly onConnect?: (client: RedisClient) => Promise<void>;
}
export declare class RedisLink {
    #private;
    /** Settles when the first attempt has ended, well or not, or after the patience. */
    readonly started: Promise<void>;
    constructor(options: LinkOptions);
    get ready(): boolean;
    /** What the last connection ended with, or why there is none yet; empty when there is one. */
    get fault(): string;
    get replicas(): number;
    /** Waits, for a moment after a loss, for the connection that takes its place. */
    recovered(): Promise<void>;
    /** Runs commands on the living connection. Fails at once while there is none. */
    run<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
    close(): void;
}
//# sourceMappingURL=redis-link.d.ts.map