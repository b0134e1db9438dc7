/**
 * Fuzz tests with hostile institutions files, key files, enrolment codes and cookies. See also
 * `attack.test.ts`.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { afterEach, before, describe, test } from 'node:test';
import { BENEFITS } from '@cid-elements/core';
import fc from 'fast-check';
import { Agent, fetch as send } from 'undici';
import { parseKeyFile } from './enrolment/keys-file.js';
import { readInstitutions } from './institutions/schema.js';
import { cli } from './testing/cli.js';
import { startFakeMax } from './testing/fake-max.js';
import { batch, settings } from './testing/fuzz.test-support.js';
import { file, folder, newCode, type RunningGateway, startGateway, withMax } from './testing/harness.js';

/** Text with characters that have a meaning in one of the parsed formats. */
const tricky = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'aZ09 =;,.:/"\\-_%\t{}[]'), maxLength: 60 }),
  fc.constantFrom(
    'CANARY',
    '__proto__',
    'constructor',
    '',
    'null',
    '../../etc/passwd',
    'https://CANARY.example',
    'Asia/CANARY',
  ),
);
const junk = fc.oneof(fc.jsonValue(), tricky);

/** Usually a valid field, sometimes an arbitrary value. */
const field = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary: good }, { weight: 1, arbitrary: junk });

const name = fc.string({ unit: fc.constantFrom(...'abc-09'), minLength: 1, maxLength: 8 });
const institution = fc.record(
  {
    id: field(name),
    name: field(fc.constantFrom('Библиотека', 'Омская областная библиотека')),
    tokenFile: field(fc.constant('/etc/cid/omsk.token')),
    tokenExpires: field(fc.constantFrom('2027-03-01', '2027-02-29')),
    act: field(fc.constant({ title: 'Положение', number: '12', date: '2026-10-01' })),
    benefits: field(fc.subarray([...BENEFITS, 'student'])),
    origins: field(
      fc.array(fc.constantFrom('https://ils.example', 'HTTPS://Библиотека.рф/', 'http://a:1'), {
        maxLength: 3,
      }),
    ),
    timeZone: field(fc.constantFrom('Asia/Omsk', 'Europe/Moscow', 'Nowhere/At-All')),
    ratePerMinute: field(fc.integer()),
    receiptAudience: field(fc.constant('https://ils.example')),
    branches: field(
      fc.array(fc.record({ id: field(name), name: field(fc.constant('Филиал')) }), { maxLength: 3 }),
    ),
  },
  { requiredKeys: ['id', 'name'] },
);
/** An institution, sometimes with an unknown field. */
const institutionOrMore = fc.oneof(
  { weight: 9, arbitrary: institution },
  { weight: 1, arbitrary: fc.tuple(institution, junk).map(([one, more]) => ({ ...one, CANARY: more })) },
);
const institutionsText = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({ institutions: field(fc.array(institutionOrMore, { minLength: 1, maxLength: 3 })) })
      .map((value) => JSON.stringify(value)),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 1,
    // A truncated file.
    arbitrary: fc
      .tuple(fc.array(institution, { minLength: 1, maxLength: 2 }), fc.nat(200))
      .map(([institutions, cut]) => JSON.stringify({ institutions }).slice(0, -1 - cut)),
  },
);

test('random institutions files are accepted or refused without a throw or an echoed value', () => {
  let good = 0;
  fc.assert(
    fc.property(institutionsText, fc.constantFrom('max' as const, 'training' as const), (text, verifier) => {
      const result = readInstitutions(text, { verifier });
      if ('problems' in result) {
        assert.ok(result.problems.length > 0);
        // Only names of unknown fields are quoted, to help finding misspelt ones.
        for (const problem of result.problems)
          assert.ok(!/CANARY\.example|Asia\/CANARY|etc\/passwd/.test(problem), problem);
        return;
      }
      good++;
      const ids = result.institutions.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const one of result.institutions) {
        assert.match(one.id, /^[a-z\d][a-z\d-]*$/);
        assert.doesNotThrow(() => new Intl.DateTimeFormat('ru', { timeZone: one.timeZone }));
        for (const origin of one.origins) assert.equal(new URL(origin).origin, origin);
        for (const benefit of one.benefits ?? []) assert.ok(BENEFITS.includes(benefit));
        if (verifier === 'max') assert.ok(one.tokenFile !== undefined && one.act !== undefined);
      }
    }),
    settings(0.2, 1),
  );
  assert.ok(good > 0, 'some files are valid');
});

test('random key files are accepted or refused without a throw or an echoed value', () => {
  const word = fc.oneof(
    name,
    tricky,
    fc.constant('proxy'),
    fc.constant('a'.repeat(64)),
    name.map((id) => `institution=${id}`),
    tricky.map((text) => `origins=${text}`),
    fc.integer().map((rate) => `rate=${rate}`),
  );
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 5 }), { maxLength: 4 }), (lines) => {
      const result = parseKeyFile(lines.map((words) => words.join(' ')).join('\n'));
      if ('problems' in result)
        for (const problem of result.problems) assert.ok(!problem.includes('CANARY'), problem);
      else for (const { secret } of result.lines) assert.match(secret, /^([\da-f]{64}|proxy)$/);
    }),
    settings(0.05, 1),
  );
});

