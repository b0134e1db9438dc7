/**
 * Settings from the environment. Every bad value is named at once; values that may hold a secret (a URL with a
 * password, a token pasted where its file's name belongs) are never repeated.
 */
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, resolve } from 'node:path';
import { BENEFITS, type Benefit, CODE_HOSTS, isBenefit, REGULATION_BENEFITS } from '@cid-elements/core';
import { isLoopback } from './access.js';
import { parseKeys, parseToken } from './secrets.js';

export const DEFAULT_MAX_URL = 'https://ext-api2.max.ru/v2/business/pos/age-verification';

export type StoreSetting =
  | { readonly kind: 'memory' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'redis'; readonly url: string };

export interface GatewayConfig {
  readonly port: number;
  readonly host: string;
  readonly verifier: 'training' | 'max';
  /** Only with `max`. */
  readonly max?: { readonly url: string; readonly tokenFile: string; readonly ca?: string };
  readonly callerKeys?: { readonly path: string; readonly keys: readonly string[] };
  readonly allowedOrigins: readonly string[];
  readonly benefits: readonly Benefit[];
  readonly codeHosts: readonly string[];
  readonly store: StoreSetting;
  readonly timeoutMs: number;
  readonly proxy?: string;
  /** A number is how many proxies stand before the gateway. */
  readonly trustProxy: boolean | number | string[];
  /** Checks a minute and caller. */
  readonly ratePerMinute: number;
  /** Folder whose `examples/` and `dist/` are served. */
  readonly pages?: string;
  /** Worth a word at start, but no reason not to start. */
  readonly warnings: readonly string[];
}

export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const KNOWN = new Set([
  'CID_PORT',
  'CID_HOST',
  'CID_VERIFIER',
  'CID_MAX_URL',
  'CID_MAX_TOKEN_FILE',
  'CID_MAX_CA_FILE',
  'CID_CALLER_KEYS_FILE',
  'CID_ALLOWED_ORIGINS',
  'CID_BENEFITS',
  'CID_CODE_HOSTS',
  'CID_STORE',
  'CID_UPSTREAM_TIMEOUT_MS',
  'CID_UPSTREAM_PROXY',
  'CID_TRUST_PROXY',
  'CID_RATE_PER_MINUTE',
  'CID_PAGES',
]);

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

const list = (text: string): string[] => text.split(/[\s,]+/).filter((item) => item !== '');

