import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { before, describe, test } from 'node:test';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { sha256 } from './enrolment/keys-file.js';
import { rotateKeys } from './receipts/keys.js';
import { cleanup } from './testing/cleanup.js';
import { cli } from './testing/cli.js';
import { type FakeMax, startFakeMax, success } from './testing/fake-max.js';
import {
  file,
  folder,
  launch,
  newCode,
  type RunningGateway,
  startGateway,
  startRedis,
  withMax,
} from './testing/harness.js';

const OMSK_KEY = 'KEYCANARY-omsk-0123456789';
const TARA_KEY = 'KEYCANARY-tara-0123456789';
const student = success({ student: { status: true } });
const act = { title: 'Положение', number: '12', date: '2026-10-01' };

let max: FakeMax;
before(async () => {
  max = await startFakeMax();
});

/** A code that MAX confirms. */
function confirmed(handler = student): string {
  const code = newCode();
  max.on(code, handler);
  return code;
}

const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

async function send(
  gateway: RunningGateway,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

const check = (
  gateway: RunningGateway,
  headers: Record<string, string>,
  benefit = 'student',
  code = confirmed(),
) => send(gateway, '/v1/checks', { code, benefit, workstation: 'WORKSTATIONCANARY' }, headers);

describe('a workstation', () => {
  test('is enrolled by a code, checks with its cookie, and is refused after revocation', async () => {
    const store = { CID_STORE: `file:${folder()}/store.db` };
    const gateway = await startGateway(withMax(max.url, { ...store, CID_REQUIRE_CALLER: 'on' }));
    assert.equal((await check(gateway, {})).status, 401);

    const { code } = (await cli(['enrol', 'desk-1', '--json'], store)).json() as { code: string };
    const enrolled = await send(gateway, '/v1/enrolments', { code });
    assert.equal(enrolled.status, 204);
    const cookie = enrolled.headers.get('set-cookie') ?? '';
    assert.match(
      cookie,
      /^__Host-cid-desk=[\w-]{43}; Path=\/; Max-Age=15552000; HttpOnly; Secure; SameSite=Strict$/,
    );
    const own = { cookie: cookie.split(';')[0] ?? '' };
    assert.equal((await check(gateway, own)).status, 200);
    const again = await send(gateway, '/v1/enrolments', { code });
    assert.equal(again.status, 410);
    assert.equal(again.headers.get('content-type'), 'application/problem+json');
    assert.equal(again.headers.get('set-cookie'), null);

    // A request from another site is refused even with the cookie, with and without `Origin`.
    const { host } = new URL(gateway.url);
    assert.equal((await check(gateway, { ...own, origin: `http://${host}` })).status, 200);
    assert.equal((await check(gateway, { ...own, origin: 'https://evil.example' })).status, 403);
    assert.equal((await check(gateway, { ...own, 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await check(gateway, { ...own, 'content-type': 'text/plain' })).status, 415);

    assert.equal((await cli(['revoke', 'desk-1'], store)).code, 0);
    assert.equal((await check(gateway, own)).status, 401);
    assert.match(gateway.output(), /"cause":"unknown-caller"/);
    assert.match(gateway.output(), /"cause":"foreign-origin"/);
    for (const secret of [code, own.cookie.split('=')[1] ?? '', 'desk-1'])
      assert.ok(!gateway.output().includes(secret));
  });

  test('five wrong codes are answered by 429, across processes', async () => {
    const store = { CID_STORE: `file:${folder()}/store.db` };
    const gateways = await Promise.all([startGateway(store), startGateway(store)]);
    for (let i = 0; i < 5; i++) {
      const gateway = gateways[i % 2] ?? assert.fail();
      assert.equal((await send(gateway, '/v1/enrolments', { code: `WRONG-0000${i}` })).status, 410);
    }
    for (const gateway of gateways) {
      const refused = await send(gateway, '/v1/enrolments', { code: 'WRONG-00009' });
      assert.equal(refused.status, 429);
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
    }
    for (const body of [{}, { code: 5 }, { code: '' }, { code: 'x'.repeat(65) }, null])
      assert.equal((await send(gateways[0], '/v1/enrolments', body)).status, 400);
  });

  test('sends its cookie by CORS from a listed origin; without a persistent store /v1/enrolments is 404', async () => {
    const origin = 'https://desk.example.org';
    const preflight = async (gateway: RunningGateway): Promise<Response> =>
      fetch(`${gateway.url}/v1/checks`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      });
    const gateway = await startGateway({
      CID_STORE: `file:${folder()}/store.db`,
      CID_ALLOWED_ORIGINS: origin,
    });
    const allowed = await preflight(gateway);
    assert.equal(allowed.headers.get('access-control-allow-origin'), origin);
    assert.equal(allowed.headers.get('access-control-allow-credentials'), 'true');
    const alone = await startGateway({});
    assert.equal((await send(alone, '/v1/enrolments', { code: 'x' })).status, 404);
  });
});

describe('caller name from a proxy header', () => {
  test('is accepted only from trusted proxy addresses', async () => {
    const env = { CID_CALLER_HEADER: 'X-Desk', CID_CALLER_KEYS_FILE: file('desk-1 proxy\n') };
    const own = await startGateway(withMax(max.url, { ...env, CID_TRUST_PROXY: 'loopback' }));
    assert.equal((await check(own, { 'x-desk': 'desk-1' })).status, 200);
    assert.equal((await check(own, { 'x-desk': 'desk-2' })).status, 401);
    assert.equal((await check(own, {})).status, 401);
    const other = await startGateway(withMax(max.url, { ...env, CID_TRUST_PROXY: '10.0.0.1' }));
    assert.equal((await check(other, { 'x-desk': 'desk-1' })).status, 401);
    assert.equal((await check(other, { 'x-desk': 'desk-1', 'x-forwarded-for': '10.0.0.1' })).status, 401);
  });
});

describe('institutions', () => {
  const settings = (institutions: unknown[]): Record<string, string> => ({
    CID_INSTITUTIONS_FILE: file(JSON.stringify({ institutions })),
    CID_CALLER_KEYS_FILE: file(
      `omsk ${sha256(OMSK_KEY)} institution=omsk branch=b1\ntara ${sha256(TARA_KEY)} institution=tara origins=https://own.example\n`,
    ),
  });
  const omsk = (more: Record<string, unknown> = {}) => ({
    id: 'omsk',
    name: 'Омск',
    act,
    tokenFile: file('OMSKTOKEN'),
    benefits: ['student', 'age'],
    origins: ['https://omsk.example'],
    branches: [{ id: 'b1', name: 'Филиал 1' }],
    ...more,
  });
  const tara = (more: Record<string, unknown> = {}) => ({
    id: 'tara',
    name: 'Тара',
    act,
    tokenFile: file('TARATOKEN'),
    origins: ['https://tara.example'],
    ...more,
  });

  test('each uses its own token, benefits and origins', async () => {
    const gateway = await startGateway(withMax(max.url, settings([omsk(), tara()])));
    assert.equal((await check(gateway, bearer(OMSK_KEY))).status, 200);
    assert.equal(max.requests.at(-1)?.authorization, 'OMSKTOKEN');
    assert.equal((await check(gateway, bearer(TARA_KEY))).status, 200);
    assert.equal(max.requests.at(-1)?.authorization, 'TARATOKEN');

    assert.equal((await check(gateway, bearer(OMSK_KEY), 'pensioner')).status, 400);
    assert.equal((await check(gateway, bearer(TARA_KEY), 'pensioner')).status, 200);

    const from = async (key: string, origin: string): Promise<number> =>
      (await check(gateway, { ...bearer(key), origin })).status;
    assert.equal(await from(OMSK_KEY, 'https://omsk.example'), 200);
    assert.equal(await from(OMSK_KEY, 'https://tara.example'), 403);
    // This caller has its own origins, which replace those of the institution.
    assert.equal(await from(TARA_KEY, 'https://own.example'), 200);
    assert.equal(await from(TARA_KEY, 'https://tara.example'), 403);
    assert.equal((await check(gateway, {})).status, 401);
  });

  test('an institution limit counts all its callers, a caller limit only that caller', async () => {
    const { CID_INSTITUTIONS_FILE = '' } = settings([omsk({ ratePerMinute: 3 }), tara()]);
    const gateway = await startGateway(
      withMax(max.url, {
        CID_INSTITUTIONS_FILE,
        CID_CALLER_KEYS_FILE: file(
          `a ${sha256('KEYCANARY-a')} institution=omsk rate=2\nb ${sha256('KEYCANARY-b')} institution=omsk\n`,
        ),
      }),
    );
    const status = async (key: string): Promise<number> => (await check(gateway, bearer(key))).status;
    assert.deepEqual(
      [await status('KEYCANARY-a'), await status('KEYCANARY-a'), await status('KEYCANARY-a')],
      [200, 200, 429],
    );
    assert.deepEqual([await status('KEYCANARY-b'), await status('KEYCANARY-b')], [200, 429]);
    assert.match(gateway.output(), /"cause":"caller-limit"/);
    assert.match(gateway.output(), /"cause":"institution-limit"/);
  });

  test('reloading the file drops no running check; an invalid file is ignored', async () => {
    const env = settings([omsk()]);
    const path = env.CID_INSTITUTIONS_FILE ?? '';
    const gateway = await startGateway(withMax(max.url, env));
    const until = async (event: string): Promise<void> => {
      while (!gateway.output().includes(event)) await new Promise((done) => setTimeout(done, 20));
    };
    assert.equal((await check(gateway, bearer(TARA_KEY))).status, 403, 'not served yet');
    assert.match(gateway.output(), /"cause":"unknown-institution"/);

    let answer = (): void => {};
    const slow = newCode();
    max.on(slow, (response, request) => {
      answer = () => student(response, request);
    });
    const underWay = check(gateway, bearer(OMSK_KEY), 'student', slow);
    while (max.count(slow) === 0) await new Promise((done) => setTimeout(done, 20));
    writeFileSync(path, JSON.stringify({ institutions: [tara()] }));
    process.emit('SIGHUP', 'SIGHUP');
    await until('institutions-read');
    assert.equal((await check(gateway, bearer(TARA_KEY))).status, 200);
    assert.equal((await check(gateway, bearer(OMSK_KEY))).status, 403, 'served no longer');
    answer();
    const finished = await underWay;
    assert.equal(((await finished.json()) as { outcome: string }).outcome, 'confirmed');

    writeFileSync(path, '{"institutions":[{"id":"NAMECANARY"}]}');
    process.emit('SIGHUP', 'SIGHUP');
    await until('institutions-unusable');
    assert.equal((await check(gateway, bearer(TARA_KEY))).status, 200);
    assert.ok(!gateway.output().includes('NAMECANARY'));
  });
});

describe('receipts', () => {
  test('are issued for a confirmation by MAX at a known caller only', async () => {
    const dir = folder();
    await rotateKeys(dir);
    const gateway = await startGateway(
      withMax(max.url, {
        CID_RECEIPTS: 'on',
        CID_RECEIPT_KEYS_DIR: dir,
        CID_RECEIPT_ISSUER: 'https://gateway.example',
        CID_RECEIPT_AUDIENCE: 'https://ils.example',
        CID_CALLER_KEYS_FILE: file(`ils ${sha256(OMSK_KEY)}\n${TARA_KEY}\n`),
      }),
    );
    const answer = async (key: string, benefit: string, code: string): Promise<Record<string, unknown>> =>
      (await (await check(gateway, bearer(key), benefit, code)).json()) as Record<string, unknown>;
    const got = await answer(OMSK_KEY, 'student', confirmed());
    const keys = createRemoteJWKSet(new URL(`${gateway.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(String(got.receipt), keys, {
      issuer: 'https://gateway.example',
      audience: 'https://ils.example',
      algorithms: ['ES256'],
    });
    assert.equal(payload.jti, got.id);
    assert.equal(payload.workstation, 'ils', 'the name of the key, never the name sent by the page');
    assert.ok((payload.exp ?? 0) - (payload.iat ?? 0) <= 300);

    const unnamed = await answer(TARA_KEY, 'student', confirmed());
    assert.ok(!('workstation' in decodeJwt(String(unnamed.receipt))));
    for (const [benefit, code] of [
      ['disability', confirmed(success({ disabledPerson: { status: true } }))],
      ['student', confirmed(success({}))],
      ['student', newCode()],
      ['student', 'https://library.example/'],
    ] as const)
      assert.ok(!('receipt' in (await answer(OMSK_KEY, benefit, code))), benefit);
    assert.ok(!gateway.output().includes('WORKSTATIONCANARY'));
    const cached = await fetch(`${gateway.url}/.well-known/jwks.json`);
    assert.match(cached.headers.get('cache-control') ?? '', /max-age=300/);
    assert.ok(!(await cached.text()).includes('"d"'));
  });

  test('are off by default and never issued in training', async () => {
    const gateway = await startGateway({});
    assert.equal((await fetch(`${gateway.url}/.well-known/jwks.json`)).status, 404);
  });
});

describe('startup failure', () => {
  test('exits with the documented code, also with connections open', async () => {
    const redis = await startRedis();
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    cleanup(() => taken.close());
    const { port } = taken.address() as AddressInfo;
    const receipts = {
      CID_RECEIPTS: 'on',
      CID_RECEIPT_KEYS_DIR: folder(),
      CID_RECEIPT_ISSUER: 'https://gateway.example',
      CID_RECEIPT_AUDIENCE: 'https://ils.example',
    };
    for (const [env, code, words] of [
      [receipts, 78, /CID_RECEIPT_KEYS_DIR: the folder holds no receipt key/],
      [{ CID_ADMIN_PORT: String(port) }, 1, /Port \d+ of 127\.0\.0\.1 is in use.*CID_ADMIN_PORT/],
    ] as const) {
      const process = launch(withMax(max.url, { ...env, CID_STORE: redis.url }));
      assert.equal(await process.ended, code);
      assert.match(process.errors(), words);
    }
  });
});
