/**
 * The institution's configuration: one JSON, every field optional. Read by hand rather than by a schema library, because
 * elements read it too (see `readAnswer`). A problem names the field and what is wanted; it never repeats the value.
 */
import { type Benefit, isBenefit, REGULATION_BENEFITS } from './benefits.js';
import { CODE_HOSTS } from './codes.js';
import { CLAUSES, type Clause, type LocalAct, REGULATION } from './regulation.js';

export interface Branch {
  readonly name: string;
  readonly address?: string;
  readonly hours?: string;
  readonly phone?: string;
}

export interface Institution {
  readonly name?: string;
  /** IANA name, for dates and times on screen. Default: the visitor's own. */
  readonly timeZone?: string;
  /** Where questions and complaints go: a telephone number, an address, an e-mail address. */
  readonly contact?: string;
  readonly hours?: string;
  readonly branches?: readonly Branch[];
}

/** A paper document that proves a benefit, and what to look at on it. */
export interface PaperDocument {
  readonly document: string;
  readonly lookAt?: readonly string[];
}

/** A case in which federal law demands paper (clause 1.3). */
export interface PaperCase {
  readonly case: string;
  readonly law?: string;
}

export type Way = 'goskan' | 'gateway';

export interface Config {
  readonly institution: Institution;
  readonly act: LocalAct;
  /** Clause of the Regulation → clause of the institution's own act. */
  readonly clauses: Readonly<Partial<Record<Clause, string>>>;
  readonly ways: readonly Way[];
  /** The act that permits checking through the gateway: without it `gateway` is not permitted (4.1). */
  readonly gatewayAct?: LocalAct;
  readonly benefits: readonly Benefit[];
  readonly paper: Readonly<Partial<Record<Benefit, readonly PaperDocument[]>>>;
  readonly paperRequired: readonly PaperCase[];
  /** What Goskan shows on success, by benefit, where the institution knows better than clause 4.2.3. */
  readonly goskanSuccess: Readonly<Partial<Record<Benefit, string>>>;
  readonly codeHosts: readonly string[];
}

export const DEFAULT_CONFIG: Config = {
  institution: {},
  act: REGULATION,
  clauses: {},
  ways: ['goskan'],
  benefits: REGULATION_BENEFITS,
  paper: {},
  paperRequired: [],
  goskanSuccess: {},
  codeHosts: CODE_HOSTS,
};

type Fields = Readonly<Record<string, unknown>>;
type Reader<T> = (value: unknown, path: string, problems: string[]) => T | undefined;

const refuse = (problems: string[], path: string, wanted: string): undefined => {
  problems.push(`${path}: ${wanted}`);
  return undefined;
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Reader<string> = (value, path, problems) =>
  typeof value === 'string' && value.trim() !== '' ? value : refuse(problems, path, 'a text');

const matching =
  (accepts: (value: string) => boolean, wanted: string): Reader<string> =>
  (value, path, problems) =>
    typeof value === 'string' && accepts(value) ? value : refuse(problems, path, wanted);

const date = matching((value) => isDate(value), 'a date, yyyy-mm-dd');
const link = matching(
  (value) => value.startsWith('https://') || value.startsWith('http://') || value.startsWith('/'),
  'an http(s) address',
);
const host = matching(
  (value) => value !== '' && value === value.toLowerCase() && !/[^a-z0-9.-]/.test(value),
  'a host name in small letters',
);
const timeZone = matching((value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}, 'an IANA time zone, such as Europe/Moscow');

const oneOf =
  <T extends string>(values: readonly T[]): Reader<T> =>
  (value, path, problems) =>
    values.find((candidate) => candidate === value) ?? refuse(problems, path, `one of ${values.join(', ')}`);

const list =
  <T>(item: Reader<T>): Reader<readonly T[]> =>
  (value, path, problems) =>
    Array.isArray(value)
      ? value.flatMap((entry: unknown, index) => item(entry, `${path}[${index}]`, problems) ?? [])
      : refuse(problems, path, 'a list');

const record =
  <T>(keys: readonly string[], item: Reader<T>): Reader<Record<string, T>> =>
  (value, path, problems) => {
    if (!isFields(value)) return refuse(problems, path, 'an object');
    const out: Record<string, T> = {};
    for (const key of Object.keys(value)) {
      if (!keys.includes(key)) problems.push(`${path}.${key}: unknown, expected one of ${keys.join(', ')}`);
      else {
        const read = item(value[key], `${path}.${key}`, problems);
        if (read !== undefined) out[key] = read;
      }
    }
    return out;
  };

/** Reads the known fields of an object; `required` ones must be there. Unknown fields are problems: a typing error is not silence. */
const shape =
  <T>(fields: Readonly<Record<string, Reader<unknown>>>, required: readonly string[] = []): Reader<T> =>
  (value, path, problems) => {
    if (!isFields(value)) return refuse(problems, path, 'an object');
    const out: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const read = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!read) problems.push(`${path}.${key}: unknown field`);
      else {
        const field = read(value[key], `${path}.${key}`, problems);
        if (field !== undefined) out[key] = field;
      }
    }
    for (const key of required) {
      if (!Object.hasOwn(value, key)) problems.push(`${path}.${key}: is missing`);
      if (!Object.hasOwn(out, key)) return undefined;
    }
    return out as T;
  };

