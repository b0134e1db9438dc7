/** Reads the configuration of the gateway from the environment. */
import { X509Certificate } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, resolve } from 'node:path';
import { BENEFITS, type Benefit, CODE_HOSTS, isBenefit, REGULATION_BENEFITS } from '@cid-elements/core';
import { isLoopback, normaliseOrigin } from './access.js';
import { type RegionConfig, readRegion } from './config-region.js';
import { defined } from './defined.js';
import { type KeyLine, parseKeyFile } from './enrolment/keys-file.js';
import { bareKeys, parseToken } from './secrets.js';
import { ConfigError, endOfDayMs, parseUrl, Settings, splitList } from './settings.js';
import { parseRedisAddress } from './store/redis-address.js';

export { ConfigError } from './settings.js';

export const DEFAULT_MAX_URL = 'https://ext-api2.max.ru/v2/business/pos/age-verification';

export type StoreSetting =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'redis'; readonly url: string; readonly ca?: string };

/**
 * How the code is escaped in the query: the whole text, as the API documentation says, or only the characters
 * that would break the query, for a service that compares the raw text.
 */
export type SessionIdEncoding = 'full' | 'minimal';

export interface MaxSetting {
  /** Origin and path of the partner API. */
  readonly url: string;
  readonly tokenFile: string;
  /** PEM text of the certificates that are trusted for this connection, instead of the system's. */
  readonly ca?: string;
  /** When the token expires, ms since 1970: the end of the configured day in UTC. */
  readonly tokenExpiresAt?: number;
  readonly sessionIdEncoding: SessionIdEncoding;
}

export interface GatewayConfig {
  readonly port: number;
  readonly host: string;
  readonly verifier: 'training' | 'max';
  /** Present with `max` only. */
  readonly max?: MaxSetting;
  readonly callerKeys?: {
    readonly path: string;
    /** The bare keys of the file. Lines with a name contain only a hash. */
    readonly keys: readonly string[];
    readonly lines: readonly KeyLine[];
  };
  readonly allowedOrigins: readonly string[];
  readonly benefits: readonly Benefit[];
  readonly codeHosts: readonly string[];
  readonly store: StoreSetting;
  readonly timeoutMs: number;
  readonly proxy?: string;
  /** A number is the number of reverse proxies in front of the gateway. */
  readonly trustProxy: boolean | number | string[];
  /** Checks per minute and caller. */
  readonly ratePerMinute: number;
  /** Folder whose `examples/` and `dist/` are served. */
  readonly pages?: string;
  readonly region: RegionConfig;
  /** Messages for the log at start. They do not prevent it. */
  readonly warnings: readonly string[];
}

function isCertificates(pem: string): boolean {
  const end = '-----END CERTIFICATE-----';
  const parts = pem.split(end).slice(0, -1);
  try {
    for (const part of parts) new X509Certificate(part + end);
    return parts.length > 0;
  } catch {
    return false;
  }
}

function readCertificates(settings: Settings, name: string): string | undefined {
  const pem = settings.content(name);
  if (pem !== undefined && !isCertificates(pem))
    return settings.bad(name, 'must hold certificates in PEM form');
  return pem;
}

function readHost(settings: Settings): string {
  const host = (settings.get('CID_HOST') ?? '127.0.0.1').replace(/^\[|\]$/g, '');
  if (isIP(host) === 0 && !/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host)) {
    settings.bad('CID_HOST', 'must be an address or a host name to listen on');
  }
  return host;
}

function readMaxUrl(settings: Settings): string {
  const text = settings.get('CID_MAX_URL') ?? DEFAULT_MAX_URL;
  const parsed = parseUrl(text);
  const plain = parsed?.protocol === 'http:' && isLoopback(parsed.hostname);
  if (!parsed || (parsed.protocol !== 'https:' && !plain)) {
    settings.bad('CID_MAX_URL', 'must be an https URL (plain http only to 127.0.0.1, for tests)');
  } else if (parsed.username || parsed.password || text.includes('?') || text.includes('#')) {
    settings.bad('CID_MAX_URL', 'must be an origin and a path, without user, query or fragment');
  } else if (plain) {
    settings.warn('CID_MAX_URL is plain http: for tests only');
  }
  return parsed ? `${parsed.origin}${parsed.pathname}` : text;
}

