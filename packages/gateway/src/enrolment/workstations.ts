/**
 * Enrolled workstations. An administrator creates a one-time code. The page of the desk exchanges it for a
 * random token in an HttpOnly cookie. The store contains only hashes of both.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { defined } from '../defined.js';
import type { Store } from '../store/store.js';
import type { Caller, CallerDetails } from './caller.js';
import { sha256 } from './keys-file.js';

export const COOKIE_NAME = '__Host-cid-desk';
export const CODE_TTL_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
export const COOKIE_DAYS = 180;
/** A cookie in use is renewed at most this often. */
const RENEW_AFTER_MS = DAY_MS;
export const MAX_WRONG_CODES = 5;
/** How long a known workstation is still accepted while the store is down. */
const OFFLINE_MS = 12 * 3_600_000;
const MAX_REMEMBERED = 10_000;

/** Crockford's Base32 has no symbols that are easily confused. Ten symbols are 50 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_SYMBOLS = 10;

const desk = z.object({
  name: z.string(),
  institution: z.string().optional(),
  branch: z.string().optional(),
  origins: z.array(z.string()).optional(),
  ratePerMinute: z.number().optional(),
  /** Day of enrolment, for `list`. No finer time is stored. */
  enrolledOn: z.string().optional(),
  renewedAtMs: z.number().optional(),
});
type Desk = z.infer<typeof desk>;

const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** Normalizes a code that a clerk typed: letter case, separators and similar letters. */
const normalise = (code: string): string =>
  code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

export interface EnrolmentCode {
  readonly code: string;
  readonly expiresAt: Date;
}

export type Redeemed =
  | { readonly status: 'enrolled'; readonly cookie: string }
  | { readonly status: 'gone' }
  | { readonly status: 'too-many'; readonly retryAfterMs: number };

export interface Recognised {
  readonly caller: Caller;
  /** `Set-Cookie` of the answer, if the cookie was renewed. */
  readonly cookie?: string;
}

export interface ListedWorkstation extends CallerDetails {
  readonly name: string;
  readonly state: 'waiting' | 'enrolled';
  readonly enrolledOn?: string;
}

export interface Workstations {
  createCode(name: string, details: CallerDetails): Promise<EnrolmentCode>;
  /** @param address IP address of the client: wrong codes are counted per address. */
  redeem(code: string, address: string): Promise<Redeemed>;
  /**
   * Identifies the workstation of a cookie.
   * @throws {StoreError} if the store is down and the cookie is not cached.
   */
  recognise(cookieHeader: string | undefined): Promise<Recognised | undefined>;
  /** Deletes all enrolments and unused codes of the name. Returns how many there were. */
  revoke(name: string): Promise<number>;
  list(): Promise<ListedWorkstation[]>;
}

const cookieOf = (token: string): string =>
  `${COOKIE_NAME}=${token}; Path=/; Max-Age=${COOKIE_DAYS * 86_400}; HttpOnly; Secure; SameSite=Strict`;

