/** Creates, lists and revokes caller keys in the file that the gateway watches. */
import { randomBytes } from 'node:crypto';
import { appendFile, chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import type { CallerDetails } from '../enrolment/caller.js';
import { formatKeyLine, type KeyLine, parseKeyFile, sha256 } from '../enrolment/keys-file.js';
import { CommandError, EXIT_CONFIG } from './io.js';

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new CommandError('CID_CALLER_KEYS_FILE cannot be read.');
  }
}

function parse(content: string): readonly KeyLine[] {
  const parsed = parseKeyFile(content);
  if ('problems' in parsed)
    throw new CommandError(`CID_CALLER_KEYS_FILE is not usable: ${parsed.problems.join('; ')}.`, EXIT_CONFIG);
  return parsed.lines;
}

export interface MadeKey {
  readonly key: string;
  readonly line: string;
  readonly written: boolean;
}

/** Makes a key and appends its line to the file. Without a file the administrator has to add the line. */
export async function makeKey(
  path: string | undefined,
  name: string,
  details: CallerDetails,
): Promise<MadeKey> {
  const key = randomBytes(32).toString('base64url');
  const line = formatKeyLine({ name, secret: sha256(key), details });
  if (path === undefined) return { key, line, written: false };
  const content = await readIfThere(path);
  if (parse(content).some((one) => one.name === name))
    throw new CommandError(`${name} has a key already. Revoke it first, or choose another name.`);
  await appendFile(path, `${content === '' || content.endsWith('\n') ? '' : '\n'}${line}\n`, { mode: 0o600 });
  return { key, line, written: true };
}

export async function listKeys(path: string | undefined): Promise<readonly KeyLine[]> {
  return path === undefined ? [] : parse(await readIfThere(path));
}

/**
 * Removes all lines with the name and keeps the rest, comments included. Returns the number of removed lines.
 */
export async function revokeKeys(path: string | undefined, name: string): Promise<number> {
  if (path === undefined) return 0;
  const content = await readIfThere(path);
  parse(content);
  const lines = content.split('\n');
  const kept = lines.filter((line) => {
    const trimmed = line.trim();
    return trimmed.startsWith('#') || !/\s/.test(trimmed) || trimmed.split(/\s+/)[0] !== name;
  });
  if (kept.length === lines.length) return 0;
  // Rename makes the replacement atomic: the gateway never reads half a file. Mode and owner are copied, so
  // that the gateway can read a file that an administrator (root) has written.
  const { mode, uid, gid } = await stat(path);
  await writeFile(`${path}.new`, kept.join('\n'), { mode: mode & 0o777 });
  await chown(`${path}.new`, uid, gid).catch(() => {});
  await rename(`${path}.new`, path);
  return lines.length - kept.length;
}