/** The end of a day (`yyyy-mm-dd`) in UTC, ms since 1970. */
function readDay(settings: Settings, name: string): number | undefined {
  const text = settings.get(name);
  if (text === undefined) return undefined;
  const end = endOfDayMs(text);
  return Number.isNaN(end) ? settings.bad(name, 'must be a date, as in 2027-03-31') : end;
}

function readMax(settings: Settings, used: boolean): MaxSetting | undefined {
  const url = readMaxUrl(settings);
  const sessionIdEncoding = settings.choice('CID_SESSION_ID_ENCODING', 'full', ['full', 'minimal']);
  const tokenExpiresAt = readDay(settings, 'CID_MAX_TOKEN_EXPIRES');
  const tokenFile = settings.get('CID_MAX_TOKEN_FILE');
  const caFile = settings.get('CID_MAX_CA_FILE');
  if (!used) return undefined;
  // With an institutions file every institution has its own token.
  if (tokenFile === undefined && settings.get('CID_INSTITUTIONS_FILE') === undefined)
    settings.bad('CID_MAX_TOKEN_FILE', 'is needed with CID_VERIFIER=max');
  const token = settings.content('CID_MAX_TOKEN_FILE');
  if (token !== undefined && parseToken(token) === undefined) {
    settings.bad('CID_MAX_TOKEN_FILE', 'must hold the bare token alone (it is empty, or has spaces in it)');
  }
  const ca = caFile === undefined ? undefined : readCertificates(settings, 'CID_MAX_CA_FILE');
  return {
    url,
    tokenFile: resolve(tokenFile ?? ''),
    sessionIdEncoding,
    ...defined({ ca, tokenExpiresAt }),
  };
}

function readCallerKeys(settings: Settings): GatewayConfig['callerKeys'] {
  const text = settings.content('CID_CALLER_KEYS_FILE');
  if (text === undefined) return undefined;
  const parsed = parseKeyFile(text);
  if ('problems' in parsed) {
    for (const problem of parsed.problems) settings.bad('CID_CALLER_KEYS_FILE', problem);
    return undefined;
  }
  if (parsed.lines.length === 0)
    return settings.bad('CID_CALLER_KEYS_FILE', 'must hold at least one key, one a line');
  const keys = bareKeys(text);
  if (keys.some((key) => key.length < 16)) {
    settings.warn('CID_CALLER_KEYS_FILE holds a key of fewer than 16 characters');
  }
  return { path: resolve(settings.get('CID_CALLER_KEYS_FILE') ?? ''), keys, lines: parsed.lines };
}

function readOrigins(settings: Settings): string[] {
  const origins = settings.list('CID_ALLOWED_ORIGINS').map(normaliseOrigin);
  if (origins.includes(undefined)) {
    settings.bad(
      'CID_ALLOWED_ORIGINS',
      'must list exact origins, as in https://ils.example.org (no *, no path)',
    );
  }
  return origins.filter((origin) => origin !== undefined);
}

function readBenefits(settings: Settings): Benefit[] {
  const names = settings.list('CID_BENEFITS', REGULATION_BENEFITS);
  const benefits = BENEFITS.filter((benefit) => names.includes(benefit));
  if (benefits.length === 0 || !names.every(isBenefit)) {
    settings.bad('CID_BENEFITS', `must list benefits from: ${BENEFITS.join(', ')}`);
  }
  return benefits;
}

function readCodeHosts(settings: Settings): string[] {
  const hosts = settings.list('CID_CODE_HOSTS', CODE_HOSTS).map((name) => name.toLowerCase());
  if (hosts.length === 0 || !hosts.every((name) => /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(name))) {
    settings.bad('CID_CODE_HOSTS', 'must list host names, as in www.gosuslugi.ru');
  } else if (hosts.some((name) => name.endsWith('.invalid'))) {
    settings.bad('CID_CODE_HOSTS', 'must not list a host under .invalid: training codes live there');
  }
  return hosts;
}

