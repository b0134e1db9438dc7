/**
 * Drives a gateway process through all its functions, then searches all its output and storage for secrets.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { judgeTrainingCode, trainingCode, VISITORS } from '@cid-elements/core';
import { Redis } from 'ioredis';
import { failure, type Handler, type MaxRequest, startFakeMax, success } from './testing/fake-max.js';
import { file, folder, KEY, launchGateway, newCode, startRedis, withMax } from './testing/harness.js';

const PERSON = {
  student: { status: true, studenttickets_organization_name: 'UNIVERSITYCANARY' },
  disabledPerson: { status: true, codeGroupDisability: 'GROUPCANARY' },
  raw_data: { data: 'RAWCANARY', sign: 'SIGNCANARY' },
};
const LOG_FIELDS = [
  'time',
  'level',
  'event',
  'route',
  'status',
  'ms',
  'verifier',
  'reason',
  'cause',
  'requestId',
  'error',
  'upstreamRequestId',
];

/** All forms in which a code could be stored or logged. */
const forms = (code: string): string[] => [
  code,
  encodeURIComponent(code),
  Buffer.from(code).toString('base64'),
  code.split('/').at(-1)?.split('?')[0] ?? code,
];

async function drive(store: string, readStore: () => Promise<string>): Promise<void> {
  const max = await startFakeMax();
  const gateway = await launchGateway(
    withMax(max.url, { CID_STORE: store, CID_UPSTREAM_TIMEOUT_MS: '300', CID_CALLER_KEYS_FILE: file(KEY) }),
  );
  const authorization = `Bearer ${KEY}`;
  const echo =
    (status: number): Handler =>
    (response, request: MaxRequest) =>
      response.writeHead(status, { 'x-echo': request.url }).end(
        JSON.stringify({
          status: 'error',
          error: { code: request.sessionId, message: request.sessionId },
          metadata: { request_id: request.sessionId },
        }),
      );
  const handlers: Handler[] = [
    success(PERSON),
    success(PERSON, { session_id: 'SESSIONCANARY' }),
    failure(404, 'SESSION_NOT_FOUND'),
    failure(500, 'INTERNAL_SERVER_ERROR'),
    echo(500),
    echo(404),
    (response, request) => response.writeHead(302, { location: request.url }).end(),
    (response) => response.end('RAWCANARY'),
    (response) => response.destroy(),
    () => {},
  ];
  const codes = handlers.map((handler) => {
    const code = newCode();
    max.on(code, handler);
    return code;
  });
  let answers = '';
  for (const code of codes) {
    for (const benefit of ['student', 'disability']) {
      const response = await gateway.post({ code, benefit, workstation: 'DESKCANARY' }, { authorization });
      answers += await response.text();
    }
  }
  const code = codes[0] ?? '';
  const requests: [string, RequestInit][] = [
    [
      '/v1/checks',
      { method: 'POST', body: `{"code":"${code}`, headers: { 'content-type': 'application/json' } },
    ],
    ['/v1/checks', { method: 'POST', body: code, headers: { 'content-type': 'text/plain' } }],
    ['/v1/checks', { method: 'POST', body: code }],
    [`/v1/checks?code=${encodeURIComponent(code)}`, {}],
    [`/${encodeURIComponent(code)}`, {}],
    ['/v1/checks', { method: 'POST', headers: { origin: code, referer: code } }],
  ];
  for (const [path, init] of requests) {
    const response = await fetch(gateway.url + path, {
      ...init,
      headers: { authorization, ...init.headers },
    });
    assert.ok(response.status >= 400);
    answers += await response.text();
  }
  const stored = await readStore();
  assert.equal(await gateway.stop(), 0);

  const left = `${gateway.output()}\n${answers}\n${stored}\n${await readStore()}`;
  assert.ok(!stored.includes('127.0.0.1'), 'an address is stored');
  for (const one of codes)
    for (const form of forms(one)) assert.ok(!left.includes(form), 'a code was stored or logged');
  const canary = left.indexOf('CANARY');
  assert.ok(canary < 0, left.slice(canary - 40, canary + 20));
  assert.ok(!gateway.output().includes('127.0.0.1:') || !gateway.output().includes('"ip"'));

  const lines = gateway
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  assert.ok(lines.length >= codes.length * 2);
  for (const line of lines) {
    const entry = JSON.parse(line) as Record<string, unknown>;
    for (const field of Object.keys(entry)) assert.ok(LOG_FIELDS.includes(field), field);
    for (const word of ['confirmed', 'student', 'disability', 'expired', 'used-code', 'no-digital-id']) {
      assert.ok(!line.includes(word), line);
    }
    // The upstream request id has a line of its own, without any field about the check.
    if (entry.upstreamRequestId) {
      assert.deepEqual(Object.keys(entry), ['time', 'level', 'event', 'upstreamRequestId']);
    }
  }
  assert.ok(gateway.output().includes('req_123456789'));
}

test('file store: files, logs and responses hold no code, token, key, person or outcome', async () => {
  const dir = folder();
  await drive(`file:${dir}/replay.db`, async () => {
    const names = readdirSync(dir);
    assert.ok(names.length > 0);
    return names.map((name) => name + readFileSync(join(dir, name), 'latin1')).join('\n');
  });
});

test('Redis store: keys, logs and responses hold no code, token, key, person or outcome', async () => {
  const redis = await startRedis();
  const client = new Redis(redis.url);
  await drive(redis.url, async () => {
    const keys = await client.keys('*');
    assert.ok(keys.length > 0);
    for (const key of keys) assert.ok((await client.pttl(key)) > 0, 'a key without a TTL');
    return keys.join('\n') + (await Promise.all(keys.map((key) => client.get(key)))).join('\n');
  });
  client.disconnect();
});

test('the training verifier answers as core does, for every scripted visitor', async () => {
  const gateway = await launchGateway();
  for (const visitor of VISITORS) {
    const { text } = trainingCode(visitor, 'student', Date.now(), 'test');
    if (text === '') continue;
    const { outcome, reason, verifier } = await gateway.check(text);
    const want = judgeTrainingCode(text, 'student', Date.now());
    assert.deepEqual(
      { outcome, reason, verifier },
      { reason: undefined, ...want, verifier: 'training' },
      visitor,
    );
    assert.ok(!gateway.output().includes(text));
  }
});
