/** Parses the address of Redis in `CID_STORE`. */
import { defined } from '../defined.js';

export interface RedisAddress {
  readonly mode: 'single' | 'sentinel' | 'cluster';
  readonly tls: boolean;
  /** The server, the sentinels, or some nodes of the cluster. */
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  /** Name of the master that the sentinels monitor. */
  readonly master?: string;
  readonly db?: number;
  readonly username?: string;
  readonly password?: string;
}

const FORM = /^(rediss?)(\+sentinel|\+cluster)?:\/\/(?:([^/?#@]*)@)?([^/?#@]+)(?:\/([^?#]*))?$/;
const NODE = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i;

function decode(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * Parses `redis://[user:password@]host[:port][/db]`, `rediss://…`, `redis+sentinel://h1,h2/<master>[/db]` and
 * `redis+cluster://h1,h2`; `rediss+…` uses TLS. Returns `undefined` for anything else.
 */
export function parseRedisAddress(text: string): RedisAddress | undefined {
  const [, scheme, kind = '', credentials, hosts = '', path = ''] = FORM.exec(text) ?? [];
  if (scheme === undefined) return undefined;
  const mode = kind === '+sentinel' ? 'sentinel' : kind === '+cluster' ? 'cluster' : 'single';
  const nodes: { host: string; port: number }[] = [];
  for (const item of hosts.split(',')) {
    const [, host, port] = NODE.exec(item) ?? [];
    const number = port === undefined ? (mode === 'sentinel' ? 26_379 : 6_379) : Number(port);
    if (host === undefined || number < 1 || number > 65_535) return undefined;
    nodes.push({ host: host.replace(/^\[|\]$/g, ''), port: number });
  }
  if (mode === 'single' && nodes.length > 1) return undefined;
  const parts = path.split('/').filter((part) => part !== '');
  const master = mode === 'sentinel' ? parts.shift() : undefined;
  if (mode === 'sentinel' && (master === undefined || !/^[\w.-]+$/.test(master))) return undefined;
  const [db, ...rest] = parts;
  if (rest.length > 0 || (db !== undefined && (mode === 'cluster' || !/^\d{1,4}$/.test(db))))
    return undefined;
  const colon = credentials?.indexOf(':') ?? -1;
  const username = decode(colon < 0 ? credentials : credentials?.slice(0, colon));
  const password = colon < 0 ? undefined : decode(credentials?.slice(colon + 1));
  return {
    mode,
    tls: scheme === 'rediss',
    nodes,
    ...defined({ master, db: db === undefined ? undefined : Number(db), username, password }),
  };
}
