/** The MAX token. Its file is read again after it has changed: a new token needs no restart. */
import { parseToken } from '../secrets.js';
import { watchFile } from '../watched-file.js';

/** A file that is being rewritten is empty for a moment, so reading is retried before a check fails. */
const REWRITE_MS = 20;
const REWRITE_TRIES = 5;

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
  let last = '';
  const file = watchFile<string | undefined>(path, undefined, (content = '') => parseToken(content));
  const readCurrent = (): string | undefined => {
    const token = file.read();
    last = token ?? last;
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
