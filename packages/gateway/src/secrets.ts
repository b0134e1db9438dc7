/** Secrets are stored in files and read whenever they are needed: a new token or key needs no restart. */
import { readFile } from 'node:fs/promises';

/** The token in a file's content, or `undefined` if it is not a valid header value. */
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

/** The bare keys of a keys file: lines without a name. */
export const bareKeys = (content: string): string[] =>
  content
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !/\s/.test(line));
