/**
 * Fuzz tests with hostile requests and answers. Together with `fuzz.test.ts`: 3,000 seeded cases in `npm
 * test`, 100,000 in `npm run test:fuzz`. `CID_FUZZ_RUNS` and `CID_FUZZ_SEED` set other numbers.
 */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { before, describe, test } from 'node:test';
import { BENEFITS } from '@cid-elements/core';
import fc from 'fast-check';
import { Agent, fetch as send } from 'undici';
import { type FakeMax, startFakeMax, success } from './testing/fake-max.js';
import { batch, settings } from './testing/fuzz.test-support.js';
import { file, KEY, newCode, type RunningGateway, startGateway, withMax } from './testing/harness.js';

/** Allowed statuses for a hostile request: never a 5xx. */
const ALLOWED = [200, 400, 401, 403, 404, 405, 408, 413, 415, 417, 429, 431];

describe('hostile input', () => {
  let max: FakeMax;
  let gateway: RunningGateway;
  const agent = new Agent({ connections: 8 });
  before(async () => {
    max = await startFakeMax();
    gateway = await startGateway(
      withMax(max.url, { CID_CALLER_KEYS_FILE: file(`${KEY}\n`), CID_RATE_PER_MINUTE: '1000000' }),
    );
  });
  const authorization = `Bearer ${KEY}`;

  const post = async (body: string | Buffer, headers: Record<string, string> = {}): Promise<number> => {
    const response = await send(`${gateway.url}/v1/checks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...headers },
      body,
      dispatcher: agent,
    });
    const text = await response.text();
    assert.ok(!text.includes('CANARY'), 'an answer echoes the input');
    assert.ok(ALLOWED.includes(response.status), String(response.status));
    if (response.status === 200)
      assert.notEqual((JSON.parse(text) as { outcome: string }).outcome, 'confirmed');
    return response.status;
  };

  test('random bodies', async () => {
    const field = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constant('CANARY'),
    );
    const request = fc.record(
      {
        code: fc.oneof(
          field,
          fc.string({ unit: 'binary', maxLength: 80 }).map((id) => `https://www.gosuslugi.ru/m5/${id}`),
        ),
        benefit: fc.oneof(fc.constantFrom(...BENEFITS), field),
        workstation: field,
        capturedAt: fc.oneof(
          field,
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        ),
        CANARY: field,
      },
      { requiredKeys: [] },
    );
    const bodies = fc.oneof(
      { weight: 4, arbitrary: request.map((value) => Buffer.from(JSON.stringify(value))) },
      fc.json().map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      // A valid body with one changed byte.
      fc.tuple(fc.nat(200), fc.nat(255)).map(([at, byte]) => {
        const good = Buffer.from(JSON.stringify({ code: newCode(), benefit: 'student' }));
        good[at % good.length] = byte;
        return good;
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        batch(bodies),
        async (some) => void (await Promise.all(some.map((body) => post(body)))),
      ),
      settings(0.4),
    );
  });

  test('random headers and cookies', async () => {
    const value = fc.string({ unit: fc.constantFrom(...'aZ09 =;,.:/"-_%\t'), maxLength: 200 });
    const headers = fc.record(
      {
        authorization: value,
        cookie: value,
        origin: value,
        'content-type': value,
        'x-forwarded-for': value,
        'x-forwarded-host': value,
        'x-forwarded-proto': value,
        'sec-fetch-site': value,
        'accept-encoding': value,
        'if-none-match': value,
        range: value,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(batch(headers), async (some) => {
        await Promise.all(
          some.map((sent) => {
            const trimmed = Object.fromEntries(
              Object.entries(sent).map(([name, text]) => [name, text.trim()]),
            );
            return post(JSON.stringify({ code: 'CANARY', benefit: 'student' }), trimmed);
          }),
        );
      }),
      settings(0.2),
    );
  });

  test('random answers of MAX confirm nothing but the asked status', async () => {
    const answers = fc.oneof(
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.jsonValue().map((details) =>
        Buffer.from(
          JSON.stringify({
            status: 'success',
            data: { verification_status: 'completed', verification_details: details },
          }),
        ),
      ),
    );
    const statuses = fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 }));
    await fc.assert(
      fc.asyncProperty(batch(fc.tuple(answers, statuses, fc.constantFrom(...BENEFITS))), async (some) => {
        await Promise.all(
          some.map(([answer, status, benefit]) => {
            const code = newCode();
            max.on(code, (response) => {
              response.writeHead(status, { 'content-type': 'application/json' });
              response.end(status === 204 || status === 304 ? undefined : answer);
            });
            return post(JSON.stringify({ code, benefit }));
          }),
        );
      }),
      settings(0.2),
    );
    const code = newCode();
    max.on(code, success({ student: { status: true } }));
    const good = await gateway.post({ code, benefit: 'student' }, { authorization });
    assert.equal(
      ((await good.json()) as { outcome: string }).outcome,
      'confirmed',
      'it still works after all that',
    );
  });

  test('deeply nested JSON', async () => {
    const depth = 7_000;
    assert.equal(await post(`{"code":${'['.repeat(depth)}${']'.repeat(depth)},"benefit":"student"}`), 400);
    assert.equal(await post('['.repeat(16_000)), 400);
    assert.equal(await post(`{"a":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`), 400);
  });

  test('413 for a body over the limit', async () => {
    assert.equal(await post('x'.repeat(16_385)), 413);
  });

  const raw = (text: string, drip?: string): Promise<string> =>
    new Promise((done) => {
      const { port, hostname } = new URL(gateway.url);
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.write(text));
      const more = drip === undefined ? undefined : setInterval(() => socket.write(drip), 200);
      socket.on('data', (data) => {
        answer += data;
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(more);
        done(answer);
      });
    });

  test('slow requests time out while others are served', async () => {
    const slow = [
      raw('POST /v1/checks HTTP/1.1\r\nHost: a\r\n', 'x: CANARY\r\n'),
      raw('POST /v1/checks HTTP/1.1\r\nHost: a\r\n'),
      raw(
        `POST /v1/checks HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{`,
        ' ',
      ),
      ...Array.from({ length: 100 }, () => raw('GET / HTTP/1.1\r\n')),
    ];
    assert.equal(await post(JSON.stringify({ code: 'x', benefit: 'student' })), 200);
    for (const answer of await Promise.all(slow)) assert.match(answer, /^HTTP\/1\.1 40[08] /);
    assert.equal(await post(JSON.stringify({ code: 'x', benefit: 'student' })), 200);
  });

  test('too many or too large headers', async () => {
    const one = `X-A: ${'CANARY'.repeat(100)}\r\n`;
    assert.match(await raw(`GET /healthz HTTP/1.1\r\nHost: a\r\n${one.repeat(40)}\r\n`), /^HTTP\/1\.1 431 /);
    const many = 'a:b\r\n'.repeat(2_900);
    assert.match(
      await raw(`GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${many}\r\n`),
      /^HTTP\/1\.1 (200|431) /,
    );
  });
});
