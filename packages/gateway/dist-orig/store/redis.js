import { randomBytes } from 'node:crypto';
import { Cluster, Redis } from 'ioredis';
import { RedisLink } from './redis-link.js';
import { StoreError } from './store.js';
const CONNECT_TIMEOUT_MS = 2_000;
/** How long a replica has to say that it has a count, ms. */
const WAIT_MS = 400;
const SCAN_BATCH = 500;
const SCRIPTS = {
    // The owner may undo its claim; a claim of another process stays.
    cidUndoOnce: {
        numberOfKeys: 1,
        lua: `local value = redis.call('GET', KEYS[1])
      if value and string.sub(value, 1, #ARGV[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
      return 0`,
    },
    cidHit: {
        numberOfKeys: 1,
        lua: `local count = redis.call('INCR', KEYS[1])
      local left = redis.call('PTTL', KEYS[1])
      if left < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) left = tonumber(ARGV[1]) end
      return {count, left}`,
    },
    cidTake: {
        numberOfKeys: 1,
        lua: "local value = redis.call('GET', KEYS[1]) redis.call('DEL', KEYS[1]) return value",
    },
};
function createClient(address, ca, at) {
    const { mode, nodes, tls, username, password, db, master } = address;
    const trust = tls ? { tls: ca === undefined ? {} : { ca } } : {};
    const user = {
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password }),
    };
    const limits = {
        ...user,
        ...trust,
        connectTimeout: CONNECT_TIMEOUT_MS,
        keepAlive: 10_000,
    };
    if (mode === 'cluster') {
        return new Cluster([...nodes], {
            lazyConnect: true,
            enableOfflineQueue: false,
            clusterRetryStrategy: () => null,
            slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
            slotsRefreshInterval: 5_000,
            // Names of certificates are those of the nodes, not of their addresses.
            dnsLookup: (name, done) => done(null, name),
            scripts: SCRIPTS,
            redisOptions: limits,
        });
    }
    // Retrying is the link's affair: a client that has failed is replaced.
    const options = {
        ...limits,
        ...(db === undefined ? {} : { db }),
        lazyConnect: true,
        enableOfflineQueue: false,
        enableAutoPipelining: true,
        maxRetriesPerRequest: 0,
        retryStrategy: () => null,
        scripts: SCRIPTS,
    };
    if (mode === 'sentinel' && at === undefined) {
        return new Redis({
            ...options,
            sentinels: nodes.map((node) => ({ ...node })),
            name: master ?? '',
            sentinelRetryStrategy: () => null,
            ...(tls ? { enableTLSForSentinelMode: true, sentinelTLS: ca === undefined ? {} : { ca } } : {}),
        });
    }
    const { host, port } = at ?? nodes[0] ?? { host: '127.0.0.1', port: 6379 };
    return new Redis({ ...options, host, port });
}
/**
 * Redis or Valkey, shared by the processes of many machines. Never throws on start: it may come up later. Every fault is
 * met by a new connection, which is asked for its role first: after a failover the old master names the new one.
 */
