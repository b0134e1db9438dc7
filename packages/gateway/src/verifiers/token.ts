/** The MAX token. Its file is read again after it has changed: a new token needs no restart. */
import { readFileSync, statSync } from 'node:fs';
import { parseToken } from '../secrets.js';

/** A file that is being rewritten is empty for a moment, so reading is retried before a check fails. */
const REWRITE_MS = 20;
const REWRITE_TRIES = 5;

/**
 * Two writes within the timestamp granularity of a file system look like one, so a file this young is read
 * again.
 */
const TIMESTAMP_GRANULARITY_MS = 50;

/** Token bucket for `stat` calls: this many in a row, then one per interval (ms) for all checks. */
const STAT_BURST = 20;
const STAT_INTERVAL_MS = 5;

/** Days before expiry at which a warning is logged. */
export const EXPIRY_WARNING_DAYS: readonly number[] = [30, 14, 3];
const DAY_MS = 86_400_000;

export interface TokenFile {
  /** The current token of the file; `undefined` if it holds none. */
  read(): Promise<string | undefined>;
  /** The last valid token. */
  last(): string;
}

export function createTokenFile(path: string): TokenFile {
  let version = '';
  let token: string | undefined;
  let last = '';
  /** Remaining `stat` calls of the bucket. */
  let stats = STAT_BURST;
  let countedAt = performance.now();

  function mayStat(): boolean {
    const now = performance.now();
    stats = Math.min(STAT_BURST, stats + (now - countedAt) / STAT_INTERVAL_MS);
    countedAt = now;
    if (stats < 1) return false;
    stats--;
    return true;
  }

  // Synchronous: takes a few microseconds, while the thread pool would add about 50 µs to each check.
  const readCurrent = (): string | undefined => {
    if (version !== '' && !mayStat()) return token;
    try {
      const { mtimeMs, ctimeMs, size, ino } = statSync(path);
      const seen = `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
      if (seen === version) return token;
      token = parseToken(readFileSync(path, 'utf8'));
      version = Date.now() - Math.max(mtimeMs, ctimeMs) < TIMESTAMP_GRANULARITY_MS ? '' : seen;
    } catch {
      token = undefined;
      version = '';
    }
    if (token !== undefined) last = token;
    return token;
  };

  return {
    async read() {
      for (let i = 0; i < REWRITE_TRIES; i++) {
        const found = readCurrent();
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, REWRITE_MS));
      }
      return readCurrent();
    },
    last() {
      if (last === '') readCurrent();
      return last;
    },
  };
}

/** Whole days until the token expires; zero or negative afterwards. */
export const daysLeft = (expiresAt: number, now: number): number => Math.ceil((expiresAt - now) / DAY_MS);

/** The warning that is due: the smallest threshold in days that has been reached, 0 after the expiry. */
export function expiryWarning(expiresAt: number | undefined, now: number): number | undefined {
  if (expiresAt === undefined) return undefined;
  const left = daysLeft(expiresAt, now);
  return left <= 0 ? 0 : EXPIRY_WARNING_DAYS.filter((days) => left <= days).at(-1);
}
