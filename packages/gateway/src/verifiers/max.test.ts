/** Faults between the gateway and MAX: dropped connections, an unresponsive service, a refused token. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Entry } from '../log.js';
import { cleanup } from '../testing/cleanup.js';
import { type FakeMax, failure, startFakeMax, success } from '../testing/fake-max.js';
import { file, freePort, newCode, startGateway, TOKEN, withMax } from '../testing/harness.js';
import { startTcpProxy } from '../testing/tcp-proxy.js';
import { createBreaker } from './breaker.js';
import { connectTcp } from './connect.js';
import { createMaxVerifier, encodeSessionId, type MaxOptions } from './max.js';
import { expiryWarning } from './token.js';
import type { Verifier } from './verifier.js';

const student = success({ student: { status: true } });
const portOf = (max: FakeMax): number => Number(new URL(max.url).port);

function verifierOf(url: string, more: Partial<MaxOptions> = {}): { verifier: Verifier; entries: Entry[] } {
  const entries: Entry[] = [];
  const verifier = createMaxVerifier({
    url,
    tokenFile: file(TOKEN),
    timeoutMs: 3_000,
    log: (entry) => entries.push(entry),
    ...more,
  });
  cleanup(() => verifier.close());
  return { verifier, entries };
}

async function confirms(max: FakeMax, verifier: Verifier): Promise<string> {
  const code = newCode();
  max.on(code, student);
  const verdict = await verifier.ask(code, 'student');
  return verdict.outcome === 'failed' ? verdict.reason : verdict.outcome;
}

test('reuses a kept-alive connection', async () => {
  const max = await startFakeMax();
  const proxy = await startTcpProxy(portOf(max));
  const { verifier } = verifierOf(max.url.replace(String(portOf(max)), String(proxy.port)));
  for (let i = 0; i < 10; i++) assert.equal(await confirms(max, verifier), 'confirmed');
  // A second connection is opened if the first one is not yet released.
  assert.ok(proxy.connections() <= 2, String(proxy.connections()));
});

test('replaces a connection closed between two checks without failing either', async () => {
  const max = await startFakeMax();
  const proxy = await startTcpProxy(portOf(max));
  const { verifier } = verifierOf(max.url.replace(String(portOf(max)), String(proxy.port)));
  for (let i = 0; i < 5; i++) {
    assert.equal(await confirms(max, verifier), 'confirmed');
    proxy.cut();
    await new Promise((next) => setTimeout(next, 30));
  }
  assert.equal(await confirms(max, verifier), 'confirmed');
});

test('never sends a code twice once the server may have received it', async () => {
  const max = await startFakeMax();
  const { verifier } = verifierOf(max.url);
  for (const handler of [
    (response: { destroy(): void }) => response.destroy(),
    (response: { socket: Socket | null }) =>
      response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'),
  ]) {
    const code = newCode();
    max.on(code, handler as never);
    assert.deepEqual(await verifier.ask(code, 'student'), { outcome: 'failed', reason: 'unavailable' });
    assert.equal(max.count(code), 1);
  }
  assert.equal(await confirms(max, verifier), 'confirmed');
});

test('a stalled connection fails at the deadline, and the next check opens a new one', async () => {
  const max = await startFakeMax();
  const proxy = await startTcpProxy(portOf(max));
  const { verifier } = verifierOf(max.url.replace(String(portOf(max)), String(proxy.port)), {
    timeoutMs: 500,
  });
  assert.equal(await confirms(max, verifier), 'confirmed');
  proxy.stall();
  assert.equal(await confirms(max, verifier), 'unavailable');
  proxy.resume();
  assert.equal(await confirms(max, verifier), 'confirmed');
});

test('retries a refused connection until the deadline', async () => {
  const port = await freePort();
  const { verifier } = verifierOf(`http://127.0.0.1:${port}/v2/x`);
  const verdict = verifier.ask(newCode(), 'student');
  const server = createServer((socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}'));
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  cleanup(() => server.close());
  assert.deepEqual(await verdict, { outcome: 'failed', reason: 'no-digital-id' });
});

test('circuit breaker: after ten timeouts checks fail at once, and a probe closes it again', async () => {
  const max = await startFakeMax();
  const proxy = await startTcpProxy(portOf(max));
  const { verifier, entries } = verifierOf(max.url.replace(String(portOf(max)), String(proxy.port)), {
    timeoutMs: 200,
  });
  proxy.stall();
  await Promise.all(Array.from({ length: 10 }, () => confirms(max, verifier)));
  assert.equal((await verifier.state?.())?.upstream, 'silent');
  assert.ok(entries.some(({ event }) => event === 'upstream-circuit-open'));
  const before = proxy.connections();
  for (let i = 0; i < 20; i++) assert.equal(await confirms(max, verifier), 'unavailable');
  assert.ok(proxy.connections() - before <= 2, 'connected while the circuit is open');
  assert.ok(entries.some(({ error }) => error === 'CIRCUIT_OPEN'));
  proxy.resume();
  for (let i = 0; (await confirms(max, verifier)) !== 'confirmed'; i++) {
    assert.ok(i < 200, 'never closed again');
    await new Promise((next) => setTimeout(next, 100));
  }
  assert.equal((await verifier.state?.())?.upstream, 'ok');
});

test('circuit breaker: opens after ten failures in a row, one probe at a time with growing pauses, closes on any answer', () => {
  let now = 0;
  const breaker = createBreaker(() => now);
  for (let i = 0; i < 9; i++) assert.equal(breaker.failed(), false);
  breaker.answered();
  for (let i = 0; i < 9; i++) assert.equal(breaker.failed(), false);
  assert.ok(breaker.allows());
  assert.equal(breaker.failed(), true);
  assert.ok(breaker.open());
  for (const pause of [1_000, 2_000, 4_000, 5_000, 5_000]) {
    now += pause - 1;
    assert.equal(breaker.allows(), false);
    now += 1;
    assert.equal(breaker.allows(), true);
    assert.equal(breaker.allows(), false, 'one probe');
    assert.equal(breaker.failed(), false);
  }
  now += 5_000;
  assert.ok(breaker.allows());
  breaker.answered();
  assert.ok(breaker.allows() && breaker.allows() && !breaker.open());
});

/**
 * A real server that accepts no connection: its process is stopped and its backlog is full, so packets are
 * dropped.
 */
