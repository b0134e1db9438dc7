/**
 * Validates the launch data of a MAX mini-app by its published algorithm: HMAC-SHA256 over the sorted fields,
 * with HMAC-SHA256('WebAppData', bot token) as the key. Only `hash` and `auth_date` are used; the fields
 * about the user are ignored.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Longest accepted launch data, characters. */
export const INIT_DATA_MAX_LENGTH = 8_192;
export const INIT_DATA_MAX_AGE_MS = 5 * 60_000;
/** Tolerated clock skew: launch data may be dated this far in the future. */
const CLOCK_SKEW_MS = 60_000;
/** Timestamps from here on are in milliseconds; in seconds this would be the year 5138. */
const SECONDS_BELOW = 100_000_000_000;

type Decode = (text: string) => string;

/**
 * MAX does not document whether `+` means a space. Both readings are tried; only the right one matches the
 * hash.
 */
const DECODERS: readonly Decode[] = [
  decodeURIComponent,
  (text) => decodeURIComponent(text.replaceAll('+', ' ')),
];

function fieldsOf(initData: string, decode: Decode): Map<string, string> | undefined {
  const fields = new Map<string, string>();
  try {
    for (const pair of initData.split('&')) {
      const at = pair.indexOf('=');
      if (at < 1) return undefined;
      const name = decode(pair.slice(0, at));
      if (fields.has(name)) return undefined;
      fields.set(name, decode(pair.slice(at + 1)));
    }
  } catch {
    return undefined;
  }
  return fields;
}

function isFresh(authDate: string | undefined, nowMs: number): boolean {
  if (authDate === undefined || !/^\d{1,15}$/.test(authDate)) return false;
  const value = Number(authDate);
  const ageMs = nowMs - (value < SECONDS_BELOW ? value * 1_000 : value);
  return ageMs <= INIT_DATA_MAX_AGE_MS && ageMs >= -CLOCK_SKEW_MS;
}

export function isGenuineInitData(initData: string, botToken: string, nowMs: number): boolean {
  if (initData.length > INIT_DATA_MAX_LENGTH) return false;
  const key = createHmac('sha256', 'WebAppData').update(botToken).digest();
  return DECODERS.some((decode) => {
    const fields = fieldsOf(initData, decode);
    const hash = fields?.get('hash');
    if (fields === undefined || hash === undefined || !/^[\da-f]{64}$/i.test(hash)) return false;
    fields.delete('hash');
    const checked = [...fields]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('\n');
    const expected = createHmac('sha256', key).update(checked).digest();
    return timingSafeEqual(expected, Buffer.from(hash, 'hex')) && isFresh(fields.get('auth_date'), nowMs);
  });
}