function tokenOf(cookieHeader: string | undefined): string | undefined {
  for (const pair of (cookieHeader ?? '').split(';')) {
    const [name = '', value = ''] = pair.trim().split('=');
    if (name === COOKIE_NAME && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/** Hash of an address for the rate limit. IPv6 addresses are cut to /64, the range of one subscriber. */
function subject(address: string): string {
  if (!address.includes(':') || address.includes('.')) return sha256(address);
  const [head = '', tail] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return sha256(groups.slice(0, 4).join(':'));
}

function callerOf(key: string, { name, institution, branch, origins, ratePerMinute }: Desk): Caller {
  return {
    id: `desk ${key.slice(0, 16)}`,
    name,
    ...defined({ institution, branch, origins, ratePerMinute }),
  };
}

export function createWorkstations(store: Store, now: () => number = Date.now): Workstations {
  const remembered = new Map<string, { readonly desk: Desk; readonly atMs: number }>();

  function remember(key: string, found: Desk): void {
    remembered.delete(key);
    remembered.set(key, { desk: found, atMs: now() });
    const [oldest] = remembered.keys();
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  }

  async function read(key: string): Promise<Desk | undefined> {
    try {
      const text = await store.get(`desk:${key}`);
      if (text === undefined) {
        remembered.delete(key);
        return undefined;
      }
      const found = desk.parse(JSON.parse(text));
      remember(key, found);
      return found;
    } catch (error) {
      const known = remembered.get(key);
      if (known === undefined || now() - known.atMs > OFFLINE_MS) throw error;
      return known.desk;
    }
  }

  /** Renews the cookie if it is due. Returns whether it was renewed; a store fault only skips the renewal. */
  async function renew(key: string, found: Desk): Promise<boolean> {
    if (Math.abs(now() - (found.renewedAtMs ?? 0)) < RENEW_AFTER_MS) return false;
    try {
      const value = JSON.stringify({ ...found, renewedAtMs: now() });
      await store.set(`desk:${key}`, value, { ttlMs: COOKIE_DAYS * DAY_MS });
      // Race with a revocation: it writes its mark before it deletes the entry that may have been written
      // again here.
      if ((await store.get(`revoked:${key}`)) === undefined) return true;
      await store.delete(`desk:${key}`);
      return false;
    } catch {
      return false;
    }
  }

  return {
    async createCode(name, details) {
      const symbols = Array.from({ length: CODE_SYMBOLS }, () => ALPHABET[randomInt(ALPHABET.length)]).join(
        '',
      );
      const value = JSON.stringify({ name, ...details });
      await store.set(`enrol:${sha256(symbols)}`, value, { ttlMs: CODE_TTL_MS });
      return {
        code: `${symbols.slice(0, CODE_SYMBOLS / 2)}-${symbols.slice(CODE_SYMBOLS / 2)}`,
        expiresAt: new Date(now() + CODE_TTL_MS),
      };
    },

    async redeem(code, address) {
      const who = subject(address);
      // A successful code starts a new count, so that many desks behind one address can be enrolled in a row.
      const round = (await store.get(`enrolled:${who}`)) ?? '0';
      const { count, resetMs } = await store.hit(`limit:enrol ${who} ${round}`, CODE_TTL_MS, MAX_WRONG_CODES);
      if (count > MAX_WRONG_CODES) return { status: 'too-many', retryAfterMs: resetMs };
      const text = await store.take(`enrol:${sha256(normalise(code))}`);
      if (text === undefined) return { status: 'gone' };
      const token = randomBytes(32).toString('base64url');
      const found: Desk = { ...desk.parse(JSON.parse(text)), enrolledOn: day(now()), renewedAtMs: now() };
      await store.set(`desk:${sha256(token)}`, JSON.stringify(found), { ttlMs: COOKIE_DAYS * DAY_MS });
      await store.set(`enrolled:${who}`, randomBytes(6).toString('hex'), { ttlMs: CODE_TTL_MS });
      return { status: 'enrolled', cookie: cookieOf(token) };
    },

    async recognise(cookieHeader) {
      const token = tokenOf(cookieHeader);
      if (token === undefined) return undefined;
      const key = sha256(token);
      const found = await read(key);
      if (found === undefined) return undefined;
      const renewed = await renew(key, found);
      return { caller: callerOf(key, found), ...(renewed ? { cookie: cookieOf(token) } : {}) };
    },

    async revoke(name) {
      let count = 0;
      for (const area of ['enrol:', 'desk:']) {
        for (const [key, text] of await store.list(area)) {
          if (desk.parse(JSON.parse(text)).name !== name) continue;
          if (area === 'desk:') await store.set(`revoked:${key.slice(area.length)}`, '1', { ttlMs: DAY_MS });
          await store.delete(key);
          count++;
        }
      }
      return count;
    },

    async list() {
      const found: ListedWorkstation[] = [];
      for (const area of ['desk:', 'enrol:']) {
        for (const [, text] of await store.list(area)) {
          const { renewedAtMs: _finer, ...listed } = desk.parse(JSON.parse(text));
          found.push({ ...listed, state: area === 'desk:' ? 'enrolled' : 'waiting' } as ListedWorkstation);
        }
      }
      return found.sort((a, b) => a.name.localeCompare(b.name, 'ru'));
    },
  };
}
