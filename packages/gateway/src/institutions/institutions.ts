/**
 * The institutions of a running gateway. The file is reloaded on SIGHUP and when it has changed. A check in
 * progress keeps the institution it began with. An invalid file leaves the current institutions in use.
 */
import { readFile } from 'node:fs/promises';
import { fileVersion } from '../watched-file.js';
import { type Institution, type ReadOptions, readInstitutions } from './schema.js';

/** Poll interval, ms. File system events (`fs.watch`) miss changes on network file systems. */
const POLL_MS = 2_000;

export type Reload =
  | { readonly ok: true; readonly institutions: readonly Institution[] }
  | { readonly ok: false; readonly problems: readonly string[] };

export interface Institutions {
  get(id: string): Institution | undefined;
  all(): readonly Institution[];
  /** False if the file on disk is invalid and the previous version is in use. */
  current(): boolean;
  /** Reloads the file, changed or not. */
  reload(): Promise<Reload>;
  close(): void;
}

/** The file is invalid at start. */
export class InstitutionsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
    this.name = 'InstitutionsError';
  }
}

export interface OpenOptions extends ReadOptions {
  /** Called after every reload, successful or not. */
  readonly onReload?: (result: Reload) => void;
  readonly pollMs?: number;
}

async function read(path: string, options: ReadOptions): Promise<Reload> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return { ok: false, problems: ['cannot be read'] };
  }
  const result = readInstitutions(text, options);
  return 'problems' in result
    ? { ok: false, problems: result.problems }
    : { ok: true, institutions: result.institutions };
}

/** @throws {InstitutionsError} if the file is invalid at start. */
export async function openInstitutions(path: string, options: OpenOptions): Promise<Institutions> {
  let seen = fileVersion(path).id;
  const first = await read(path, options);
  if (!first.ok) throw new InstitutionsError(first.problems);
  let byId = new Map(first.institutions.map((one) => [one.id, one]));
  let inUse = true;

  async function reload(): Promise<Reload> {
    seen = fileVersion(path).id;
    const result = await read(path, options);
    inUse = result.ok;
    if (result.ok) byId = new Map(result.institutions.map((one) => [one.id, one]));
    options.onReload?.(result);
    return result;
  }

  const timer = setInterval(async () => {
    const { id, isRecent } = fileVersion(path);
    // A recent change waits for the next poll, because the file may still be being written.
    if (!isRecent && id !== seen) await reload();
  }, options.pollMs ?? POLL_MS);
  timer.unref();
  const onHangup = (): void => {
    void reload();
  };
  process.on('SIGHUP', onHangup);

  return {
    get: (id) => byId.get(id),
    all: () => [...byId.values()],
    current: () => inUse,
    reload,
    close() {
      clearInterval(timer);
      process.off('SIGHUP', onHangup);
    },
  };
}