async function unresponsiveServer(): Promise<{ port: number; resume(): void }> {
  const script = `require('net').createServer(() => {}).listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () { console.log(this.address().port) })`;
  const child: ChildProcess = spawn(process.execPath, ['-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanup(() => child.kill('SIGKILL'));
  const port = await new Promise<number>((done) => child.stdout?.once('data', (data) => done(Number(data))));
  child.kill('SIGSTOP');
  for (let i = 0; i < 8; i++) {
    const socket = connect(port, '127.0.0.1').on('error', () => {});
    cleanup(() => socket.destroy());
  }
  await new Promise((next) => setTimeout(next, 100));
  return { port, resume: () => child.kill('SIGCONT') };
}

test('connectTcp: tries the other addresses of a name when one does not answer', async () => {
  const unresponsive = await unresponsiveServer();
  await assert.rejects(connectTcp('127.0.0.1', unresponsive.port, 400), { code: 'ETIMEDOUT' });
  const max = await startFakeMax();
  const live = portOf(max);
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    // Documentation addresses (RFC 3849 and 5737) are not routed.
    { address: '2001:db8::1', family: 6 },
    { address: '192.0.2.1', family: 4 },
  ];
  for (const order of [addresses, [...addresses].reverse()]) {
    const socket = await connectTcp('max.test', live, 5_000, async () => order);
    assert.equal(socket.remotePort, live);
    socket.destroy();
  }
  await assert.rejects(connectTcp('max.test', live, 300, async () => addresses.slice(1)));
  await assert.rejects(connectTcp('max.test', live, 300, async () => []));
  await assert.rejects(
    connectTcp('max.test', live, 300, () => new Promise(() => {})),
    { code: 'ETIMEDOUT' },
  );
});

test('connectTcp: waits for a retransmitted SYN while another address fails', async () => {
  const unresponsive = await unresponsiveServer();
  const connection = connectTcp('max.test', unresponsive.port, 10_000, async () => [
    { address: '127.0.0.1', family: 4 },
    { address: '2001:db8::1', family: 6 },
  ]);
  // Node aborts an attempt after 250 ms; the system retransmits the SYN after one second.
  await new Promise((next) => setTimeout(next, 500));
  unresponsive.resume();
  const socket = await connection;
  assert.equal(socket.remoteAddress, '127.0.0.1');
  socket.destroy();
});

test('resolves the name again for each new connection', async () => {
  const [one, two] = [await startFakeMax(), await startFakeMax()];
  const proxy = await startTcpProxy(portOf(one));
  const lookups: string[] = [];
  const { verifier } = verifierOf(`http://max.test:${proxy.port}/v2/x`, {
    lookup: async (host) => {
      lookups.push(host);
      return [{ address: '127.0.0.1', family: 4 }];
    },
  });
  assert.equal(await confirms(one, verifier), 'confirmed');
  proxy.target(portOf(two));
  proxy.cut();
  await new Promise((next) => setTimeout(next, 30));
  assert.equal(await confirms(two, verifier), 'confirmed');
  assert.deepEqual(lookups, ['max.test', 'max.test']);
});

test('logs the cause of an unusable answer and nothing of its content', async () => {
  const max = await startFakeMax();
  const { verifier, entries } = verifierOf(max.url);
  const rows: [Parameters<FakeMax['on']>[1], string, string][] = [
    [
      (response) =>
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(gzipSync('{"status":"success"}')),
      'unavailable',
      'CONTENT_ENCODING',
    ],
    [
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>CANARY'),
      'unavailable',
      'HTML_ANSWER',
    ],
    [
      (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<html>CANARY'),
      'unavailable',
      'HTML_ANSWER',
    ],
    [(response) => response.writeHead(200).end('CANARY'), 'unavailable', 'NOT_JSON'],
    [failure(500, 'INTERNAL_SERVER_ERROR'), 'unavailable', 'HTTP_500'],
    [failure(401, 'UNAUTHORIZED'), 'misconfigured', 'TOKEN_REFUSED'],
    [failure(403), 'misconfigured', 'TOKEN_REFUSED'],
    [failure(429, 'RATE_LIMIT_EXCEEDED'), 'rate-limited', 'RATE_LIMITED'],
    [success({}, { verification_status: 'CANARY' }), 'unavailable', 'UNEXPECTED_ANSWER'],
    [(response) => response.writeHead(302, { location: '/CANARY' }).end(), 'unavailable', 'REDIRECT'],
  ];
  for (const [handler, reason, cause] of rows) {
    const code = newCode();
    max.on(code, handler);
    entries.length = 0;
    assert.deepEqual(await verifier.ask(code, 'student'), { outcome: 'failed', reason });
    const causes = entries.filter(({ event }) => event === 'upstream').map(({ error }) => error);
    assert.deepEqual(causes, [cause]);
    assert.ok(!JSON.stringify(entries).includes('CANARY'));
  }
  entries.length = 0;
  const expired = newCode();
  max.on(expired, failure(404, 'SESSION_NOT_FOUND'));
  assert.deepEqual(await verifier.ask(expired, 'student'), { outcome: 'failed', reason: 'expired-code' });
  assert.ok(
    !entries.some(({ event }) => event === 'upstream'),
    'the log must not contain data about a visitor',
  );
});

test('/readyz is 503 while MAX refuses the token, and 200 after a new one', async () => {
  const max = await startFakeMax();
  const tokenFile = file('first-token');
  const gateway = await startGateway(withMax(max.url, { CID_MAX_TOKEN_FILE: tokenFile }));
  const ready = async (): Promise<unknown[]> => {
    const response = await fetch(`${gateway.url}/readyz`);
    const { status, token } = (await response.json()) as Record<string, unknown>;
    return [response.status, status, token];
  };
  assert.deepEqual(await ready(), [200, 'ready', 'ok']);
  const refused = newCode();
  max.on(refused, failure(401, 'UNAUTHORIZED'));
  assert.equal((await gateway.check(refused)).reason, 'misconfigured');
  assert.deepEqual(await ready(), [503, 'not-ready', 'refused']);
  writeFileSync(tokenFile, 'second-token\n');
  assert.deepEqual(await ready(), [200, 'ready', 'ok']);
  max.on(refused, student);
  assert.equal((await gateway.check(refused)).outcome, 'confirmed');
  writeFileSync(tokenFile, '');
  assert.deepEqual(await ready(), [503, 'not-ready', 'missing']);
});

test('logs that a new token was accepted', async () => {
  const max = await startFakeMax();
  const tokenFile = file('first-token');
  const gateway = await startGateway(withMax(max.url, { CID_MAX_TOKEN_FILE: tokenFile }));
  const [refused, taken] = [newCode(), newCode()];
  max.on(refused, failure(401, 'UNAUTHORIZED'));
  max.on(taken, student);
  await gateway.check(refused);
  writeFileSync(tokenFile, 'second-token\n');
  await gateway.check(taken);
  // Log lines are buffered.
  while (!gateway.output().includes('token-accepted')) await new Promise((next) => setTimeout(next, 10));
  assert.deepEqual(gateway.output().match(/"event":"token-[a-z]+"/g), [
    '"event":"token-refused"',
    '"event":"token-accepted"',
  ]);
});

test('rotating the token under load fails no check and sends no code twice', async () => {
  const max = await startFakeMax();
  const tokenFile = file('token-0');
  const gateway = await startGateway(
    withMax(max.url, { CID_MAX_TOKEN_FILE: tokenFile, CID_RATE_PER_MINUTE: '100000' }),
  );
  const used: string[] = [];
  let rotations = 0;
  const desk = async (): Promise<void> => {
    for (let i = 0; i < 40; i++) {
      const code = newCode();
      max.on(code, student);
      assert.equal((await gateway.check(code)).outcome, 'confirmed');
      used.push(code);
    }
  };
  const rotate = async (): Promise<void> => {
    while (used.length < 160) {
      // Truncate and write in place, as an editor does, instead of renaming.
      writeFileSync(tokenFile, '');
      writeFileSync(tokenFile, `token-${++rotations}\n`);
      await new Promise((next) => setTimeout(next, 5));
    }
  };
  await Promise.all([desk(), desk(), desk(), desk(), rotate()]);
  assert.ok(rotations > 3);
  for (const code of used.slice(0, 20)) assert.equal((await gateway.check(code)).reason, 'used-code');
  assert.ok(new Set(max.requests.map(({ authorization }) => authorization)).size > 1);
});

test('warns of the token expiry 30, 14 and 3 days ahead', () => {
  const day = 86_400_000;
  const end = 1_000 * day;
  const rows: [number, number | undefined][] = [
    [31, undefined],
    [30, 30],
    [15, 30],
    [14, 14],
    [4, 14],
    [3, 3],
    [1, 3],
    [0.5, 3],
    [0, 0],
    [-9, 0],
  ];
  for (const [left, want] of rows) assert.equal(expiryWarning(end, end - left * day), want, `${left} days`);
  assert.equal(expiryWarning(undefined, end), undefined);
  const warningsAt = (left: number): unknown => {
    const { verifier, entries } = verifierOf('http://127.0.0.1:9/', {
      tokenExpiresAt: end,
      now: () => end - left * day,
    });
    void verifier.close();
    return entries.map(({ level, event, days }) => [level, event, days]);
  };
  assert.deepEqual(warningsAt(40), []);
  assert.deepEqual(warningsAt(20), [['warn', 'token-expires', 30]]);
  assert.deepEqual(warningsAt(2), [['error', 'token-expires', 3]]);
  assert.deepEqual(warningsAt(-1), [['error', 'token-expired', undefined]]);
});

test('session_id encoding: full, or minimal as configured', async () => {
  const code = 'https://www.gosuslugi.ru/m5/a+b c%2F&d=#é?p=f';
  assert.equal(encodeSessionId(code, 'full'), encodeURIComponent(code));
  assert.equal(
    encodeSessionId(code, 'minimal'),
    'https://www.gosuslugi.ru/m5/a%2Bb%20c%252F%26d=%23%C3%A9?p=f',
  );
  const max = await startFakeMax();
  const gateway = await startGateway(withMax(max.url, { CID_SESSION_ID_ENCODING: 'minimal' }));
  const real = newCode();
  max.on(real, student);
  assert.equal((await gateway.check(real)).outcome, 'confirmed');
  assert.equal(max.requests.at(-1)?.sessionId, real);
  assert.ok(max.requests.at(-1)?.url.includes(`session_id=${real}&`));
});
