/** A connection to Redis with health checks and reconnection. */
import type { Cluster, Redis } from 'ioredis';
import type { Log } from '../log.js';
import { StoreError } from './store.js';

export type RedisClient = Redis | Cluster;

/** Timeout of one command, ms. A clerk waits meanwhile. */
export const COMMAND_TIMEOUT_MS = 1_000;
/** How long commands wait for a new connection after a disconnect, ms. Afterwards they fail at once. */
const GRACE_MS = 1_000;
const GRACE_STEP_MS = 20;
/**
 * How often an idle connection is checked with `ROLE`, ms, to detect half-open sockets before a command does.
 */
const HEARTBEAT_MS = 1_000;
/** Timeout of one connection attempt, redirects included, ms. */
const CONNECT_LIMIT_MS = 4_000;
const RETRY_FIRST_MS = 100;
const RETRY_LAST_MS = 1_000;
/** How many redirects from replica to master one attempt follows. */
const HOPS_MAX = 3;

/** Error replies that concern this server only: reconnecting may find a better one. */
const LOST_PREFIXES = ['READONLY', 'LOADING', 'MASTERDOWN', 'CLUSTERDOWN', 'NOREPLICAS', 'UNBLOCKED'];

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface LinkOptions {
  /** Creates a client with lazy connect and without retries. `at` is the master that a replica named. */
  readonly create: (at?: Address) => RedisClient;
  readonly log: Log;
  /** How long the first command waits for the first connection, ms. */
  readonly startTimeoutMs?: number;
  /**
   * Sends the server the claims that it may have missed. Called before the connection is used and again
   * afterwards, for claims made in between without the server.
   */
  readonly onConnect?: (client: RedisClient) => Promise<void>;
}

/** The loggable part of an error: the code of the system, or the first word of Redis's error reply. */
function codeOf(error: unknown): string {
  if (error instanceof StoreError) return error.code;
  const { message = '', code } = error as { message?: string; code?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  if (message === 'connect ETIMEDOUT') return 'ETIMEDOUT';
  const word = /^[A-Z]{3,20}(?= )/.exec(message)?.[0];
  return word ?? 'DISCONNECTED';
}

/**
 * Rejects with `ETIMEDOUT` after `ms`; needed because ioredis, for example, never gives up on a cluster
 * without nodes. When the event loop was blocked, the timer may fire before a received answer is read from
 * the socket, so two turns of the event loop are awaited first.
 */
async function withLimit<T>(work: Promise<T>, ms: number): Promise<T> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    limit = setTimeout(() => setImmediate(() => setImmediate(() => reject(new StoreError('ETIMEDOUT')))), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(limit);
  }
}

export class RedisLink {
  readonly #options: LinkOptions;
  #client: RedisClient | undefined;
  #connecting: RedisClient | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = RETRY_FIRST_MS;
  #lastFault = '';
  #lostAt = Number.NEGATIVE_INFINITY;
  #closed = false;
  /** Number of connected replicas, from the last `ROLE` reply. */
  #replicas = 0;
  /** Settles when the first attempt has succeeded or failed, at the latest after `startTimeoutMs`. */
  readonly started: Promise<void>;

