import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { request as send } from 'node:http';
import { connect } from 'node:net';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { normaliseOrigin } from './access.js';
import { type FakeMax, startFakeMax, success } from './testing/fake-max.js';
import { file, KEY, newCode, type RunningGateway, startGateway, withMax } from './testing/harness.js';

const body = (code = newCode()): Record<string, unknown> => ({ code, benefit: 'student' });

async function problem(response: Response, status: number): Promise<Record<string, unknown>> {
  assert.equal(response.status, status);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const text = await response.text();
  assert.ok(!text.includes('CANARY'), text);
  const parsed = JSON.parse(text) as Record<string, unknown>;
  assert.equal(parsed.status, status);
  return parsed;
}

describe('rejected requests', () => {
  let gateway: RunningGateway;
  before(async () => {
    gateway = await startGateway({ CID_RATE_PER_MINUTE: '10000' });
  });

  test('400 for an invalid body, naming the fields but no value', async () => {
    const good = body();
    const rows: [unknown, string[] | undefined][] = [
      ['{"code":"CANARY', undefined],
      ['', undefined],
      ['null', undefined],
      ['[]', undefined],
      ['"CANARY"', undefined],
      [{}, ['code', 'benefit']],
      [{ ...good, code: 5 }, ['code']],
      [{ ...good, code: '' }, ['code']],
      [{ ...good, code: `CANARY${'x'.repeat(2_043)}` }, ['code']],
      [{ ...good, benefit: 'CANARY' }, ['benefit']],
      [{ ...good, benefit: 'pensioner' }, ['benefit']],
      [{ ...good, workstation: 'x'.repeat(65) }, ['workstation']],
      [{ ...good, workstation: 5 }, ['workstation']],
      ['{"code":"CANARY","benefit":"student","__proto__":{"a":1}}', undefined],
    ];
    for (const [bad, fields] of rows) {
      const { fields: named = undefined } = await problem(await gateway.post(bad), 400);
      if (fields) assert.deepEqual(named, fields);
    }
  });

  test('random JSON never causes a 5xx or an echo of the input', async () => {
    const field = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary', maxLength: 100 }));
    const benefit = fc.oneof(fc.constant('student'), field);
    const request = fc.record(
      { code: field, benefit, workstation: field, capturedAt: field, CANARY: field },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(request, fc.jsonValue()), async (sent) => {
        const response = await gateway.post(JSON.stringify(sent));
        if (response.status !== 200) await problem(response, 400);
        else assert.equal(((await response.json()) as { outcome: string }).outcome, 'failed');
      }),
      { numRuns: 80 },
    );
  });

  test('a malformed HTTP request gets application/problem+json', async () => {
    const { port } = new URL(gateway.url);
    const raw = (text: string): Promise<string> =>
      new Promise((done, refuse) => {
        let answer = '';
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
        socket.on('data', (data) => {
          answer += data;
          if (answer.includes('}')) socket.destroy();
        });
        socket.on('close', () => done(answer));
        socket.on('error', refuse);
      });
    assert.match(await raw('CANARY\r\n\r\n'), /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
    const huge = await raw(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'CANARY'.repeat(4_000)}\r\n\r\n`);
    assert.match(huge, /^HTTP\/1\.1 431 /);
    assert.ok(!huge.includes('CANARY'));
    // HTTP/1.0 has no Host header.
    const old = await raw(
      'POST /v1/checks HTTP/1.0\r\nOrigin: http://a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
    );
    assert.match(old, /^HTTP\/1\.1 403 /);
  });

  test('400 for a malformed capturedAt; any well-formed date and unknown fields are accepted', async () => {
    for (const capturedAt of [
      '2026-11-22T12:00:00+03:00',
      '1970-01-01T00:00:00Z',
      '9999-12-31T23:59:59.123456789z',
    ]) {
      assert.equal((await gateway.post({ ...body(), capturedAt })).status, 200, capturedAt);
    }
    for (const capturedAt of ['yesterday', '', 5, null, {}, [], '2026-11-22', '2026-11-22T12:00:00']) {
      const { fields } = await problem(await gateway.post({ ...body(), capturedAt }), 400);
      assert.deepEqual(fields, ['capturedAt'], JSON.stringify(capturedAt));
    }
    assert.equal((await gateway.post({ ...body(), patron: 'x' })).status, 200);
    const longest = 'ы'.repeat(2_048);
    assert.equal((await gateway.post({ ...body(longest), workstation: 'ы'.repeat(64) })).status, 200);
    const escaped = `{"code":"${'\\u044b'.repeat(2_048)}","benefit":"student"}`;
    assert.equal((await gateway.post(escaped)).status, 200);
  });

  test('400 for invalid UTF-8, naming the field', async () => {
    const post = (...parts: (string | number[])[]): Promise<Response> =>
      fetch(`${gateway.url}/v1/checks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.concat(
          parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
        ),
      });
    const rest = '"benefit":"student"';
    // A lone continuation byte, an overlong encoding, a surrogate, a truncated sequence, a windows-1251 byte.
    for (const bytes of [
      [0x80],
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0xd1],
      [0xcf, 0xf0],
      [0xf5, 0x80, 0x80, 0x80],
      [0xff],
    ]) {
      const code = await problem(
        await post('{"code":"https://www.gosuslugi.ru/m5/a', bytes, `",${rest}}`),
        400,
      );
      assert.deepEqual(code.fields, ['code'], bytes.join());
      const desk = await problem(await post('{"code":"a","workstation":"', bytes, `",${rest}}`), 400);
      assert.deepEqual(desk.fields, ['workstation'], bytes.join());
      const foreign = await problem(await post('{"code":"a","CANARY":"', bytes, `",${rest}}`), 400);
      assert.deepEqual(foreign.fields, [], bytes.join());
    }
    const good = await post('{"code":"код","workstation":"зал 😀",', rest, '}');
    assert.equal(good.status, 200);
  });

  test('413 for size, 415 for type, 404 for path, 405 for method', async () => {
    await problem(await gateway.post({ ...body(), more: 'CANARY'.repeat(4_000) }), 413);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x']) {
      await problem(await gateway.post(JSON.stringify(body()), { 'content-type': type }), 415);
    }
    await problem(await fetch(`${gateway.url}/CANARY?code=CANARY`), 404);
    await problem(await fetch(`${gateway.url}/%zzCANARY`), 400);
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await fetch(`${gateway.url}/v1/checks?code=CANARY`, { method });
      assert.equal(response.headers.get('allow'), 'POST');
      await problem(response, 405);
    }
    const response = await fetch(`${gateway.url}/healthz`, { method: 'POST' });
    assert.equal(response.headers.get('allow'), 'GET, HEAD');
    await problem(response, 405);
  });

  test('/healthz, /readyz and /openapi.json have the documented shape', async () => {
    const read = async (path: string) =>
      (await (await fetch(gateway.url + path)).json()) as Record<string, unknown>;
    assert.deepEqual(await read('/healthz'), { status: 'ok' });
    assert.deepEqual(await read('/readyz'), {
      status: 'ready',
      verifier: 'training',
      benefits: ['student', 'large-family', 'age'],
      replayMemory: 'ok',
    });
    const openapi = (await read('/openapi.json')) as {
      openapi: string;
      paths: Record<string, { post?: { requestBody: unknown; responses: Record<string, unknown> } }>;
      components: { schemas: Record<string, unknown> };
    };
    assert.equal(openapi.openapi, '3.1.0');
    assert.deepEqual(Object.keys(openapi.paths).sort(), ['/healthz', '/readyz', '/v1/checks']);
    const post = openapi.paths['/v1/checks']?.post;
    assert.deepEqual(Object.keys(post?.responses ?? {}), [
      '200',
      '400',
      '401',
      '403',
      '405',
      '413',
      '415',
      '429',
      '503',
    ]);
    // Every reference can be resolved.
    for (const [, name] of JSON.stringify(openapi).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      assert.ok(openapi.components.schemas[name ?? ''], name);
    }
    assert.ok(JSON.stringify(post?.requestBody).includes('#/components/schemas/'));
  });

  test('429 with Retry-After above the rate limit', async () => {
    const limited = await startGateway({ CID_RATE_PER_MINUTE: '3' });
    for (let i = 0; i < 3; i++) assert.equal((await limited.post(body())).status, 200);
    const response = await limited.post(body());
    assert.ok(Number(response.headers.get('retry-after')) > 0);
    await problem(response, 429);
    assert.equal((await fetch(`${limited.url}/healthz`)).status, 200);
  });
});

