import { randomBytes } from 'node:crypto';
import { Cluster, Redis, type RedisOptions, type Result } from 'ioredis';
import { defined } from '../defined.js';
import type { Log } from '../log.js';
import type { RedisAddress } from './redis-address.js';
import { type Address, type RedisClient, RedisLink } from './redis-link.js';
import { type Hit, type SetOptions, type Store, StoreError } from './store.js';

const CONNECT_TIMEOUT_MS = 2_000;
/** How long to wait for the acknowledgement of a count by a replica (`WAIT`), ms. */
const WAIT_MS = 400;
const SCAN_BATCH = 500;

const SCRIPTS = {
  // Only the owner may undo its claim.
  cidUndoOnce: {
    numberOfKeys: 1,
    lua: `local value = redis.call('GET', KEYS[1])
      if value and string.sub(value, 1, #ARGV[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
      return 0`,
  },
  cidHit: {
    numberOfKeys: 1,
    lua: `local count = redis.call('INCRBY', KEYS[1], ARGV[2])
      local left = redis.call('PTTL', KEYS[1])
      if left < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) left = tonumber(ARGV[1]) end
      return {count, left}`,
  },
  cidTake: {
    numberOfKeys: 1,
    lua: "local value = redis.call('GET', KEYS[1]) redis.call('DEL', KEYS[1]) return value",
  },
} as const;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    cidUndoOnce(key: string, owner: string): Result<number, Context>;
    cidHit(key: string, windowMs: number, n: number): Result<[count: number, leftMs: number], Context>;
    cidTake(key: string): Result<string | null, Context>;
  }
}

function createClient(address: RedisAddress, ca: string | undefined, at?: Address): RedisClient {
  const { mode, nodes, tls, username, password, db, master } = address;
  const trust = tls ? { tls: defined({ ca }) } : {};
  const user = {
    ...defined({ username, password }),
  };
  const limits: RedisOptions = {
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
      // Connect by host name: TLS certificates contain names, not addresses.
      dnsLookup: (name, done) => done(null, name),
      scripts: SCRIPTS,
      redisOptions: limits,
    });
  }
  // `RedisLink` reconnects with a new client, so the client itself must not retry.
  const options: RedisOptions = {
    ...limits,
    ...defined({ db }),
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
      ...(tls ? { enableTLSForSentinelMode: true, sentinelTLS: defined({ ca }) } : {}),
    });
  }
  const { host, port } = at ?? nodes[0] ?? { host: '127.0.0.1', port: 6379 };
  return new Redis({ ...options, host, port });
}

export interface RedisStoreOptions {
  readonly address: RedisAddress;
  /** PEM text of the certificates that are trusted for this connection, instead of the system's. */
  readonly ca?: string;
  readonly log: Log;
  /** The claims of this process with their remaining time, sent to a server that may have missed them. */
  readonly claims?: () => readonly (readonly [key: string, leftMs: number])[];
}

/**
 * Redis or Valkey, shared by processes on many machines. A start without a reachable server is allowed,
 * because it may come up later. After a fault a new connection is made, which asks for the role first: after
 * a failover the old master names the new one.
 */
export class RedisStore implements Store {
  readonly kind = 'redis';
  readonly #options: RedisStoreOptions;
  /** Identifies the claims of this process. */
  readonly #owner = randomBytes(9).toString('base64url');
  #claims = 0;
  readonly #link: RedisLink;
  /** A separate connection for counts, because `WAIT` blocks all later commands on its connection. */
  #durable: RedisLink | undefined;
  #healthy = true;

