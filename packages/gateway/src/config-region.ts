/**
 * Settings of a gateway that serves more than one desk: callers, institutions, receipts, counts,
 * administration.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { defined } from './defined.js';
import { readInstitutions } from './institutions/schema.js';
import { parseToken } from './secrets.js';
import { parseUrl, type Settings } from './settings.js';

export interface ReceiptSetting {
  readonly keysDir: string;
  readonly issuer: string;
  readonly audience: string;
}

export interface RegionConfig {
  readonly institutionsFile?: string;
  readonly receipts?: ReceiptSetting;
  readonly counts: boolean;
  /** Without it there is no admin listener. */
  readonly admin?: { readonly host: string; readonly port: number };
  readonly botTokenFile?: string;
  /** Lower-case name of the header in which the reverse proxy passes the name of an authenticated caller. */
  readonly callerHeader?: string;
  /** Unknown callers are refused even if the gateway is bound to loopback. */
  readonly requireCaller: boolean;
}

export interface OtherSettings {
  readonly verifier: 'max' | 'training';
  readonly storeKind: 'memory' | 'file' | 'redis';
  readonly trustProxy: boolean | number | readonly string[];
}

function readReceipts(settings: Settings, { verifier }: OtherSettings): ReceiptSetting | undefined {
  const on = settings.choice('CID_RECEIPTS', 'off', ['off', 'on']) === 'on';
  const keysDir = settings.get('CID_RECEIPT_KEYS_DIR');
  const issuer = settings.get('CID_RECEIPT_ISSUER');
  const audience = settings.get('CID_RECEIPT_AUDIENCE');
  if (!on) return undefined;
  if (verifier === 'training')
    settings.warn('CID_RECEIPTS=on has no effect in training: nothing there is signed');
  if (keysDir === undefined || !statSync(keysDir, { throwIfNoEntry: false })?.isDirectory())
    settings.bad(
      'CID_RECEIPT_KEYS_DIR',
      'must name the folder of the receipt keys (made by cid-gateway rotate)',
    );
  if (parseUrl(issuer ?? '')?.protocol !== 'https:' && parseUrl(issuer ?? '')?.protocol !== 'http:')
    settings.bad(
      'CID_RECEIPT_ISSUER',
      'must be the public address of the gateway, as in https://gateway.example.org',
    );
  if (audience === undefined)
    settings.bad('CID_RECEIPT_AUDIENCE', 'must name the server that receipts are made for');
  return { keysDir: resolve(keysDir ?? ''), issuer: issuer ?? '', audience: audience ?? '' };
}

function readInstitutionsFile(settings: Settings, { verifier }: OtherSettings): string | undefined {
  const content = settings.content('CID_INSTITUTIONS_FILE');
  if (content === undefined) return undefined;
  const result = readInstitutions(content, { verifier });
  if ('problems' in result) {
    for (const problem of result.problems) settings.bad('CID_INSTITUTIONS_FILE', problem);
  }
  return resolve(settings.get('CID_INSTITUTIONS_FILE') ?? '');
}

function readAdmin(settings: Settings): RegionConfig['admin'] {
  const port = settings.integer('CID_ADMIN_PORT', -1, 0, 65_535);
  const host = (settings.get('CID_ADMIN_HOST') ?? '127.0.0.1').replace(/^\[|\]$/g, '');
  return port < 0 ? undefined : { host, port };
}

function readCallerHeader(settings: Settings, { trustProxy }: OtherSettings): string | undefined {
  const name = settings.get('CID_CALLER_HEADER')?.toLowerCase();
  if (name === undefined) return undefined;
  if (!/^x-[a-z\d-]{1,60}$/.test(name))
    return settings.bad('CID_CALLER_HEADER', 'must be a header that begins with X-');
  // Without a list of proxy addresses any client that reaches the port could set the header itself.
  if (!Array.isArray(trustProxy))
    return settings.bad('CID_CALLER_HEADER', 'needs CID_TRUST_PROXY to list the addresses of the proxy');
  return name;
}

function readBotToken(settings: Settings): string | undefined {
  const content = settings.content('CID_MAX_BOT_TOKEN_FILE');
  if (content === undefined) return undefined;
  if (parseToken(content) === undefined)
    return settings.bad('CID_MAX_BOT_TOKEN_FILE', 'must hold the bare token of the bot alone');
  return resolve(settings.get('CID_MAX_BOT_TOKEN_FILE') ?? '');
}

export function readRegion(settings: Settings, others: OtherSettings): RegionConfig {
  const institutionsFile = readInstitutionsFile(settings, others);
  const receipts = readReceipts(settings, others);
  const counts = settings.choice('CID_COUNTS', 'off', ['off', 'on']) === 'on';
  if (counts && others.storeKind === 'memory')
    settings.warn('CID_COUNTS=on with CID_STORE=memory: the counts end with the process');
  const admin = readAdmin(settings);
  const botTokenFile = readBotToken(settings);
  const callerHeader = readCallerHeader(settings, others);
  return {
    ...defined({ institutionsFile, receipts }),
    counts,
    ...defined({ admin, botTokenFile, callerHeader }),
    requireCaller: settings.choice('CID_REQUIRE_CALLER', 'off', ['off', 'on']) === 'on',
  };
}
