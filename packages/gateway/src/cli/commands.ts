/** The administrative commands. Each prints its result as lines of text or, with `--json`, as one object. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { normaliseOrigin } from '../access.js';
import { loadConfig, readStore } from '../config.js';
import { CountsError, type CountsProblem, createCounts } from '../counts/counts.js';
import { isExportFormat, writeReports } from '../counts/exports.js';
import { isMonth, monthOf } from '../counts/month.js';
import { defined } from '../defined.js';
import { CALLER_NAME, type CallerDetails } from '../enrolment/caller.js';
import { createWorkstations } from '../enrolment/workstations.js';
import { countedInstitution, countedVerifiers, SINGLE } from '../institutions/counted.js';
import { type Institution, readInstitutions } from '../institutions/schema.js';
import { createLog } from '../log.js';
import { ReceiptKeyError, rotateKeys } from '../receipts/keys.js';
import { ConfigError, Settings } from '../settings.js';
import { openStore } from '../store/open.js';
import type { Store } from '../store/store.js';
import { StoreError } from '../store/store.js';
import type { Options } from './args.js';
import { type CliIo, CommandError, EXIT_CONFIG, EXIT_UNAVAILABLE, UsageError } from './io.js';
import { listKeys, makeKey, revokeKeys } from './keys.js';

interface Answer {
  readonly lines: readonly string[];
  readonly json: unknown;
  readonly exitCode?: number;
}

export type Run = (io: CliIo, options: Options) => Promise<Answer | undefined>;

const keysFile = ({ env }: CliIo): string | undefined => {
  const path = env.CID_CALLER_KEYS_FILE?.trim();
  return path === undefined || path === '' ? undefined : resolve(path);
};

async function withStore<T>(io: CliIo, work: (store: Store) => Promise<T>): Promise<T> {
  const settings = new Settings(io.env);
  const setting = readStore(settings);
  if (settings.problems.length > 0) throw new ConfigError(settings.problems);
  if (setting === undefined || setting.kind === 'memory') {
    throw new CommandError(
      'CID_STORE=memory exists only inside the running gateway. Set CID_STORE to the file or Redis that it uses.',
      EXIT_CONFIG,
    );
  }
  const log = createLog((line) => io.err(line));
  const opened = await openStore(setting, log, async () => new Uint8Array());
  try {
    return await work(opened.store);
  } catch (error) {
    if (error instanceof StoreError) throw new CommandError('The store does not answer.', EXIT_UNAVAILABLE);
    throw error;
  } finally {
    await opened.close();
  }
}

/** The institutions of `CID_INSTITUTIONS_FILE`, or `undefined` if it is not set. */
async function institutionsOf(io: CliIo): Promise<readonly Institution[] | undefined> {
  const path = io.env.CID_INSTITUTIONS_FILE?.trim();
  if (path === undefined || path === '') return undefined;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new ConfigError(['CID_INSTITUTIONS_FILE must name a file that can be read']);
  }
  const result = readInstitutions(text, {
    verifier: io.env.CID_VERIFIER?.trim() === 'max' ? 'max' : 'training',
  });
  if ('problems' in result)
    throw new ConfigError(result.problems.map((line) => `CID_INSTITUTIONS_FILE ${line}`));
  return result.institutions;
}

function nameOf({ positionals }: Options): string {
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('Name one caller.');
  if (!CALLER_NAME.test(name))
    throw new UsageError('A name is letters, digits, dots, hyphens or underscores, at most 64.');
  return name;
}

async function detailsOf(
  io: CliIo,
  { institution, branch, origin = [], rate }: Options,
): Promise<CallerDetails> {
  const known = await institutionsOf(io);
  const found = known?.find(({ id }) => id === institution);
  if (institution !== undefined && found === undefined)
    throw new UsageError('CID_INSTITUTIONS_FILE names no such institution.');
  if (institution === undefined && known !== undefined && known.length > 1)
    throw new UsageError('There are several institutions: name one with --institution.');
  const owner = found ?? (known?.length === 1 ? known[0] : undefined);
  if (branch !== undefined && !owner?.branches.some(({ id }) => id === branch))
    throw new UsageError('The institution has no such branch.');
  const origins = origin.map(normaliseOrigin);
  if (origins.includes(undefined))
    throw new UsageError('An origin is written as in https://ils.example.org.');
  const ratePerMinute = rate === undefined ? undefined : /^\d{1,7}$/.test(rate) ? Number(rate) : 0;
  if (ratePerMinute === 0) throw new UsageError('--rate is a whole number from 1.');
  return defined({
    institution: owner?.id,
    branch,
    origins: origins.length === 0 ? undefined : origins.filter((one) => one !== undefined),
    ratePerMinute,
  });
}

const enrol: Run = async (io, options) => {
  const name = nameOf(options);
  const details = await detailsOf(io, options);
  if (options.key) {
    const { key, line, written } = await makeKey(keysFile(io), name, details);
    return {
      lines: [
        `Key of ${name}, shown once: ${key}`,
        written
          ? 'Its hash is in CID_CALLER_KEYS_FILE.'
          : `Add this line to the file of CID_CALLER_KEYS_FILE:\n${line}`,
      ],
      json: { name, key, line, written, ...details },
    };
  }
  const { code, expiresAt } = await withStore(io, (store) =>
    createWorkstations(store).createCode(name, details),
  );
  return {
    lines: [`Code of ${name}: ${code}`, `Good once, until ${expiresAt.toISOString()}.`],
    json: { name, code, expiresAt: expiresAt.toISOString(), ...details },
  };
};

