import { type Result } from 'ioredis';
import type { Log } from '../log.js';
import type { RedisAddress } from './redis-address.js';
import { type Hit, type SetOptions, type Store } from './store.js';
declare module 'ioredis' {
    interface RedisCommander<Context> {
        cidUndoOnce(key: string, owner: string): Result<number, Context>;
        cidHit(key: string, windowMs: number): Result<[count: number, leftMs: number], Context>;
        cidTake(key: string): Result<string | null, Context>;
    }
}
export interface RedisStoreOptions {
    readonly address: RedisAddress;
    /** PEM text of the certificates that are trusted on this hop, instead of the system's. */
    readonly ca?: string;
    readonly log: Log;
    /** What this process has claimed, with the time left of each: told to a server that may have missed it. */
    readonly claims?: () => readonly (readonly [key: string, leftMs: number])[];
}
/**
 * Redis or Valkey, shared by the processes of many machines. Never throws on start: it may come up later. Every fault is
 * met by a new connection, which is asked for its role first: after a failover the old master names the new one.
 */
export declare class RedisStore implements Store {
    #private;
    readonly kind = "redis";
    constructor(options: RedisStoreOptions);
    once(key: string, ttlMs: number): Promise<boolean>;
    undoOnce(key: string): Promise<void>;
    hit(key: string, windowMs: number, max: number): Promise<Hit>;
    get(key: string): Promise<string | undefined>;
    set(key: string, value: string, { ttlMs, ifAbsent }?: SetOptions): Promise<boolean>;
    take(key: string): Promise<string | undefined>;
    delete(key: string): Promise<boolean>;
    list(prefix: string): Promise<(readonly [string, string])[]>;
    add(month: string, cell: string, n: number): Promise<void>;
    cells(month: string): Promise<ReadonlyMap<string, number>>;
    months(): Promise<string[]>;
    dropMonth(month: string): Promise<void>;
    started(): Promise<void>;
    healthy(): boolean;
    fault(): string | undefined;
    close(): Promise<void>;
}
//# sourceMappingURL=redis.d.ts.map