const benefit: Reader<Benefit> = (value, path, problems) =>
  isBenefit(value) ? value : refuse(problems, path, 'student, large-family, age, pensioner or disability');
const benefitKeys = ['student', 'large-family', 'age', 'pensioner', 'disability'];

const act = shape<LocalAct>({ title: text, number: text, date, link }, ['title']);

const root = shape<Partial<Config>>({
  $schema: text,
  institution: shape<Institution>({
    name: text,
    timeZone,
    contact: text,
    hours: text,
    branches: list(shape<Branch>({ name: text, address: text, hours: text, phone: text }, ['name'])),
  }),
  act,
  clauses: record(CLAUSES, text),
  ways: list(oneOf<Way>(['goskan', 'gateway'])),
  gatewayAct: act,
  benefits: list(benefit),
  paper: record(
    benefitKeys,
    list(shape<PaperDocument>({ document: text, lookAt: list(text) }, ['document'])),
  ),
  paperRequired: list(shape<PaperCase>({ case: text, law: text }, ['case'])),
  goskanSuccess: record(benefitKeys, text),
  codeHosts: list(host),
});

/**
 * Reads an institution's configuration. Every problem is named; a configuration with problems is not to be used for a
 * digital check (paper stays possible).
 */
export function readConfig(value: unknown): {
  readonly config: Config;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const read = root(value, 'config', problems) ?? {};
  const config: Config = { ...DEFAULT_CONFIG, ...read };
  if (config.ways.includes('gateway') && !config.gatewayAct) {
    problems.push('config.gatewayAct: is missing; the act that permits the gateway must be named');
  }
  if (config.benefits.length === 0) problems.push('config.benefits: must name at least one');
  if (config.codeHosts.length === 0) problems.push('config.codeHosts: must name at least one');
  return { config, problems };
}

/** Whether a text is a calendar date, yyyy-mm-dd. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** Days before the end of a power of attorney at which the clerk is told (4.1.2). */
export const ATTORNEY_NOTICE_DAYS = [30, 14, 3] as const;

export type AttorneyState =
  | { readonly kind: 'missing' | 'invalid' | 'ended' | 'good' }
  | { readonly kind: 'ending'; readonly days: number };

/**
 * What `attorney-until` (yyyy-mm-dd, the last day on which the power of attorney is valid) means on a day (4.1.2).
 * @param today yyyy-mm-dd in the institution's time zone.
 */
export function attorneyState(until: string | undefined, today: string): AttorneyState {
  if (!until) return { kind: 'missing' };
  if (!isDate(until)) return { kind: 'invalid' };
  const days = Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
  if (days < 0) return { kind: 'ended' };
  return days <= ATTORNEY_NOTICE_DAYS[0] ? { kind: 'ending', days } : { kind: 'good' };
}
