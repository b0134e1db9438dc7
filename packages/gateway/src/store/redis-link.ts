/** One living connection to Redis: found, watched, replaced. */
import type { Cluster, Redis } from 'ioredis';
import type { Log } from '../log.js';
import { StoreError } from './store.js';

export type RedisClient = Redis | Cluster;

/** How long one command may take, ms: a clerk waits for it. */
export const COMMAND_TIMEOUT_MS = 1_000;
/** How long after the loss of a connection commands wait for the next one, ms. Later they fail at once. */
const GRACE_MS = 1_000;
const GRACE_STEP_MS = 20;
/** How often an idle connection is asked for its role, ms: a half-open socket is found before a clerk meets it. */
const HEARTBEAT_MS = 1_000;
/** How long one attempt to connect may take in all, ms. */
const CONNECT_LIMIT_MS = 4_000;
const RETRY_FIRST_MS = 100;
const RETRY_LAST_MS = 1_000;
/** How many replicas are followed to their master before giving up this attempt. */
const HOPS_MAX = 3;

/** Answers that mean «not this server, not now»: another connection may find a better one. */
const LOST_PREFIXES = ['READONLY', 'LOADING', 'MASTERDOWN', 'CLUSTERDOWN', 'NOREPLICAS', 'UNBLOCKED'];

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

/** What of a fault may be told: the first word of Redis's answer, or the code of the system. */
function codeOf(error: unknown): string {
  if (error instanceof StoreError) return error.code;
  const { message = '', code } = error as { message?: string; code?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  if (message === 'connect ETIMEDOUT') return 'ETIMEDOUT';
  const word = /^[A-Z]{3,20}(?= )/.exec(message)?.[0];
  return word ?? 'DISCONNECTED';
}

/**
 * Every wait has a limit: ioredis, for example, never gives up on a cluster without nodes. When a busy process comes back
 * to its timers, an answer may lie in the socket unread, so that the limit counts only after what has arrived was read.
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
  #trying: RedisClient | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = RETRY_FIRST_MS;
  #told = '';
  #lostAt = Number.NEGATIVE_INFINITY;
  #closed = false;
  /** Replicas that follow this master, as it said last. */
  #replicas = 0;
  /** Settles when the first attempt has ended, well or not, or after the patience. */
  readonly started: Promise<void>;

  constructor(options: LinkOptions) {
    this.#options = options;
    const { patienceMs = COMMAND_TIMEOUT_MS } = options;
    const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
    this.started = Promise.race([this.#connect(), patience]);
  }

  get ready(): boolean {
    return this.#client !== undefined;
  }

  /** What the last connection ended with, or why there is none yet; empty when there is one. */
  get fault(): string {
    return this.#told;
  }

  get replicas(): number {
    return this.#replicas;
  }

  async #tell(client: RedisClient): Promise<void> {
    const told = this.#options.onConnect?.(client);
    if (told) await withLimit(told, CONNECT_LIMIT_MS);
  }

  /** Waits, for a moment after a loss, for the connection that takes its place. */
  async recovered(): Promise<void> {
    while (this.#client === undefined && performance.now() - this.#lostAt < GRACE_MS) {
      await new Promise((resolve) => setTimeout(resolve, GRACE_STEP_MS));
    }
  }

  /** Runs commands on the living connection. Fails at once while there is none. */
  async run<T>(work: (client: RedisClient) => Promise<T>): Promise<T> {
    const client = this.#client;
    if (client === undefined) throw new StoreError(this.#told === '' ? 'DISCONNECTED' : this.#told);
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
      this.#trying = client;
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
          await this.#tell(client);
          if (this.#closed || client.status !== 'ready') throw new StoreError('DISCONNECTED');
          this.#use(client);
          await this.#tell(client);
          return;
        }
        // A former master after a failover: it names the present one.
        at = master;
        this.#note('READONLY');
        client.disconnect();
      } catch (error) {
        if (this.#client === client) {
          this.#lose(client, codeOf(error));
          return;
        }
        client.disconnect();
        const code = codeOf(fault ?? error);
        this.#note(code);
        break;
      }
    }
    this.#trying = undefined;
    this.#again();
  }

  /** The master that a replica follows; `undefined` if this server takes writes (as far as it tells). */
  async #masterOf(client: RedisClient): Promise<Address | undefined> {
    if (client.isCluster) {
      await client.call('PING');
      return undefined;
    }
    let role: unknown;
    try {
      role = await client.call('ROLE');
    } catch (error) {
      // A user without the right to ask: the first write tells.
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
    this.#trying = undefined;
    this.#retryMs = RETRY_FIRST_MS;
    if (this.#told !== '') this.#options.log({ level: 'info', event: 'store-connected' });
    this.#told = '';
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
    this.#note(code);
    this.#again();
  }

  /** Once for each kind of fault: every new attempt would repeat it. */
  #note(code: string): void {
    if (code !== this.#told && !this.#closed) {
      this.#options.log({ level: 'warn', event: 'store-disconnected', error: code });
    }
    this.#told = code;
  }

  #again(): void {
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
    this.#trying?.disconnect();
    this.#client = undefined;
  }
}
