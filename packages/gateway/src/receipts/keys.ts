/**
 * Signing keys of receipts: one ES256 key per file, in a folder that all processes of the gateway share. A
 * new key is published before it signs, and an old one stays published after it has stopped signing. So a
 * server with a cached JWKS can verify every valid receipt.
 */
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { fileVersion } from '../watched-file.js';

/** How long a verifier may cache the JWKS, seconds. */
export const JWKS_MAX_AGE_S = 300;
/** A new key is published this long before it signs: twice the cache time. */
export const PUBLISH_AHEAD_MS = 2 * JWKS_MAX_AGE_S * 1_000;
/**
 * A key stays published this long after the next one has started to sign. Receipts are valid for five
 * minutes.
 */
export const RETIRE_AFTER_MS = 24 * 3_600_000;
/** How often the folder is checked for a new key. */
const RECHECK_MS = 2_000;

const keyFile = z.object({
  createdAt: z.iso.datetime(),
  key: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    kid: z.string().regex(/^[\w-]{1,64}$/),
    x: z.string(),
    y: z.string(),
    d: z.string(),
  }),
});

interface SigningKey {
  readonly kid: string;
  readonly createdAtMs: number;
  readonly publicJwk: JWK;
  readonly privateKey: CryptoKey;
}

/** The folder holds no valid key, or cannot be read or written. */
export class ReceiptKeyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReceiptKeyError';
  }
}

async function readKey(path: string): Promise<SigningKey> {
  const { createdAt, key } = keyFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const { d: _secret, ...publicPart } = key;
  return {
    kid: key.kid,
    createdAtMs: Date.parse(createdAt),
    publicJwk: { ...publicPart, alg: 'ES256', use: 'sig' },
    privateKey: (await importJWK(key, 'ES256')) as CryptoKey,
  };
}

/** All keys of the folder, oldest first. @throws {ReceiptKeyError} that names the invalid file. */
async function readKeys(dir: string): Promise<SigningKey[]> {
  let names: string[];
  try {
    names = (await readdir(dir)).filter((name) => name.endsWith('.json'));
  } catch {
    throw new ReceiptKeyError('the folder of receipt keys cannot be read');
  }
  const keys = await Promise.all(
    names.map(async (name) => {
      try {
        return await readKey(join(dir, name));
      } catch {
        throw new ReceiptKeyError(`${name} is not a receipt key`);
      }
    }),
  );
  return keys.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.kid < b.kid ? -1 : 1));
}

/**
 * When the key begins to sign, ms since 1970. The first key of a folder signs at once: there is no cached
 * JWKS yet.
 */
const signsFrom = (keys: readonly SigningKey[], index: number): number =>
  index === 0 ? 0 : (keys[index]?.createdAtMs ?? 0) + PUBLISH_AHEAD_MS;

/** When the publication of the key ends, ms since 1970. */
const publishedUntil = (keys: readonly SigningKey[], index: number): number =>
  index + 1 < keys.length ? signsFrom(keys, index + 1) + RETIRE_AFTER_MS : Number.POSITIVE_INFINITY;

export interface KeyRing {
  /** The key that signs now. */
  current(): Promise<{ readonly kid: string; readonly privateKey: CryptoKey }>;
  /** Public halves of every key that may have signed a receipt that is still valid, or will sign soon. */
  jwks(): Promise<{ readonly keys: JWK[] }>;
}

/** The version of the folder, or `undefined` if a further change might not be noticed. */
function stableVersion(dir: string): string | undefined {
  const { id, isRecent } = fileVersion(dir);
  return isRecent ? undefined : id;
}

/**
 * @throws {ReceiptKeyError} if the folder holds no valid key. Later read errors keep the last keys in use.
 */
export async function openKeyRing(dir: string, now: () => number = Date.now): Promise<KeyRing> {
  let version = stableVersion(dir);
  let keys = await readKeys(dir);
  if (keys.length === 0) throw new ReceiptKeyError('the folder holds no receipt key');
  let checkedAtMs = now();

  async function refresh(): Promise<void> {
    // `abs`, because the clock may have been set back.
    if (Math.abs(now() - checkedAtMs) < RECHECK_MS) return;
    checkedAtMs = now();
    const seen = stableVersion(dir);
    if (seen !== undefined && seen === version) return;
    const fresh = await readKeys(dir).catch(() => []);
    // Without a readable key the last keys stay in use, and the folder is read again after RECHECK_MS.
    if (fresh.length === 0) return;
    keys = fresh;
    version = seen;
  }

  return {
    async current() {
      await refresh();
      const key = keys.filter((_key, at) => signsFrom(keys, at) <= now()).at(-1) ?? keys[0];
      if (key === undefined) throw new ReceiptKeyError('the folder holds no receipt key');
      return { kid: key.kid, privateKey: key.privateKey };
    },
    async jwks() {
      await refresh();
      return {
        keys: keys.filter((_key, at) => publishedUntil(keys, at) > now()).map(({ publicJwk }) => publicJwk),
      };
    },
  };
}

export interface Rotation {
  readonly kid: string;
  /** When the new key begins to sign. */
  readonly signsFrom: Date;
  /** Ids of deleted keys: no receipt they signed is still valid. */
  readonly removed: readonly string[];
}

/** Adds a key to the folder and deletes retired ones. @throws {ReceiptKeyError} */
export async function rotateKeys(dir: string, now: () => number = Date.now): Promise<Rotation> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const before = await readKeys(dir);
  const removed: string[] = [];
  for (const [index, key] of before.entries()) {
    if (publishedUntil(before, index) > now()) continue;
    await rm(join(dir, `${key.kid}.json`), { force: true });
    removed.push(key.kid);
  }
  const createdAt = new Date(now()).toISOString();
  const kid = `${createdAt.slice(0, 10)}-${randomBytes(6).toString('hex')}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  const path = join(dir, `${kid}.json`);
  // Written to a temporary file and renamed, so that no process reads a partial key.
  await writeFile(`${path}.new`, `${JSON.stringify({ createdAt, key: { kty, crv, kid, x, y, d } })}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  await chmod(`${path}.new`, 0o600);
  // Set the owner of the folder: an administrator (root) creates the key, the gateway's user must read it.
  const { uid, gid } = await stat(dir);
  await chown(`${path}.new`, uid, gid).catch(() => {});
  await rename(`${path}.new`, path);
  const after = await readKeys(dir);
  const index = after.findIndex((key) => key.kid === kid);
  return { kid, signsFrom: new Date(Math.max(signsFrom(after, index), now())), removed };
}
