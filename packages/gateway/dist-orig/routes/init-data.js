/**
 * Whether MAX has signed the launch data of a mini-app, as MAX publishes it: HMAC-SHA256 over the sorted fields with
 * HMAC-SHA256('WebAppData', token of the bot) as the key. Only the hash and the time are looked at; the fields about the
 * user are dropped unread.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
/** Longest launch data that is looked at, characters. */
export const INIT_DATA_MAX_LENGTH = 8_192;
export const INIT_DATA_MAX_AGE_MS = 5 * 60_000;
/** Clocks differ: launch data may seem to come from the future by this much. */
const CLOCK_SKEW_MS = 60_000;
/** Time stamps above this are in milliseconds: in seconds it is the year 5138. */
const SECONDS_BELOW = 100_000_000_000;
/** Whether a plus sign is a space is not published, and only the right reading has the right hash. */
const DECODERS = [
    decodeURIComponent,
    (text) => decodeURIComponent(text.replaceAll('+', ' ')),
];
function fieldsOf(initData, decode) {
    const fields = new Map();
    try {
        for (const pair of initData.split('&')) {
            const at = pair.indexOf('=');
            if (at < 1)
                return undefined;
            const name = decode(pair.slice(0, at));
            if (fields.has(name))
                return undefined;
            fields.set(name, decode(pair.slice(at + 1)));
        }
    }
    catch {
        return undefined;
    }
    return fields;
}
function isFresh(authDate, nowMs) {
    if (authDate === undefined || !/^\d{1,15}$/.test(authDate))
        return false;
    const value = Number(authDate);
    const ageMs = nowMs - (value < SECONDS_BELOW ? value * 1_000 : value);
    return ageMs <= INIT_DATA_MAX_AGE_MS && ageMs >= -CLOCK_SKEW_MS;
}
export function isGenuineInitData(initData, botToken, nowMs) {
    if (initData.length > INIT_DATA_MAX_LENGTH)
        return false;
    const key = createHmac('sha256', 'WebAppData').update(botToken).digest();
    return DECODERS.some((decode) => {
        const fields = fieldsOf(initData, decode);
        const hash = fields?.get('hash');
        if (fields === undefined || hash === undefined || !/^[\da-f]{64}$/i.test(hash))
            return false;
        fields.delete('hash');
        const checked = [...fields]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, value]) => `${name}=${value}`)
            .join('\n');
        const expected = createHmac('sha256', key).update(checked).digest();
        return timingSafeEqual(expected, Buffer.from(hash, 'hex')) && isFresh(fields.get('auth_date'), nowMs);
    });
}
//# sourceMappingURL=init-data.js.map