  constructor(options: LinkOptions) {
    this.#options = options;
    const { startTimeoutMs = COMMAND_TIMEOUT_MS } = options;
    const startTimeout = new Promise<void>((resolve) => setTimeout(resolve, startTimeoutMs).unref());
    this.started = Promise.race([this.#connect(), startTimeout]);
  }

  get ready(): boolean {
    return this.#client !== undefined;
  }

  /** Code of the last fault; empty while connected. */
  get fault(): string {
    return this.#lastFault;
  }

  get replicas(): number {
    return this.#replicas;
  }

  async #announce(client: RedisClient): Promise<void> {
    const announced = this.#options.onConnect?.(client);
    if (announced) await withLimit(announced, CONNECT_LIMIT_MS);
  }

  /** After a disconnect, waits up to {@link GRACE_MS} for a new connection. */
  async recovered(): Promise<void> {
    while (this.#client === undefined && performance.now() - this.#lostAt < GRACE_MS) {
      await new Promise((resolve) => setTimeout(resolve, GRACE_STEP_MS));
    }
  }

  /** Runs commands on the connection. Fails at once if there is none. */
  async run<T>(work: (client: RedisClient) => Promise<T>): Promise<T> {
    const client = this.#client;
    if (client === undefined) throw new StoreError(this.#lastFault === '' ? 'DISCONNECTED' : this.#lastFault);
    try {
      return await withLimit(work(client), COMMAND_TIMEOUT_MS);
    } catch (error) {
      const code = codeOf(error);
      const isAnswer = error instanceof Error && error.name === 'ReplyError';
      if (!isAnswer || LOST_PREFIXES.includes(code)) this.#lose(client, code);
      throw new StoreError(code);
    }
  }

  async #connect(): Promise<void> {
    let at: Address | undefined;
    for (let hop = 0; hop <= HOPS_MAX && !this.#closed; hop++) {
      const client = this.#options.create(at);
      this.#connecting = client;
      let fault: unknown;
      client.on('error', (error: unknown) => {
        fault ??= error;
      });
      try {
        const master = await withLimit(
          client.connect().then(() => this.#masterOf(client)),
          CONNECT_LIMIT_MS,
        );
        if (master === undefined) {
          await this.#announce(client);
          if (this.#closed || client.status !== 'ready') throw new StoreError('DISCONNECTED');
          this.#use(client);
          await this.#announce(client);
          return;
        }
        // A former master after a failover: its `ROLE` reply names the current master.
        at = master;
        this.#logFault('READONLY');
        client.disconnect();
      } catch (error) {
        if (this.#client === client) {
          this.#lose(client, codeOf(error));
          return;
        }
        client.disconnect();
        const code = codeOf(fault ?? error);
        this.#logFault(code);
        break;
      }
    }
    this.#connecting = undefined;
    this.#scheduleRetry();
  }

  /** The master of a replica; `undefined` if this server accepts writes, as far as `ROLE` tells. */
  async #masterOf(client: RedisClient): Promise<Address | undefined> {
    if (client.isCluster) {
      await client.call('PING');
      return undefined;
    }
    let role: unknown;
    try {
      role = await client.call('ROLE');
    } catch (error) {
      // The user may not run `ROLE` (ACL): a write will show whether this is the master.
      if (error instanceof Error && error.name === 'ReplyError') return undefined;
      throw error;
    }
    if (!Array.isArray(role)) return undefined;
    this.#replicas = Array.isArray(role[2]) ? role[2].length : 0;
    if (role[0] !== 'slave') return undefined;
    return { host: String(role[1]), port: Number(role[2]) };
  }

  #use(client: RedisClient): void {
    this.#client = client;
    this.#connecting = undefined;
    this.#retryMs = RETRY_FIRST_MS;
    if (this.#lastFault !== '') this.#options.log({ level: 'info', event: 'store-connected' });
    this.#lastFault = '';
    client.once('close', () => this.#lose(client, 'DISCONNECTED'));
    client.once('end', () => this.#lose(client, 'DISCONNECTED'));
    this.#heartbeat = setInterval(() => {
      withLimit(this.#masterOf(client), COMMAND_TIMEOUT_MS).then(
        (master) => {
          if (master !== undefined) this.#lose(client, 'READONLY');
        },
        (error: unknown) => this.#lose(client, codeOf(error)),
      );
    }, HEARTBEAT_MS).unref();
  }

  #lose(client: RedisClient, code: string): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#lostAt = performance.now();
    clearInterval(this.#heartbeat);
    client.disconnect();
    this.#logFault(code);
    this.#scheduleRetry();
  }

  /** Logs each kind of fault once, because every retry would repeat it. */
  #logFault(code: string): void {
    if (code !== this.#lastFault && !this.#closed) {
      this.#options.log({ level: 'warn', event: 'store-disconnected', error: code });
    }
    this.#lastFault = code;
  }

  #scheduleRetry(): void {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#connect(), this.#retryMs).unref();
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_LAST_MS);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearInterval(this.#heartbeat);
    this.#client?.disconnect();
    this.#connecting?.disconnect();
    this.#client = undefined;
  }
}