export function readStore(settings: Settings): StoreSetting | undefined {
  const text = settings.get('CID_STORE') ?? 'memory';
  const ca = readCertificates(settings, 'CID_STORE_CA_FILE');
  if (text === 'memory') return { kind: 'memory' };
  if (text.startsWith('file:') && text.length > 'file:'.length) {
    const path = resolve(text.slice('file:'.length));
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      return settings.bad('CID_STORE', 'names a folder: name a file in it, as in file:/var/lib/cid/store.db');
    if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) return { kind: 'file', path };
    return settings.bad('CID_STORE', 'names a file in a folder that does not exist');
  }
  if (parseRedisAddress(text) !== undefined) {
    return { kind: 'redis', url: text, ...defined({ ca }) };
  }
  return settings.bad(
    'CID_STORE',
    'must be memory, file:<path>, redis://host:port, rediss://host:port, redis+sentinel://h1,h2/<master> or redis+cluster://h1,h2',
  );
}

function readTrustProxy(settings: Settings): GatewayConfig['trustProxy'] | undefined {
  const text = settings.get('CID_TRUST_PROXY') ?? 'false';
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const names = splitList(text);
  const isProxy = (name: string): boolean => {
    const [address = '', bits, ...rest] = name.split('/');
    const version = isIP(address);
    if (['loopback', 'linklocal', 'uniquelocal'].includes(name)) return true;
    if (version === 0 || rest.length > 0) return false;
    return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
  };
  if (names.length > 0 && names.every(isProxy)) return names;
  return settings.bad('CID_TRUST_PROXY', 'must be true, false, a number of hops, or addresses of proxies');
}

/** @throws {ConfigError} that lists every invalid value. */
export const loadConfig = (env: Readonly<Record<string, string | undefined>>): GatewayConfig =>
  read(new Settings(env));

/** The names of all settings. */
export function settingNames(): string[] {
  const settings = new Settings({});
  read(settings);
  return settings.names();
}

function read(settings: Settings): GatewayConfig {
  const port = settings.integer('CID_PORT', 8080, 0, 65_535);
  const host = readHost(settings);
  const verifier = settings.choice('CID_VERIFIER', 'training', ['training', 'max']);
  const max = readMax(settings, verifier === 'max');
  const callerKeys = readCallerKeys(settings);
  const store = readStore(settings) ?? { kind: 'memory' };
  const trustProxy = readTrustProxy(settings) ?? false;
  const region = readRegion(settings, { verifier, trustProxy, storeKind: store.kind });
  if (port !== 0 && region.admin?.port === port)
    settings.bad('CID_ADMIN_PORT', 'must be another port than CID_PORT');
  const callersKnowable =
    settings.get('CID_CALLER_KEYS_FILE') !== undefined ||
    region.institutionsFile !== undefined ||
    region.callerHeader !== undefined ||
    store.kind !== 'memory';
  if (verifier === 'max' && !callersKnowable && !isLoopback(host)) {
    settings.bad(
      'CID_CALLER_KEYS_FILE',
      'is needed with CID_VERIFIER=max unless CID_HOST is a loopback address, or callers are known by institutions, enrolment (CID_STORE) or a proxy (CID_CALLER_HEADER)',
    );
  }
  const allowedOrigins = readOrigins(settings);
  const benefits = readBenefits(settings);
  const codeHosts = readCodeHosts(settings);
  const timeoutMs = settings.integer('CID_UPSTREAM_TIMEOUT_MS', 5_000, 10, 60_000);
  const ratePerMinute = settings.integer('CID_RATE_PER_MINUTE', 300, 1, 1_000_000);
  const proxy = settings.get('CID_UPSTREAM_PROXY');
  if (proxy !== undefined && !['http:', 'https:'].includes(parseUrl(proxy)?.protocol ?? '')) {
    settings.bad('CID_UPSTREAM_PROXY', 'must be a URL with http or https');
  }
  const pages = settings.get('CID_PAGES');
  if (pages !== undefined && !existsSync(resolve(pages, 'examples'))) {
    settings.bad('CID_PAGES', 'must name the folder that holds examples/ and dist/');
  }

  settings.warnUnknown();
  // Warnings are included: a required setting is often missing because its name was misspelt.
  if (settings.problems.length > 0) throw new ConfigError([...settings.problems, ...settings.warnings]);
  return {
    port,
    host,
    verifier,
    ...(max ? { max } : {}),
    ...(callerKeys ? { callerKeys } : {}),
    allowedOrigins,
    benefits,
    codeHosts,
    store,
    timeoutMs,
    ...defined({ proxy }),
    trustProxy,
    ratePerMinute,
    ...defined({ pages: pages === undefined ? undefined : resolve(pages) }),
    region,
    warnings: settings.warnings,
  };
}
