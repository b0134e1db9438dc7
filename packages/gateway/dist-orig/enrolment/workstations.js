/**
 * Enrolled workstations. An administrator makes a one-time code; the desk's page sends it once and from then on holds a
 * random token in a cookie that no script can read. The store keeps hashes of both.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
export const COOKIE_NAME = '__Host-cid-desk';
export const CODE_TTL_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
export const COOKIE_DAYS = 180;
/** A cookie is renewed when it is used, at most once in this time. */
const RENEW_AFTER_MS = DAY_MS;
export const MAX_WRONG_CODES = 5;
/** How long a workstation that was recognised goes on while the store is down. */
const OFFLINE_MS = 12 * 3_600_000;
const MAX_REMEMBERED = 10_000;
/** Crockford's Base32: nothing in it is misread. Ten symbols are 50 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_SYMBOLS = 10;
const desk = z.object({
    name: z.string(),
    institution: z.string().optional(),
    branch: z.string().optional(),
    origins: z.array(z.string()).optional(),
    ratePerMinute: z.number().optional(),
    /** First and last day of use, for the list: no finer time. */
    enrolledOn: z.string().optional(),
    renewedAtMs: z.number().optional(),
});
const hash = (text) => createHash('sha256').update(text).digest('hex');
const day = (atMs) => new Date(atMs).toISOString().slice(0, 10);
/** What a clerk types, in whatever case and with whatever separators. */
const normalise = (code) => code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
const cookieOf = (token) => `${COOKIE_NAME}=${token}; Path=/; Max-Age=${COOKIE_DAYS * 86_400}; HttpOnly; Secure; SameSite=Strict`;
function tokenOf(cookieHeader) {
    for (const pair of (cookieHeader ?? '').split(';')) {
        const [name = '', value = ''] = pair.trim().split('=');
        if (name === COOKIE_NAME && /^[\w-]{43}$/.test(value))
            return value;
    }
    return undefined;
}
/** One subscriber of IPv6 has a whole /64 to send from. */
function subject(address) {
    if (!address.includes(':') || address.includes('.'))
        return hash(address);
    const [head = '', tail] = address.split('::');
    const front = head === '' ? [] : head.split(':');
    const back = tail === undefined || tail === '' ? [] : tail.split(':');
    const groups = [...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
    return hash(groups.slice(0, 4).join(':'));
}
function callerOf(key, { name, institution, branch, origins, ratePerMinute }) {
    return {
        id: `desk ${key.slice(0, 16)}`,
        name,
        ...(institution === undefined ? {} : { institution }),
        ...(branch === undefined ? {} : { branch }),
        ...(origins === undefined ? {} : { origins }),
        ...(ratePerMinute === undefined ? {} : { ratePerMinute }),
    };
}
export function createWorkstations(store, now = Date.now) {
    const remembered = new Map();
    function remember(key, found) {
        remembered.delete(key);
        remembered.set(key, { desk: found, atMs: now() });
        const [oldest] = remembered.keys();
        if (remembered.size > MAX_REMEMBERED && oldest !== undefined)
            remembered.delete(oldest);
    }
    async function read(key) {
        try {
            const text = await store.get(`desk:${key}`);
            if (text === undefined) {
                remembered.delete(key);
                return undefined;
            }
            const found = desk.parse(JSON.parse(text));
            remember(key, found);
            return found;
        }
        catch (error) {
            const known = remembered.get(key);
            if (known === undefined || now() - known.atMs > OFFLINE_MS)
                throw error;
            return known.desk;
        }
    }
    /** Whether the cookie was renewed. A fault of the store costs nothing but the renewal. */
    async function renew(key, found) {
        if (Math.abs(now() - (found.renewedAtMs ?? 0)) < RENEW_AFTER_MS)
            return false;
        try {
            const value = JSON.stringify({ ...found, renewedAtMs: now() });
            await store.set(`desk:${key}`, value, { ttlMs: COOKIE_DAYS * DAY_MS });
            // A revocation in between has left its mark before it deleted what has now been written again.
            if ((await store.get(`revoked:${key}`)) === undefined)
                return true;
            await store.delete(`desk:${key}`);
            return false;
        }
        catch {
            return false;
        }
    }
    return {
        async createCode(name, details) {
            const symbols = Array.from({ length: CODE_SYMBOLS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
            const value = JSON.stringify({ name, ...details });
            await store.set(`enrol:${hash(symbols)}`, value, { ttlMs: CODE_TTL_MS });
            return {
                code: `${symbols.slice(0, CODE_SYMBOLS / 2)}-${symbols.slice(CODE_SYMBOLS / 2)}`,
                expiresAt: new Date(now() + CODE_TTL_MS),
            };
        },
        async redeem(code, address) {
            const who = subject(address);
            // A success begins a new count, so that many desks behind one address can be enrolled in a row.
            const round = (await store.get(`enrolled:${who}`)) ?? '0';
            const { count, resetMs } = await store.hit(`limit:enrol ${who} ${round}`, CODE_TTL_MS, MAX_WRONG_CODES);
            if (count > MAX_WRONG_CODES)
                return { status: 'too-many', retryAfterMs: resetMs };
            const text = await store.take(`enrol:${hash(normalise(code))}`);
            if (text === undefined)
                return { status: 'gone' };
            const token = randomBytes(32).toString('base64url');
            const found = { ...desk.parse(JSON.parse(text)), enrolledOn: day(now()), renewedAtMs: now() };
            await store.set(`desk:${hash(token)}`, JSON.stringify(found), { ttlMs: COOKIE_DAYS * DAY_MS });
            await store.set(`enrolled:${who}`, randomBytes(6).toString('hex'), { ttlMs: CODE_TTL_MS });
            return { status: 'enrolled', cookie: cookieOf(token) };
        },
        async recognise(cookieHeader) {
            const token = tokenOf(cookieHeader);
            if (token === undefined)
                return undefined;
            const key = hash(token);
            const found = await read(key);
            if (found === undefined)
                return undefined;
            const renewed = await renew(key, found);
            return { caller: callerOf(key, found), ...(renewed ? { cookie: cookieOf(token) } : {}) };
        },
        async revoke(name) {
            let count = 0;
            for (const area of ['enrol:', 'desk:']) {
                for (const [key, text] of await store.list(area)) {
                    if (desk.parse(JSON.parse(text)).name !== name)
                        continue;
                    if (area === 'desk:')
                        await store.set(`revoked:${key.slice(area.length)}`, '1', { ttlMs: DAY_MS });
                    await store.delete(key);
                    count++;
                }
            }
            return count;
        },
        async list() {
            const found = [];
            for (const area of ['desk:', 'enrol:']) {
                for (const [, text] of await store.list(area)) {
                    const { renewedAtMs: _finer, ...listed } = desk.parse(JSON.parse(text));
                    found.push({ ...listed, state: area === 'desk:' ? 'enrolled' : 'waiting' });
                }
            }
            return found.sort((a, b) => a.name.localeCompare(b.name, 'ru'));
        },
    };
}
//# sourceMappingURL=workstations.js.map