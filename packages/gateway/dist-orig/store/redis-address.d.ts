/** Where Redis is, as `CID_STORE` says it. */
export interface RedisAddress {
    readonly mode: 'single' | 'sentinel' | 'cluster';
    readonly tls: boolean;
    /** The server, the sentinels, or some nodes of the cluster. */
    readonly nodes: readonly {
        readonly host: string;
        readonly port: number;
    }[];
    /** Name of the master that sentinels watch. */
    readonly master?: string;
    readonly db?: number;
    readonly username?: string;
    readonly password?: string;
}
/**
 * `redis://[user:password@]host[:port][/db]`, `rediss://…`, `redis+sentinel://h1,h2/<master>[/db]`, `redis+cluster://h1,h2`;
 * `rediss+…` speaks TLS. `undefined` if it is none of these.
 */
export declare function parseRedisAddress(text: string): RedisAddress | undefined;
//# sourceMappingURL=redis-address.d.ts.map