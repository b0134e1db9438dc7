/**
 * The file of caller keys. A line is a bare key, or `<name> <sha256>` as `cid-gateway enrol --key` writes it,
 * or `<name> proxy` for a caller that the reverse proxy authenticates. Lines with a name may have the options
 * `institution=… branch=… origins=…,… rate=…`. Lines that begin with `#` are comments.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { normaliseOrigin } from '../access.js';
import { defined } from '../defined.js';
import { ID } from '../institutions/schema.js';
import { type WatchedFile, watchFile } from '../watched-file.js';
import { CALLER_NAME, type Caller, type CallerDetails } from './caller.js';

export interface KeyLine {
  /** Absent for a bare key. */
  readonly name?: string;
  /** SHA-256 of the key in hex, or `proxy`. */
  readonly secret: string;
  readonly details: CallerDetails;
}

export type KeyFile = { readonly lines: readonly KeyLine[] } | { readonly problems: readonly string[] };

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const MAX_RATE = 1_000_000;

function readDetails(words: readonly string[]): CallerDetails | string {
  let details: CallerDetails = {};
  for (const word of words) {
    const [field = '', value = ''] = word.split(/=(.*)/s);
    if (field === 'institution' || field === 'branch') {
      if (!ID.test(value)) return `${field} must be small Latin letters, digits and hyphens`;
      details = { ...details, [field]: value };
    } else if (field === 'origins') {
      const origins = value.split(',').map(normaliseOrigin);
      if (origins.includes(undefined)) return 'origins must be exact origins, as in https://ils.example.org';
      details = { ...details, origins: origins.filter((origin) => origin !== undefined) };
    } else if (field === 'rate') {
      const rate = /^\d{1,7}$/.test(value) ? Number(value) : 0;
      if (rate < 1 || rate > MAX_RATE) return `rate must be a whole number from 1 to ${MAX_RATE}`;
      details = { ...details, ratePerMinute: rate };
    } else {
      return 'a field is not one of institution, branch, origins, rate';
    }
  }
  return details;
}

function readLine(line: string): KeyLine | string {
  const [first = '', second, ...rest] = line.split(/\s+/);
  if (second === undefined) {
    return /^[\x21-\x7e]{1,512}$/.test(first)
      ? { secret: sha256(first), details: {} }
      : 'a key must be 1 to 512 printable ASCII characters';
  }
  if (!CALLER_NAME.test(first))
    return 'a name must be letters, digits, dots, hyphens or underscores, at most 64';
  if (second !== 'proxy' && !/^[\da-f]{64}$/i.test(second))
    return 'after a name comes the SHA-256 of the key (64 hexadecimal digits) or the word proxy';
  const details = readDetails(rest);
  return typeof details === 'string' ? details : { name: first, secret: second.toLowerCase(), details };
}

/** Problems name the line and the rule, never the content of the line. */
export function parseKeyFile(content: string): KeyFile {
  const problems: string[] = [];
  const lines: KeyLine[] = [];
  for (const [index, raw] of content
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const read = readLine(line);
    if (typeof read === 'string') problems.push(`line ${index + 1}: ${read}`);
    else lines.push(read);
  }
  return problems.length > 0 ? { problems } : { lines };
}

/** Reads the file again after it has changed. An invalid or missing file keeps the previous keys in use. */
export const watchKeyFile = (path: string, initial: readonly KeyLine[]): WatchedFile<readonly KeyLine[]> =>
  watchFile(path, initial, (content, previous) => {
    const parsed = content === undefined ? undefined : parseKeyFile(content);
    return parsed !== undefined && 'lines' in parsed ? parsed.lines : previous;
  });

/** Formats one line of the file. */
export function formatKeyLine({ name, secret, details }: KeyLine & { readonly name: string }): string {
  const { institution, branch, origins, ratePerMinute } = details;
  return [
    name,
    secret,
    ...(institution === undefined ? [] : [`institution=${institution}`]),
    ...(branch === undefined ? [] : [`branch=${branch}`]),
    ...(origins === undefined ? [] : [`origins=${origins.join(',')}`]),
    ...(ratePerMinute === undefined ? [] : [`rate=${ratePerMinute}`]),
  ].join(' ');
}

/** Percent-encoded, because keys of the store are ASCII. */
export const callerId = (name: string): string => `caller ${encodeURIComponent(name)}`;

const callerOf = ({ name, secret, details }: KeyLine): Caller => ({
  id: name === undefined ? `key ${secret.slice(0, 16)}` : callerId(name),
  ...defined({ name }),
  ...details,
});

/**
 * Finds the caller of a key. Every line is compared, so that the time does not depend on which one matches.
 */
export function findByKey(lines: readonly KeyLine[], key: string): Caller | undefined {
  const hash = createHash('sha256').update(key).digest();
  let found: KeyLine | undefined;
  for (const line of lines) {
    if (line.secret !== 'proxy' && timingSafeEqual(Buffer.from(line.secret, 'hex'), hash)) found = line;
  }
  return found && callerOf(found);
}

/** Finds a caller that the reverse proxy has authenticated under this name. */
export function findByProxyName(lines: readonly KeyLine[], name: string): Caller | undefined {
  const line = lines.find((one) => one.secret === 'proxy' && one.name === name);
  return line && callerOf(line);
}