describe('caller keys', () => {
  let max: FakeMax;
  before(async () => {
    max = await startFakeMax();
  });

  test('401 without a known key; keys are read again when the file changes', async () => {
    const path = file(`# desks\n${KEY}\nother-key-0123456789\n`);
    const gateway = await startGateway(withMax(max.url, { CID_CALLER_KEYS_FILE: path }));
    const bad = [
      undefined,
      KEY,
      `Basic ${KEY}`,
      `Bearer ${KEY}x`,
      'Bearer',
      'Bearer ',
      `Bearer ${KEY} x`,
      'Bearer # desks',
    ];
    for (const authorization of bad) {
      const response = await gateway.post(body(), authorization === undefined ? {} : { authorization });
      assert.equal(response.headers.get('www-authenticate'), 'Bearer');
      await problem(response, 401);
    }
    assert.equal(max.requests.length, 0);
    assert.equal((await gateway.post(body(), { authorization: `Bearer ${KEY}` })).status, 200);
    assert.equal((await gateway.post(body(), { authorization: 'bearer other-key-0123456789' })).status, 200);
    writeFileSync(path, 'fresh-key-0123456789\n');
    await problem(await gateway.post(body(), { authorization: `Bearer ${KEY}` }), 401);
    assert.equal((await gateway.post(body(), { authorization: 'Bearer fresh-key-0123456789' })).status, 200);
  });

  test('an empty token file answers misconfigured and makes /readyz 503 until a token is written', async () => {
    const token = file('first-token');
    const gateway = await startGateway(withMax(max.url, { CID_MAX_TOKEN_FILE: token }));
    writeFileSync(token, '');
    const code = newCode();
    max.on(code, success({ student: { status: true } }));
    assert.equal((await gateway.check(code)).reason, 'misconfigured');
    assert.equal((await fetch(`${gateway.url}/readyz`)).status, 503);
    assert.equal(max.count(code), 0);
    writeFileSync(token, 'second-token\n');
    assert.equal((await gateway.check(code)).outcome, 'confirmed');
    assert.equal(max.requests.at(-1)?.authorization, 'second-token');
  });
});