  constructor(options: RedisStoreOptions) {
    const { address, ca, log, claims = () => [] } = options;
    this.#options = options;
    this.#link = new RedisLink({
      create: (at) => createClient(address, ca, at),
      log,
      startTimeoutMs: CONNECT_TIMEOUT_MS,
      onConnect: async (client) => {
        await Promise.all(
          claims().map(([key, leftMs]) => this.#claim(client, key, `${this.#owner}:resent`, leftMs)),
        );
        this.#healthy = true;
      },
    });
  }

  /**
   * Claims a key. Idempotent: repeating a claim whose answer was lost succeeds, because the value identifies
   * it.
   */
  async #claim(client: RedisClient, key: string, claim: string, ttlMs: number): Promise<boolean> {
    const name = `cid:${key}`;
    if (await client.set(name, claim, 'PX', Math.max(1, Math.ceil(ttlMs)), 'NX')) return true;
    return (await client.get(name)) === claim;
  }

  /** @param again true if the work is idempotent: it is retried once after a lost connection. */
  async #run<T>(work: (client: RedisClient) => Promise<T>, again = false): Promise<T> {
    if (!this.#link.ready) {
      await this.#link.started;
      await this.#link.recovered();
    }
    try {
      const result = await this.#link.run(work);
      this.#healthy = true;
      return result;
    } catch (error) {
      if (again && !this.#link.ready) return this.#run(work);
      this.#healthy = false;
      throw error;
    }
  }

  async once(key: string, ttlMs: number): Promise<boolean> {
    const claim = `${this.#owner}:${this.#claims++}`;
    return this.#run((client) => this.#claim(client, key, claim, ttlMs), true);
  }

  async undoOnce(key: string): Promise<void> {
    await this.#run((client) => client.cidUndoOnce(`cid:${key}`, this.#owner), true);
  }

  async hit(key: string, windowMs: number, max: number, n = 1): Promise<Hit> {
    const [count, resetMs] = await this.#run((client) => client.cidHit(`cid:${key}`, windowMs, n));
    return { allowed: count - n < max, count, resetMs };
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#run((client) => client.get(`cid:${key}`), true)) ?? undefined;
  }

  async set(key: string, value: string, { ttlMs, ifAbsent = false }: SetOptions = {}): Promise<boolean> {
    const name = `cid:${key}`;
    const ms = ttlMs === undefined ? undefined : Math.max(1, Math.ceil(ttlMs));
    const done = await this.#run((client): Promise<string | null> => {
      if (ms === undefined) return ifAbsent ? client.set(name, value, 'NX') : client.set(name, value);
      return ifAbsent ? client.set(name, value, 'PX', ms, 'NX') : client.set(name, value, 'PX', ms);
    });
    return done === 'OK';
  }

  async take(key: string): Promise<string | undefined> {
    return (await this.#run((client) => client.cidTake(`cid:${key}`))) ?? undefined;
  }

  async delete(key: string): Promise<boolean> {
    return (await this.#run((client) => client.del(`cid:${key}`))) === 1;
  }

  /** Keys that begin with `prefix`, without the common prefix `cid:`. */
  async #keys(prefix: string): Promise<string[]> {
    const pattern = `cid:${prefix.replace(/[*?[\]\\^]/g, '\\$&')}*`;
    const found = await this.#run(async (client) => {
      const nodes = client.isCluster ? (client as Cluster).nodes('master') : [client as Redis];
      const keys = new Set<string>();
      for (const node of nodes) {
        let cursor = '0';
        do {
          const [next, batch] = await node.scan(cursor, 'MATCH', pattern, 'COUNT', SCAN_BATCH);
          for (const key of batch) keys.add(key.slice('cid:'.length));
          cursor = next;
        } while (cursor !== '0');
      }
      return keys;
    });
    return [...found].sort();
  }

  async list(prefix: string): Promise<(readonly [string, string])[]> {
    const found: (readonly [string, string])[] = [];
    for (const key of await this.#keys(prefix)) {
      const value = await this.get(key);
      if (value !== undefined) found.push([key, value]);
    }
    return found;
  }

  async add(month: string, cell: string, n: number): Promise<void> {
    const { address, ca, log } = this.#options;
    this.#durable ??= new RedisLink({
      create: (at) => createClient(address, ca, at),
      log,
      startTimeoutMs: CONNECT_TIMEOUT_MS,
    });
    const link = this.#durable;
    await link.started;
    const key = `cid:counts:${month}`;
    const copies = await link.run(async (client) => {
      // In a pipeline with a command on the key, so that a cluster routes `ROLE` to the key's master.
      const [written, role] = (await client.pipeline().hincrby(key, cell, n).call('ROLE').exec()) ?? [];
      if (written === undefined || written[0]) throw written?.[0] ?? new StoreError('DISCONNECTED');
      const followers: unknown = Array.isArray(role?.[1]) ? role[1][2] : undefined;
      // Without replicas there is no acknowledgement to wait for.
      if ((Array.isArray(followers) ? followers.length : link.replicas) === 0) return 1;
      const [, waited] = (await client.pipeline().hlen(key).call('WAIT', '1', WAIT_MS).exec()) ?? [];
      return Number(waited?.[1] ?? 0);
    });
    if (copies < 1) throw new StoreError('NOREPLICAS');
  }

  async cells(month: string): Promise<ReadonlyMap<string, number>> {
    const all = await this.#run((client) => client.hgetall(`cid:counts:${month}`));
    return new Map(Object.entries(all).map(([cell, n]) => [cell, Number(n)]));
  }

  async months(): Promise<string[]> {
    return (await this.#keys('counts:')).map((key) => key.slice('counts:'.length));
  }

  async dropMonth(month: string): Promise<void> {
    await this.delete(`counts:${month}`);
  }

  started(): Promise<void> {
    return this.#link.started;
  }

  healthy(): boolean {
    return this.#healthy && this.#link.ready;
  }

  fault(): string | undefined {
    return this.healthy() ? undefined : this.#link.fault || 'DISCONNECTED';
  }

  async close(): Promise<void> {
    this.#link.close();
    this.#durable?.close();
  }
}
