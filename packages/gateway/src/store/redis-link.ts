/** One living connection to Redis: found, watched, replaced. */
import type { Cluster, Redis } from 'ioredis';
import type { Log } from '../log.js';
import { StoreError } from './store.js';

export type RedisClient = Redis | Cluster;

/** How long one command may take, ms: a clerk waits for it. */
export const COMMAND_TIMEOUT_MS = 500;
/** How often an idle connection is asked for its role, ms: a half-open socket is found before a clerk meets it. */
const HEARTBEAT_MS = 1_000;
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
  /** Before the connection is used: whatever the server must be told after an outage. */
  readonly onConnect?: (client: RedisClient) => Promise<void>;
}

/** What of a fault may be told: the first word of Redis's answer, or the code of the system. */
function codeOf(error: unknown): string {
  const { message = '', code } = error as { message?: string; code?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  if (message === 'Command timed out' || message === 'connect ETIMEDOUT') return 'ETIMEDOUT';
  const word = /^[A-Z]{3,20}(?= )/.exec(message)?.[0];
  return word ?? 'DISCONNECTED';
}

export class RedisLink {
  readonly #options: LinkOptions;
  #client: RedisClient | undefined;
  #trying: RedisClient | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = RETRY_FIRST_MS;
  #told = '';
  #closed = false;
  /** Replicas that follow this master, as it said last. */
  #replicas = 0;
  /** Settles when the first attempt has ended, well or not, or after the time of one command. */
  readonly started: Promise<void>;

  constructor(options: LinkOptions) {
    this.#options = options;
    const patience = new Promise<void>((resolve) => setTimeout(resolve, COMMAND_TIMEOUT_MS).unref());
    this.started = Promise.race([this.#connect(), patience]);
  }

  get ready(): boolean {
    return this.#client !== undefined;
  }

  get replicas(): number {
    return this.#replicas;
  }

  /** Runs commands on the living connection. Fails at once while there is none. */
  async run<T>(work: (client: RedisClient) => Promise<T>): Promise<T> {
    const client = this.#client;
    if (client === undefined) throw new StoreError(this.#told === '' ? 'DISCONNECTED' : this.#told);
    try {
      return await work(client);
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
        await client.connect();
        const master = await this.#masterOf(client);
        if (master === undefined) {
          await this.#options.onConnect?.(client);
          if (this.#closed || client.status !== 'ready') throw new StoreError('DISCONNECTED');
          this.#use(client);
          return;
        }
        // A former master after a failover: it names the present one.
        at = master;
        this.#note('READONLY');
        client.disconnect();
      } catch (error) {
        client.disconnect();
        const code = codeOf(fault ?? error);
        this.#note(error instanceof StoreError ? error.code : code);
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
      this.#masterOf(client).then(
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