export class RedisStore {
    kind = 'redis';
    #options;
    /** Names the claims of this process. */
    #owner = randomBytes(9).toString('base64url');
    #claims = 0;
    #link;
    /** A connection of its own for counts, because `WAIT` holds up whatever comes after it. */
    #durable;
    #healthy = true;
    constructor(options) {
        const { address, ca, log, claims = () => [] } = options;
        this.#options = options;
        this.#link = new RedisLink({
            create: (at) => createClient(address, ca, at),
            log,
            patienceMs: CONNECT_TIMEOUT_MS,
            onConnect: async (client) => {
                await Promise.all(claims().map(([key, leftMs]) => this.#claim(client, key, `${this.#owner}:told`, leftMs)));
                this.#healthy = true;
            },
        });
    }
    /** A claim whose answer was lost is made again under its own name, and then it is no second one. */
    async #claim(client, key, claim, ttlMs) {
        const name = `cid:${key}`;
        if (await client.set(name, claim, 'PX', Math.max(1, Math.ceil(ttlMs)), 'NX'))
            return true;
        return (await client.get(name)) === claim;
    }
    /** @param again whether the work may be done twice: it is tried once more on the connection after a lost one. */
    async #run(work, again = false) {
        if (!this.#link.ready) {
            await this.#link.started;
            await this.#link.recovered();
        }
        try {
            const result = await this.#link.run(work);
            this.#healthy = true;
            return result;
        }
        catch (error) {
            if (again && !this.#link.ready)
                return this.#run(work);
            this.#healthy = false;
            throw error;
        }
    }
    async once(key, ttlMs) {
        const claim = `${this.#owner}:${this.#claims++}`;
        return this.#run((client) => this.#claim(client, key, claim, ttlMs), true);
    }
    async undoOnce(key) {
        await this.#run((client) => client.cidUndoOnce(`cid:${key}`, this.#owner), true);
    }
    async hit(key, windowMs, max) {
        const [count, resetMs] = await this.#run((client) => client.cidHit(`cid:${key}`, windowMs));
        return { allowed: count <= max, count, resetMs };
    }
    async get(key) {
        return (await this.#run((client) => client.get(`cid:${key}`), true)) ?? undefined;
    }
    async set(key, value, { ttlMs, ifAbsent = false } = {}) {
        const name = `cid:${key}`;
        const ms = ttlMs === undefined ? undefined : Math.max(1, Math.ceil(ttlMs));
        const done = await this.#run((client) => {
            if (ms === undefined)
                return ifAbsent ? client.set(name, value, 'NX') : client.set(name, value);
            return ifAbsent ? client.set(name, value, 'PX', ms, 'NX') : client.set(name, value, 'PX', ms);
        });
        return done === 'OK';
    }
    async take(key) {
        return (await this.#run((client) => client.cidTake(`cid:${key}`))) ?? undefined;
    }
    async delete(key) {
        return (await this.#run((client) => client.del(`cid:${key}`))) === 1;
    }
    /** Names of keys, without the prefix that all keys of the gateway have. */
    async #keys(prefix) {
        const pattern = `cid:${prefix.replace(/[*?[\]\\^]/g, '\\$&')}*`;
        const found = await this.#run(async (client) => {
            const nodes = client.isCluster ? client.nodes('master') : [client];
            const keys = new Set();
            for (const node of nodes) {
                let cursor = '0';
                do {
                    const [next, batch] = await node.scan(cursor, 'MATCH', pattern, 'COUNT', SCAN_BATCH);
                    for (const key of batch)
                        keys.add(key.slice('cid:'.length));
                    cursor = next;
                } while (cursor !== '0');
            }
            return keys;
        });
        return [...found].sort();
    }
    async list(prefix) {
        const found = [];
        for (const key of await this.#keys(prefix)) {
            const value = await this.get(key);
            if (value !== undefined)
                found.push([key, value]);
        }
        return found;
    }
    async add(month, cell, n) {
        const { address, ca, log } = this.#options;
        this.#durable ??= new RedisLink({
            create: (at) => createClient(address, ca, at),
            log,
            patienceMs: CONNECT_TIMEOUT_MS,
        });
        const link = this.#durable;
        await link.started;
        const key = `cid:counts:${month}`;
        const copies = await link.run(async (client) => {
            // In a pipeline, so that in a cluster the master of the key is the one that is asked.
            const [written, role] = (await client.pipeline().hincrby(key, cell, n).call('ROLE').exec()) ?? [];
            if (written === undefined || written[0])
                throw written?.[0] ?? new StoreError('DISCONNECTED');
            const followers = Array.isArray(role?.[1]) ? role[1][2] : undefined;
            // A master without replicas has no acknowledgement to wait for.
            if ((Array.isArray(followers) ? followers.length : link.replicas) === 0)
                return 1;
            const [, waited] = (await client.pipeline().hlen(key).call('WAIT', '1', WAIT_MS).exec()) ?? [];
            return Number(waited?.[1] ?? 0);
        });
        if (copies < 1)
            throw new StoreError('NOREPLICAS');
    }
    async cells(month) {
        const all = await this.#run((client) => client.hgetall(`cid:counts:${month}`));
        return new Map(Object.entries(all).map(([cell, n]) => [cell, Number(n)]));
    }
    async months() {
        return (await this.#keys('counts:')).map((key) => key.slice('counts:'.length));
    }
    async dropMonth(month) {
        await this.delete(`counts:${month}`);
    }
    started() {
        return this.#link.started;
    }
    healthy() {
        return this.#healthy && this.#link.ready;
    }
    fault() {
        return this.healthy() ? undefined : this.#link.fault || 'DISCONNECTED';
    }
    async close() {
        this.#link.close();
        this.#durable?.close();
    }
}
//# sourceMappingURL=redis.js.map