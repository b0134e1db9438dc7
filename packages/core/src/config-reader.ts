/**
 * Validates the institution's configuration. Written by hand, because a schema library fails to load on some
 * pages (see `readAnswer`). A problem names the field and the expected value; it never contains the actual
 * value.
 */
import { isDate } from './attorney.js';
import { BENEFITS, type Benefit } from './benefits.js';
import { CLAUSES } from './clauses.js';
import {
  type Addresses,
  type Branch,
  type Checklist,
  type Config,
  DEFAULT_CONFIG,
  type Institution,
  type PaperCase,
  type PaperDocument,
  type Way,
} from './config.js';
import type { LocalAct } from './regulation.js';

type Fields = Readonly<Record<string, unknown>>;
interface Notes {
  readonly problems: string[];
  readonly warnings: string[];
}
type Reader<T> = (value: unknown, path: string, notes: Notes) => T | undefined;

const refuse = (notes: Notes, path: string, wanted: string): undefined => {
  notes.problems.push(`${path}: ${wanted}`);
  return undefined;
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Reader<string> = (value, path, notes) =>
  typeof value === 'string' && value.trim() !== '' ? value : refuse(notes, path, 'a text');

const matching =
  (accepts: (value: string) => boolean, wanted: string): Reader<string> =>
  (value, path, notes) =>
    typeof value === 'string' && accepts(value) ? value : refuse(notes, path, wanted);

const date = matching((value) => isDate(value), 'a date, yyyy-mm-dd');
const link = matching(
  (value) => value.startsWith('https://') || value.startsWith('http://') || value.startsWith('/'),
  'an address',
);
const host = matching(
  (value) => value !== '' && value === value.toLowerCase() && !/[^a-z0-9.-]/.test(value),
  'a host name',
);
const timeZone = matching((value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}, 'a time zone, such as Europe/Moscow');

const oneOf =
  <T extends string>(values: readonly T[]): Reader<T> =>
  (value, path, notes) =>
    values.find((candidate) => candidate === value) ?? refuse(notes, path, `one of ${values.join(', ')}`);

const list =
  <T>(item: Reader<T>): Reader<readonly T[]> =>
  (value, path, notes) =>
    Array.isArray(value)
      ? value.flatMap((entry: unknown, index) => item(entry, `${path}[${index}]`, notes) ?? [])
      : refuse(notes, path, 'a list');

const record =
  <T>(keys: readonly string[], item: Reader<T>): Reader<Record<string, T>> =>
  (value, path, notes) => {
    if (!isFields(value)) return refuse(notes, path, 'an object');
    const out: Record<string, T> = {};
    for (const key of Object.keys(value)) {
      if (!keys.includes(key)) notes.warnings.push(`${path}.${key}: one of ${keys.join(', ')}`);
      else {
        const read = item(value[key], `${path}.${key}`, notes);
        if (read !== undefined) out[key] = read;
      }
    }
    return out;
  };

/**
 * Reads the known fields of an object, of which `required` must be present. An unknown field, such as a
 * typing error, is a warning.
 */
const shape =
  <T>(fields: Readonly<Record<string, Reader<unknown>>>, required: readonly string[] = []): Reader<T> =>
  (value, path, notes) => {
    if (!isFields(value)) return refuse(notes, path, 'an object');
    const out: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const read = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!read) notes.warnings.push(`${path}.${key}: unknown`);
      else {
        const field = read(value[key], `${path}.${key}`, notes);
        if (field !== undefined) out[key] = field;
      }
    }
    for (const key of required) {
      if (!Object.hasOwn(value, key)) notes.problems.push(`${path}.${key}: is missing`);
      if (!Object.hasOwn(out, key)) return undefined;
    }
    return out as T;
  };

const act = shape<LocalAct>({ title: text, number: text, date, link }, ['title']);

type ReadConfig = Partial<Omit<Config, 'addresses'>> & { readonly addresses?: Partial<Addresses> };

const root = shape<ReadConfig>({
  $schema: text,
  institution: shape<Institution>({
    name: text,
    inn: matching((value) => /^\d{10}$/.test(value), 'an ИНН of 10 digits'),
    timeZone,
    contact: text,
    hours: text,
    branches: list(shape<Branch>({ name: text, address: text, hours: text, phone: text }, ['name'])),
  }),
  act,
  clauses: record(CLAUSES, text),
  ways: list(oneOf<Way>(['goskan', 'gateway'])),
  gatewayAct: act,
  benefits: list(oneOf<Benefit>(BENEFITS)),
  paper: record(BENEFITS, list(shape<PaperDocument>({ document: text, lookAt: list(text) }, ['document']))),
  paperRequired: list(shape<PaperCase>({ case: text, law: text }, ['case'])),
  goskanSuccess: record(BENEFITS, text),
  codeHosts: list(host),
  goskanPower: text,
  addresses: shape<Partial<Addresses>>({ help: link, bot: link }),
  checklist: shape<Checklist>({
    actPublished: date,
    staffTrained: date,
    attorneyUntil: date,
    deskTested: date,
    sitePageUp: date,
  }),
});

/**
 * Reads an institution's configuration. A configuration with problems must not be used for a digital check;
 * paper stays available. Unknown fields are only warnings, because they may belong to a newer release.
 */
export function readConfig(value: unknown): {
  readonly config: Config;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
} {
  const notes: Notes = { problems: [], warnings: [] };
  const read = root(value, 'config', notes) ?? {};
  const config: Config = {
    ...DEFAULT_CONFIG,
    ...read,
    addresses: { ...DEFAULT_CONFIG.addresses, ...read.addresses },
  };
  if (config.ways.includes('gateway') && !config.gatewayAct) {
    notes.warnings.push('config.gatewayAct: is missing, so the gateway is not used');
  }
  if (config.benefits.length === 0) notes.problems.push('config.benefits: is empty');
  if (config.codeHosts.length === 0) notes.problems.push('config.codeHosts: is empty');
  return { config, ...notes };
}
