/** The token of MAX: read again when its file has changed, so that a new one needs no restart and a check no read. */
import { readFileSync, statSync } from 'node:fs';
import { parseToken } from '../secrets.js';

/** A file being rewritten is empty for a moment: it is looked at again before a check is refused. */
const REWRITE_MS = 20;
const REWRITE_TRIES = 5;

/** Two writes within one tick of the file system's clock leave the same time stamp, so a young file is read each time. */
const YOUNG_MS = 50;

/** Reading the file's state is a system call: under load this many in a row, then one per interval (ms) for all checks. */
const STAT_BURST = 20;
const STAT_INTERVAL_MS = 5;

/** Days before the end of the token at which it is warned of. */
export const EXPIRY_WARNING_DAYS: readonly number[] = [30, 14, 3];
const DAY_MS = 86_400_000;

export interface TokenFile {
  /** The token as the file holds it now; `undefined` if it holds none. */
  read(): Promise<string | undefined>;
  /** The last usable token. */
  last(): string;
}

export function createTokenFile(path: string): TokenFile {
  let version = '';
  let token: string | undefined;
  let last = '';
  /** Reads that may happen at once, refilled one by one. */
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

  // Asked of the system directly: some microseconds, where a trip through the thread pool costs a check fifty.
  const look = (): string | undefined => {
    if (version !== '' && !mayStat()) return token;
    try {
      const { mtimeMs, ctimeMs, size, ino } = statSync(path);
      const seen = `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
      if (seen === version) return token;
      token = parseToken(readFileSync(path, 'utf8'));
      version = Date.now() - Math.max(mtimeMs, ctimeMs) < YOUNG_MS ? '' : seen;
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
        const found = look();
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, REWRITE_MS));
      }
      return look();
    },
    last() {
      if (last === '') look();
      return last;
    },
  };
}

/** Whole days until the end of the token; zero or less once it has ended. */
export const daysLeft = (expiresAt: number, now: number): number => Math.ceil((expiresAt - now) / DAY_MS);

/** The warning that is due: the smallest number of days that has been reached, 0 once the token has ended. */
export function expiryWarning(expiresAt: number | undefined, now: number): number | undefined {
  if (expiresAt === undefined) return undefined;
  const left = daysLeft(expiresAt, now);
  return left <= 0 ? 0 : EXPIRY_WARNING_DAYS.filter((days) => left <= days).at(-1);
}
