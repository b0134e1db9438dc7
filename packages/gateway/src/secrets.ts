/** Secrets live in files and are read again whenever they are used: a new token or key needs no restart. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The one token of a file's content, or `undefined` if it cannot be a header's value. */
export function parseToken(content: string): string | undefined {
  const token = content.replace(/^\uFEFF/, '').trim();
  return /^[\x21-\x7e]{1,4096}$/.test(token) ? token : undefined;
}

export async function readToken(path: string): Promise<string | undefined> {
  try {
    return parseToken(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** One key a line; empty lines and lines that begin with `#` are skipped. `undefined` if a line cannot be a key. */
export function parseKeys(content: string): string[] | undefined {
  const keys = content
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return keys.length > 0 && keys.every((key) => /^[\x21-\x7e]{1,512}$/.test(key)) ? keys : undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Who may ask. */
export interface CallerKeys {
  /** A name of the caller for counting, or `undefined` if the header holds no key of the file. */
  recognise(authorization: string | undefined): Promise<string | undefined>;
}

/** @param path of the file. If it cannot be read later on, the keys read last stay good. */
export function createCallerKeys(path: string, initial: readonly string[]): CallerKeys {
  let content: string | undefined;
  let digests = initial.map(digest);
  return {
    async recognise(authorization) {
      const now = await readFile(path, 'utf8').catch(() => content);
      if (now !== undefined && now !== content) {
        content = now;
        const keys = parseKeys(now);
        if (keys) digests = keys.map(digest);
      }
      const [scheme = '', key = '', ...rest] = (authorization ?? '').split(' ');
      if (scheme.toLowerCase() !== 'bearer' || key === '' || rest.length > 0) return undefined;
      const asked = digest(key);
      // Every key is compared, so that the time tells nothing about which one matched.
      let found: string | undefined;
      for (const known of digests) if (timingSafeEqual(known, asked)) found = known.toString('hex', 0, 8);
      return found;
    },
  };
}