/** @throws {ConfigError} naming every value that is not usable. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const problems: string[] = [];
  const warnings: string[] = [];
  const get = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === '' ? undefined : value;
  };
  const bad = (name: string, want: string): undefined => {
    problems.push(`${name} ${want}`);
    return undefined;
  };
  const integer = (name: string, fallback: number, min: number, max: number): number => {
    const text = get(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    bad(name, `must be a whole number from ${min} to ${max}`);
    return fallback;
  };
  const readable = (name: string): string | undefined => {
    const path = get(name);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return bad(name, 'must name a file that can be read');
    }
  };

  for (const name of Object.keys(env)) {
    if (name.startsWith('CID_') && !KNOWN.has(name)) warnings.push(`${name} is not a setting of the gateway`);
  }

  const port = integer('CID_PORT', 8080, 0, 65_535);
  const host = (get('CID_HOST') ?? '127.0.0.1').replace(/^\[|\]$/g, '');
  if (isIP(host) === 0 && !/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host)) {
    bad('CID_HOST', 'must be an address or a host name to listen on');
  }

  const verifierText = get('CID_VERIFIER') ?? 'training';
  const verifier = verifierText === 'max' ? 'max' : 'training';
  if (verifierText !== verifier) bad('CID_VERIFIER', 'must be training or max');

  const url = readMaxUrl();
  const keysText = readable('CID_CALLER_KEYS_FILE');
  const keys = keysText === undefined ? undefined : parseKeys(keysText);
  if (keysText !== undefined && keys === undefined) {
    bad('CID_CALLER_KEYS_FILE', 'must hold at least one key, one a line, without spaces');
  }
  if (keys?.some((key) => key.length < 16))
    warnings.push('CID_CALLER_KEYS_FILE holds a key of fewer than 16 characters');
  if (verifier === 'max' && get('CID_CALLER_KEYS_FILE') === undefined && !isLoopback(host)) {
    bad('CID_CALLER_KEYS_FILE', 'is needed with CID_VERIFIER=max unless CID_HOST is a loopback address');
  }
  const max = verifier === 'max' ? readMax() : undefined;

  const allowedOrigins = list(get('CID_ALLOWED_ORIGINS') ?? '');
  for (const origin of allowedOrigins) {
    const parsed = parseUrl(origin);
    if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.origin !== origin) {
      bad('CID_ALLOWED_ORIGINS', 'must list exact origins, as in https://ils.example.org (no *, no path)');
      break;
    }
  }

  const benefitNames = list(get('CID_BENEFITS') ?? REGULATION_BENEFITS.join(','));
  const benefits = BENEFITS.filter((benefit) => benefitNames.includes(benefit));
  if (benefits.length === 0 || !benefitNames.every(isBenefit)) {
    bad('CID_BENEFITS', `must list benefits from: ${BENEFITS.join(', ')}`);
  }

  const codeHosts = list(get('CID_CODE_HOSTS') ?? CODE_HOSTS.join(',')).map((name) => name.toLowerCase());
  if (codeHosts.length === 0 || !codeHosts.every((name) => /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(name))) {
    bad('CID_CODE_HOSTS', 'must list host names, as in www.gosuslugi.ru');
  } else if (codeHosts.some((name) => name.endsWith('.invalid'))) {
    bad('CID_CODE_HOSTS', 'must not list a host under .invalid: training codes live there');
  }

  const store = readStore();
  const timeoutMs = integer('CID_UPSTREAM_TIMEOUT_MS', 5_000, 10, 60_000);
  const ratePerMinute = integer('CID_RATE_PER_MINUTE', 300, 1, 1_000_000);
  const proxy = get('CID_UPSTREAM_PROXY');
  if (proxy !== undefined && !['http:', 'https:'].includes(parseUrl(proxy)?.protocol ?? '')) {
    bad('CID_UPSTREAM_PROXY', 'must be a URL with http or https');
  }
  const trustProxy = readTrustProxy();
  const pages = get('CID_PAGES');
  if (pages !== undefined && !existsSync(resolve(pages, 'examples'))) {
    bad('CID_PAGES', 'must name the folder that holds examples/ and dist/');
  }

  if (problems.length > 0) throw new ConfigError(problems);
  return {
    port,
    host,
    verifier,
    ...(max ? { max } : {}),
    ...(keys ? { callerKeys: { path: resolve(get('CID_CALLER_KEYS_FILE') ?? ''), keys } } : {}),
    allowedOrigins,
    benefits,
    codeHosts,
    store: store ?? { kind: 'memory' },
    timeoutMs,
    ...(proxy === undefined ? {} : { proxy }),
    trustProxy: trustProxy ?? false,
    ratePerMinute,
    ...(pages === undefined ? {} : { pages: resolve(pages) }),
    warnings,
  };

  function readMaxUrl(): string {
    const text = get('CID_MAX_URL') ?? DEFAULT_MAX_URL;
    const parsed = parseUrl(text);
    const plain = parsed?.protocol === 'http:' && isLoopback(parsed.hostname);
    if (!parsed || (parsed.protocol !== 'https:' && !plain)) {
      bad('CID_MAX_URL', 'must be an https URL (plain http only to 127.0.0.1, for tests)');
    } else if (parsed.username || parsed.password || text.includes('?') || text.includes('#')) {
      bad('CID_MAX_URL', 'must be an origin and a path, without user, query or fragment');
    } else if (plain) {
      warnings.push('CID_MAX_URL is plain http: for tests only');
    }
    return parsed ? `${parsed.origin}${parsed.pathname}` : text;
  }

  function readMax(): GatewayConfig['max'] {
    const tokenFile = get('CID_MAX_TOKEN_FILE');
    if (tokenFile === undefined) bad('CID_MAX_TOKEN_FILE', 'is needed with CID_VERIFIER=max');
    const token = readable('CID_MAX_TOKEN_FILE');
    if (token !== undefined && parseToken(token) === undefined) {
      bad('CID_MAX_TOKEN_FILE', 'must hold the bare token alone (it is empty, or has spaces in it)');
    }
    const ca = readable('CID_MAX_CA_FILE');
    if (ca !== undefined && !isCertificates(ca)) {
      bad('CID_MAX_CA_FILE', 'must hold certificates in PEM form');
    }
    return { url, tokenFile: resolve(tokenFile ?? ''), ...(ca === undefined ? {} : { ca }) };
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

  function readStore(): StoreSetting | undefined {
    const text = get('CID_STORE') ?? 'memory';
    if (text === 'memory') return { kind: 'memory' };
    if (text.startsWith('file:') && text.length > 'file:'.length) {
      const path = resolve(text.slice('file:'.length));
      if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) return { kind: 'file', path };
      return bad('CID_STORE', 'names a file in a folder that does not exist');
    }
    const parsed = parseUrl(text);
    if (parsed && ['redis:', 'rediss:'].includes(parsed.protocol) && parsed.hostname !== '') {
      return { kind: 'redis', url: text };
    }
    return bad('CID_STORE', 'must be memory, file:<path> or redis://host:port');
  }

  function readTrustProxy(): GatewayConfig['trustProxy'] | undefined {
    const text = get('CID_TRUST_PROXY') ?? 'false';
    if (text === 'true' || text === 'false') return text === 'true';
    if (/^\d{1,2}$/.test(text)) return Number(text);
    const names = list(text);
    const isProxy = (name: string): boolean => {
      const [address = '', bits, ...rest] = name.split('/');
      const version = isIP(address);
      if (['loopback', 'linklocal', 'uniquelocal'].includes(name)) return true;
      if (version === 0 || rest.length > 0) return false;
      return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
    };
    if (names.length > 0 && names.every(isProxy)) return names;
    return bad('CID_TRUST_PROXY', 'must be true, false, a number of hops, or addresses of proxies');
  }
}
