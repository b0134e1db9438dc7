import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { INIT_DATA_MAX_LENGTH, isGenuineInitData } from './init-data.js';

const TOKEN = 'bot-token-0123456789';
const NOW_MS = Date.parse('2026-11-15T12:00:00Z');
const NOW_S = NOW_MS / 1_000;

/** Launch data, signed as MAX does it. */
function initDataOf(fields: Record<string, string>, token = TOKEN, encode = encodeURIComponent): string {
  const checked = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('\n');
  const key = createHmac('sha256', 'WebAppData').update(token).digest();
  const hash = createHmac('sha256', key).update(checked).digest('hex');
  return Object.entries({ ...fields, hash })
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');
}

const fields = (more: Record<string, string> = {}): Record<string, string> => ({
  query_id: '0a1b',
  auth_date: String(NOW_S),
  user: '{"id":400,"first_name":"Анна + Ко","last_name":null,"photo_url":"https://i.oneme.ru/i?r=B&x=1"}',
  chat: '{"id":1,"type":"DIALOG"}',
  ...more,
});
const genuine = (initData: string, nowMs = NOW_MS): boolean => isGenuineInitData(initData, TOKEN, nowMs);

test('accepts data signed by MAX in any order, with + for space', () => {
  assert.ok(genuine(initDataOf(fields())));
  const reversed = initDataOf(fields()).split('&').reverse().join('&');
  assert.ok(genuine(reversed));
  assert.ok(genuine(initDataOf(fields(), TOKEN, (text) => encodeURIComponent(text).replaceAll('%20', '+'))));
});

test('accepts a known test vector', () => {
  // Signed with `openssl dgst -sha256 -mac HMAC`, independently of this file.
  const known =
    'auth_date=1763208000&query_id=0a1b&user=%7B%22id%22%3A400%7D&hash=0adb05f6d8232fee98782aa11b829211c5ff6452c5a5aabd2231b5cdb19ae2a7';
  assert.ok(isGenuineInitData(known, TOKEN, 1_763_208_000_000));
});

test('refuses data older than five minutes; reads seconds and milliseconds', () => {
  for (const stamp of [(ms: number) => Math.floor(ms / 1_000), (ms: number) => ms]) {
    const aged = (ageMs: number): boolean =>
      genuine(initDataOf(fields({ auth_date: String(stamp(NOW_MS - ageMs)) })));
    assert.ok(aged(0));
    assert.ok(aged(300_000));
    assert.ok(!aged(302_000));
    assert.ok(aged(-30_000), 'a tolerated clock skew');
    assert.ok(!aged(-120_000), 'from the future');
  }
});

test('refuses a wrong signature', () => {
  const good = initDataOf(fields());
  const hash = /hash=(\w+)/.exec(good)?.[1] ?? '';
  const { auth_date: _none, ...undated } = fields();
  const bad: Record<string, string> = {
    'another bot': initDataOf(fields(), 'another'),
    altered: good.replace('0a1b', '0a1c'),
    'with a field more': `${good}&x=1`,
    'with a field less': good.replace('query_id=0a1b&', ''),
    'without a hash': good.replace(/&hash=.*/, ''),
    'with an empty hash': good.replace(hash, ''),
    'with a short hash': good.replace(hash, hash.slice(2)),
    'with two hashes': `${good}&hash=${hash}`,
    'with two times': `${good}&auth_date=${NOW_S}`,
    undated: initDataOf(undated),
    'with a time that is none': initDataOf(fields({ auth_date: '1e9' })),
    'with a broken escape': `${good}&x=%zz`,
    empty: '',
    huge: `${good}&x=${'y'.repeat(INIT_DATA_MAX_LENGTH)}`,
  };
  for (const [what, initData] of Object.entries(bad)) assert.ok(!genuine(initData), what);
});

test('never throws on, nor accepts, random text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      assert.ok(!genuine(text));
      assert.ok(!genuine(`auth_date=${NOW_S}&hash=${'0'.repeat(64)}&${text}`));
    }),
    { numRuns: 300, seed: 14 },
  );
});