test('normaliseOrigin returns the form that browsers send, or undefined unless the origin is exact', () => {
  const rows: [string, string | undefined][] = [
    ['https://ils.example.org', 'https://ils.example.org'],
    ['HTTPS://Ils.Example.org:443/', 'https://ils.example.org'],
    ['http://desk.lan:81', 'http://desk.lan:81'],
    ['http://[::1]:80', 'http://[::1]'],
    ['https://библиотека.рф', 'https://xn--80abaqnbpf2a4b.xn--p1ai'],
    ['*', undefined],
    ['https://*.ils.example', undefined],
    ['https://user@ils.example', undefined],
    ['https://:pw@ils.example', undefined],
    ['https:ils.example', undefined],
    ['https:\\\\ils.example', undefined],
    ['https://ils.example/?', undefined],
    ['https://ils.example/#', undefined],
    ['https://ils.example/path', undefined],
    ['ftp://ils.example', undefined],
    ['null', undefined],
    ['https://', undefined],
  ];
  for (const [text, origin] of rows) assert.equal(normaliseOrigin(text), origin, text);
});

describe('origins', () => {
  /** `fetch` does not allow setting `Host`, so this uses `node:http`. */
  const withHost = (url: string, host: string): Promise<number> =>
    new Promise((done, refuse) => {
      const text = JSON.stringify(body());
      const headers = { host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const request = send(`${url}/v1/checks`, { method: 'POST', headers }, (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      });
      request.on('error', refuse);
      request.end(text);
    });

  test('accepts the own origin, refuses other origins and other Host names on loopback', async () => {
    const gateway = await startGateway();
    const { host, port } = new URL(gateway.url);
    assert.equal((await gateway.post(body(), { origin: `http://${host}` })).status, 200);
    for (const origin of [
      'https://evil.example',
      'null',
      'http://127.0.0.1:1',
      `http://${host}.evil.example`,
    ]) {
      await problem(await gateway.post(body(), { origin }), 403);
    }
    assert.equal(await withHost(gateway.url, `localhost:${port}`), 200);
    assert.equal(await withHost(gateway.url, `evil.example:${port}`), 403);
    assert.equal(await withHost(gateway.url, `127.0.0.1.evil.example:${port}`), 403);
  });

  test('answers CORS for the listed origins only', async () => {
    const origin = 'https://ils.example.org';
    const gateway = await startGateway({ CID_ALLOWED_ORIGINS: `${origin},http://desk.lan:81` });
    const preflight = (from: string): Promise<Response> =>
      fetch(`${gateway.url}/v1/checks`, {
        method: 'OPTIONS',
        headers: {
          origin: from,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,authorization',
        },
      });
    const allowed = await preflight(origin);
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get('access-control-allow-origin'), origin);
    assert.equal(allowed.headers.get('access-control-allow-credentials'), null);
    for (const other of [
      'https://evil.example',
      'https://ils.example.org.evil.example',
      'http://ils.example.org',
      'null',
    ]) {
      assert.equal((await preflight(other)).headers.get('access-control-allow-origin'), null);
      await problem(await gateway.post(body(), { origin: other }), 403);
    }
    const answer = await gateway.post(body(), { origin });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('access-control-allow-origin'), origin);
    assert.ok(answer.headers.get('vary')?.toLowerCase().includes('origin'));
    const refused = await gateway.post('{', { origin });
    assert.equal(refused.headers.get('access-control-allow-origin'), origin);
    await problem(refused, 400);
  });
});