describe('a running gateway', () => {
  let gateway: RunningGateway;
  const store = { CID_STORE: `file:${folder()}/store.db` };
  const agent = new Agent({ connections: 8 });
  before(async () => {
    const max = await startFakeMax();
    gateway = await startGateway(
      withMax(max.url, {
        ...store,
        CID_REQUIRE_CALLER: 'on',
        CID_TRUST_PROXY: 'loopback',
        CID_RATE_PER_MINUTE: '1000000',
      }),
    );
  });
  afterEach(() => assert.ok(!gateway.output().includes('CANARY'), 'the log echoes the input'));

  const post = async (path: string, body: string | Buffer, headers: Record<string, string>) => {
    const response = await send(gateway.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      dispatcher: agent,
    });
    const text = await response.text();
    assert.ok(!text.includes('CANARY'), 'an answer echoes the input');
    return response;
  };
  /** A new address for each case, so that the limit of five wrong codes does not stop the fuzzing. */
  const address = fc.oneof(
    { weight: 8, arbitrary: fc.ipV4() },
    fc.ipV6(),
    fc.constantFrom('127.0.0.1', 'CANARY', '1.2.3.4, 5.6.7.8', ''),
  );
  const symbols = fc.string({
    unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZabcxyz -OIL'),
    minLength: 8,
    maxLength: 14,
  });

  test('random enrolment codes set no cookie, and the valid one still enrols once after them', async () => {
    const { code } = (await cli(['enrol', 'desk-1', '--json'], store)).json() as { code: string };
    const nearly = fc
      .nat(10)
      .map((at) => code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1));
    const sent = fc.oneof(
      fc
        .oneof(symbols, nearly, tricky, fc.constant('x'.repeat(65)))
        .map((text) => JSON.stringify({ code: text })),
      fc.record({ code: junk, CANARY: junk }, { requiredKeys: [] }).map((value) => JSON.stringify(value)),
      fc.json(),
      fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(batch(fc.tuple(sent, address)), async (some) => {
        await Promise.all(
          some.map(async ([body, from]) => {
            const { status, headers } = await post('/v1/enrolments', body, { 'x-forwarded-for': from });
            assert.ok([400, 410, 413, 429].includes(status), String(status));
            assert.equal(headers.get('set-cookie'), null);
          }),
        );
      }),
      settings(0.1),
    );
    const first = await post('/v1/enrolments', JSON.stringify({ code: code.toLowerCase() }), {
      'x-forwarded-for': '192.0.2.77',
    });
    assert.equal(first.status, 204);
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    const check = await post('/v1/checks', JSON.stringify({ code: newCode(), benefit: 'student' }), {
      cookie,
    });
    assert.equal(check.status, 200);
    assert.equal(
      (await post('/v1/enrolments', JSON.stringify({ code }), { 'x-forwarded-for': '192.0.2.78' })).status,
      410,
    );
  });

  test('random cookies and proxy names are not authenticated', async () => {
    const token = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ABCxyz019-_'), minLength: 42, maxLength: 44 }),
      fc.string({ unit: fc.constantFrom(...'aZ0=;, -_%"'), maxLength: 60 }),
    );
    const cookie = fc
      .array(fc.tuple(fc.constantFrom('__Host-cid-desk', '__host-cid-desk', 'cid-desk', 'a', ''), token), {
        maxLength: 4,
      })
      .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('; '));
    const headers = fc.record({
      cookie,
      'x-cid-caller': fc.constantFrom('desk-1', 'CANARY'),
      'x-forwarded-for': address,
    });
    const body = JSON.stringify({ code: newCode(), benefit: 'student' });
    await fc.assert(
      fc.asyncProperty(batch(headers), async (some) => {
        await Promise.all(
          some.map(async (sent) => {
            const response = await post('/v1/checks', body, sent);
            assert.equal(response.status, 401);
            assert.equal(response.headers.get('set-cookie'), null);
          }),
        );
      }),
      settings(0.1),
    );
  });
});

test('an institutions file changed under load drops no request, and the last valid one stays in use', async () => {
  const max = await startFakeMax();
  const token = file('token-of-omsk');
  const good = JSON.stringify({
    institutions: [
      {
        id: 'omsk',
        name: 'Омская',
        tokenFile: token,
        act: { title: 'Положение', number: '12', date: '2026-10-01' },
      },
    ],
  });
  const path = file(good);
  const key = 'key-of-omsk-0123456789';
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(key).digest('hex');
  const gateway = await startGateway(
    withMax(max.url, {
      CID_INSTITUTIONS_FILE: path,
      CID_CALLER_KEYS_FILE: file(`ils ${hash} institution=omsk rate=1000000\n`),
    }),
  );
  const files = fc
    .sample(institutionsText, { seed: 3, numRuns: 40 })
    .filter((text) => 'problems' in readInstitutions(text, { verifier: 'max' }));
  assert.ok(files.length > 10);
  for (const text of [...files, good]) {
    writeFileSync(path, text);
    process.emit('SIGHUP', 'SIGHUP');
    const statuses = await Promise.all(
      Array.from(
        { length: 5 },
        async () =>
          (await gateway.post({ code: newCode(), benefit: 'student' }, { authorization: `Bearer ${key}` }))
            .status,
      ),
    );
    assert.deepEqual(statuses, Array(5).fill(200));
  }
});
