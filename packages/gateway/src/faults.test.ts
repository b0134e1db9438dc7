/**
 * Every kind of fault has its own code in the log and in `/readyz`, which disappears when the fault is over.
 */
import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { watchClock } from './clock.js';
import { sha256 } from './enrolment/keys-file.js';
import type { Entry } from './log.js';
import { failure, startFakeMax, success } from './testing/fake-max.js';
import {
  file,
  freePort,
  newCode,
  type RunningGateway,
  startGateway,
  startRedis,
  withMax,
} from './testing/harness.js';

const ready = async ({ url }: RunningGateway): Promise<Record<string, unknown>> =>
  (await (await fetch(`${url}/readyz`)).json()) as Record<string, unknown>;

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, what);
    await new Promise((done) => setTimeout(done, 50));
  }
}

const student = success({ student: { status: true } });

test('MAX: /readyz names the fault of the last call until a call succeeds', async () => {
  const max = await startFakeMax();
  const gateway = await startGateway(withMax(max.url, { CID_UPSTREAM_TIMEOUT_MS: '400' }));
  const words: readonly (readonly [string, Parameters<typeof max.on>[1]])[] = [
    ['HTTP_500', failure(500)],
    ['RATE_LIMITED', failure(429)],
    ['DEADLINE', () => {}],
    ['UND_ERR_SOCKET', (response) => response.destroy()],
    ['HTML_ANSWER', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
    ['NOT_JSON', (response) => response.end('x')],
    ['REDIRECT', (response) => response.writeHead(302, { location: '/' }).end()],
    ['CONTENT_ENCODING', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')],
    ['UNEXPECTED_ANSWER', (response) => response.writeHead(200).end('{}')],
    ['TOKEN_REFUSED', failure(401)],
  ];
  for (const [word, handler] of words) {
    const code = newCode();
    max.on(code, handler);
    assert.equal((await gateway.check(code)).outcome, 'failed');
    assert.equal((await ready(gateway)).upstreamFault, word);
    assert.match(gateway.output(), new RegExp(`"event":"upstream","error":"${word}"`));
  }
  assert.match(gateway.output(), /"event":"token-refused"/);
  // Reasons that concern the visitor's code are not faults of the service.
  for (const handler of [student, failure(404, 'SESSION_NOT_FOUND')]) {
    const code = newCode();
    max.on(code, handler);
    await gateway.check(code);
    assert.equal((await ready(gateway)).upstreamFault, undefined);
  }
  assert.match(gateway.output(), /"event":"token-accepted"/);
});

test('MAX: an unresolvable name, a closed port and a silent server are named faults', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  const { port } = silent.address() as { port: number };
  const cases: readonly (readonly [string, RegExp])[] = [
    ['https://max.invalid/v2', /^(ENOTFOUND|EAI_AGAIN)$/],
    [`http://127.0.0.1:${await freePort()}/v2`, /^ECONNREFUSED$/],
    [`http://127.0.0.1:${port}/v2`, /^DEADLINE$/],
  ];
  for (const [url, word] of cases) {
    const gateway = await startGateway(withMax(url, { CID_UPSTREAM_TIMEOUT_MS: '1000' }));
    assert.equal((await gateway.check(newCode())).reason, 'unavailable');
    assert.match(String((await ready(gateway)).upstreamFault), word);
    assert.equal((await ready(gateway)).upstream, 'ok', 'one unanswered call does not open the circuit');
  }
  silent.close();
});

test('with several institutions, /readyz and the log name only the one whose token is refused', async () => {
  const max = await startFakeMax();
  const act = { title: 'Положение', number: '12', date: '2026-10-01' };
  const tokens = { omsk: file('token-omsk'), tara: file('token-tara') };
  const institutions = Object.entries(tokens).map(([id, tokenFile]) => ({ id, name: id, tokenFile, act }));
  const keys = ['omsk', 'tara'].map(
    (id) => `ils-${id} ${sha256(`key-of-${id}-0123456789`)} institution=${id}`,
  );
  const gateway = await startGateway(
    withMax(max.url, {
      CID_INSTITUTIONS_FILE: file(JSON.stringify({ institutions })),
      CID_CALLER_KEYS_FILE: file(`${keys.join('\n')}\n`),
    }),
  );
  const check = async (id: string, handler: Parameters<typeof max.on>[1]): Promise<void> => {
    const code = newCode();
    max.on(code, handler);
    await gateway.post({ code, benefit: 'student' }, { authorization: `Bearer key-of-${id}-0123456789` });
  };
  await check('omsk', student);
  assert.equal((await ready(gateway)).institutions, undefined);
  await check('tara', failure(401));
  const state = await ready(gateway);
  assert.equal(state.status, 'ready', 'the other institution is still served');
  assert.deepEqual(state.institutions, [
    { id: 'tara', token: 'refused', upstream: 'ok', upstreamFault: 'TOKEN_REFUSED' },
  ]);
  const lines = gateway
    .output()
    .split('\n')
    .filter((line) => line.includes('"institution"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    lines.map(({ event, institution }) => [event, institution]),
    [['token-refused', 'tara']],
  );
  await check('tara', student);
  assert.equal((await ready(gateway)).institutions, undefined);
});

test('token file: /readyz reports a missing token, and ok once it is back', async () => {
  const max = await startFakeMax();
  const path = file('token');
  const gateway = await startGateway(withMax(max.url, { CID_MAX_TOKEN_FILE: path }));
  writeFileSync(path, '');
  assert.equal((await gateway.check(newCode())).reason, 'misconfigured');
  assert.equal((await ready(gateway)).token, 'missing');
  assert.match(gateway.output(), /"event":"upstream","error":"TOKEN_MISSING"/);
  renameSync(file('another'), path);
  assert.equal((await ready(gateway)).token, 'ok');
});

test('Redis: /readyz reports an outage and a read-only replica, and ok after recovery', async () => {
  const port = await freePort();
  const first = await startRedis(port);
  const gateway = await startGateway({ CID_STORE: first.url });
  assert.deepEqual(
    [(await ready(gateway)).replayMemory, (await ready(gateway)).storeFault],
    ['ok', undefined],
  );
  await first.stop();
  await until('degraded', async () => (await ready(gateway)).replayMemory === 'degraded');
  assert.match(String((await ready(gateway)).storeFault), /^(DISCONNECTED|ECONNREFUSED)$/);
  // The restarted server is a replica of an unreachable master, so it refuses writes.
  const replica = await startRedis(port, ['--replicaof', '127.0.0.1', String(await freePort())]);
  await until(
    'read-only',
    async () => (await ready(gateway)).storeFault === 'ECONNREFUSED' || gateway.output().includes('READONLY'),
  );
  await until('the log', async () =>
    gateway.output().includes('"event":"store-disconnected","error":"READONLY"'),
  );
  await replica.stop();
  await startRedis(port);
  await until('back', async () => (await ready(gateway)).replayMemory === 'ok');
  assert.equal((await ready(gateway)).storeFault, undefined);
  assert.match(gateway.output(), /"event":"store-connected"/);
});

test('clock: a jump of the wall clock is logged, gradual corrections are not', () => {
  let wall = 1_000_000;
  let monotonic = 0;
  const entries: Entry[] = [];
  const clock = watchClock((entry) => entries.push(entry), { wall: () => wall, monotonic: () => monotonic });
  const pass = (ms: number, drift = 0): void => {
    monotonic += ms;
    wall += ms + drift;
    clock.check();
  };
  for (let i = 0; i < 20; i++) pass(5_000, 500);
  assert.equal(clock.stepped(), false);
  pass(5_000, -3_600_000);
  pass(5_000, 120_000);
  assert.deepEqual(
    entries.map(({ event, error, stepMs }) => [event, error, stepMs]),
    [
      ['clock-step', 'BACK', 3_600_000],
      ['clock-step', 'FORWARD', 120_000],
    ],
  );
  assert.equal(clock.stepped(), true);
  pass(600_000);
  assert.equal(clock.stepped(), false);
  clock.close();
});