const revoke: Run = async (io, options) => {
  const name = nameOf(options);
  const all = !options.key && !options.workstation;
  const keys = all || options.key ? await revokeKeys(keysFile(io), name) : 0;
  const storeSet = (io.env.CID_STORE?.trim() ?? 'memory') !== 'memory';
  const workstations =
    options.workstation || (all && storeSet)
      ? await withStore(io, (store) => createWorkstations(store).revoke(name))
      : 0;
  if (keys + workstations === 0) throw new CommandError(`Nothing is enrolled as ${name}.`);
  return {
    lines: [`${name}: ${keys} keys and ${workstations} workstations or codes revoked.`],
    json: { name, keys, workstations },
  };
};

const list: Run = async (io) => {
  const lines = await listKeys(keysFile(io));
  const keys = lines.map(({ name, secret, details }) => ({
    kind: secret === 'proxy' ? 'proxy' : 'key',
    ...defined({ name }),
    ...details,
  }));
  const storeSet = (io.env.CID_STORE?.trim() ?? 'memory') !== 'memory';
  const workstations = storeSet ? await withStore(io, (store) => createWorkstations(store).list()) : [];
  const callers = [...keys, ...workstations.map((one) => ({ kind: 'workstation', ...one }))];
  const show = (one: Readonly<Record<string, unknown>>): string =>
    Object.entries(one)
      .filter(([field]) => field !== 'kind' && field !== 'name')
      .map(([field, value]) => `${field}=${String(value)}`)
      .join(' ');
  return {
    lines:
      callers.length === 0
        ? ['No callers are enrolled.']
        : callers.map((one) => `${one.kind}\t${one.name ?? '(no name)'}\t${show({ ...one })}`),
    json: { callers },
  };
};

const rotate: Run = async (io) => {
  const dir = io.env.CID_RECEIPT_KEYS_DIR?.trim();
  if (dir === undefined || dir === '') throw new CommandError('Set CID_RECEIPT_KEYS_DIR.', EXIT_CONFIG);
  try {
    const { kid, signsFrom, removed } = await rotateKeys(resolve(dir));
    return {
      lines: [
        `New key ${kid}, signs from ${signsFrom.toISOString()}.`,
        ...removed.map((old) => `Retired key ${old} deleted.`),
      ],
      json: { kid, signsFrom: signsFrom.toISOString(), removed },
    };
  } catch (error) {
    if (error instanceof ReceiptKeyError) throw new CommandError(`CID_RECEIPT_KEYS_DIR: ${error.message}.`);
    throw new CommandError('CID_RECEIPT_KEYS_DIR cannot be written.');
  }
};

const COUNTS_WORDS: Readonly<Record<CountsProblem, string>> = {
  'not-a-month': 'A month is written as in 2026-11.',
  open: 'The month is not over. Numbers of a running month could reveal single visitors.',
  'too-old': 'Months are kept for 13 months.',
  'unknown-institution': 'CID_INSTITUTIONS_FILE names no such institution.',
};

const counts: Run = async (io, options) => {
  const format = options.format ?? (options.json ? 'json' : 'csv');
  if (!isExportFormat(format)) throw new UsageError('--format is csv, xlsx, html or json.');
  const config = loadConfig(io.env);
  const institutions = await institutionsOf(io);
  const known = institutions?.map((one) => countedInstitution(one, config.benefits)) ?? [
    countedInstitution(SINGLE, config.benefits),
  ];
  const [first] = known;
  const month = options.month ?? previousMonth(monthOf(Date.now(), first?.timeZone ?? 'UTC'));
  if (!isMonth(month)) throw new UsageError(COUNTS_WORDS['not-a-month']);
  const wanted = options.institution === undefined ? known.map(({ id }) => id) : [options.institution];
  const file = await withStore(io, async (store) => {
    const reader = createCounts({
      store,
      institution: (id) => known.find((one) => one.id === id),
      verifiers: countedVerifiers(config.verifier),
    });
    const reports = [];
    for (const id of wanted) reports.push(await reader.report(month, id));
    return writeReports(reports, format);
  }).catch((error: unknown) => {
    if (error instanceof CountsError) throw new CommandError(COUNTS_WORDS[error.problem]);
    throw error;
  });
  if (options.output === undefined) {
    io.out(file.body);
    return undefined;
  }
  await writeFile(options.output, file.body).catch(() => {
    throw new CommandError('The output file cannot be written.');
  });
  return { lines: [`${month}: written.`], json: { month, format, institutions: wanted } };
};

function previousMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

const checkConfig: Run = async (io) => {
  try {
    const config = loadConfig(io.env);
    const { port, host, verifier, benefits, store, region, warnings } = config;
    const institutions = (await institutionsOf(io))?.map(({ id }) => id) ?? [];
    const { openReceipts } = await import('../region.js');
    await openReceipts(config);
    const summary = {
      listen: `${host}:${port}`,
      verifier,
      benefits,
      store: store.kind,
      institutions,
      receipts: region.receipts !== undefined,
      counts: region.counts,
      admin: region.admin === undefined ? null : `${region.admin.host}:${region.admin.port}`,
    };
    return {
      lines: [
        ...warnings.map((line) => `Warning: ${line}.`),
        ...Object.entries(summary).map(([name, value]) => `${name}: ${String(value)}`),
        'The configuration is usable.',
      ],
      json: { ok: true, problems: [], warnings, ...summary },
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      lines: [error.message],
      json: { ok: false, problems: error.problems, warnings: [] },
      exitCode: EXIT_CONFIG,
    };
  }
};

export const RUNS = { enrol, revoke, list, rotate, counts, 'check-config': checkConfig } as const;
