import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { before, test } from 'node:test';
import { createAuthority } from './testing/certs.js';
import { cleanup } from './testing/cleanup.js';
import { type FakeMax, startFakeMax, success } from './testing/fake-max.js';
import { file, newCode, startGateway, TOKEN, withMax } from './testing/harness.js';

const authority = createAuthority();
const CA = file(authority.ca);
let max: FakeMax;
before(async () => {
  max = await startFakeMax(authority.issue());
});

async function ask(server: FakeMax, settings: Record<string, string>): Promise<unknown> {
  const gateway = await startGateway(withMax(server.url, { CID_UPSTREAM_TIMEOUT_MS: '2000', ...settings }));
  const code = newCode();
  server.on(code, success({ student: { status: true } }));
  const { outcome, reason } = await gateway.check(code);
  return reason ?? outcome;
}

test('CID_MAX_CA_FILE: trusts the configured CA', async () => {
  assert.equal(await ask(max, { CID_MAX_CA_FILE: CA }), 'confirmed');
});

test('CID_MAX_CA_FILE: replaces the system CAs', async () => {
  const before = max.requests.length;
  assert.equal(await ask(max, {}), 'unavailable');
  assert.equal(await ask(max, { CID_MAX_CA_FILE: file(createAuthority().ca) }), 'unavailable');
  assert.equal(max.requests.length, before);
});

test('CID_MAX_CA_FILE: reads a bundle of several CAs', async () => {
  const several = file(`${createAuthority('Other CA').ca}${authority.ca}`);
  assert.equal(await ask(max, { CID_MAX_CA_FILE: several }), 'confirmed');
});

test('refuses TLS 1.2', async () => {
  const old = await startFakeMax({ ...authority.issue(), maxVersion: 'TLSv1.2' });
  assert.equal(await ask(old, { CID_MAX_CA_FILE: CA }), 'unavailable');
  assert.equal(old.requests.length, 0);
});

test('CID_UPSTREAM_PROXY: tunnels by CONNECT, without token or code in clear text', async () => {
  const seen: string[] = [];
  const proxy = createServer();
  const sockets = new Set<Socket>();
  proxy.on('connection', (socket) => sockets.add(socket));
  proxy.on('connect', (request, socket, head) => {
    seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
    const [host = '', port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  cleanup(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const { port } = proxy.address() as AddressInfo;
  const through = { CID_MAX_CA_FILE: CA, CID_UPSTREAM_PROXY: `http://user:secret@127.0.0.1:${port}` };
  assert.equal(await ask(max, through), 'confirmed');
  assert.equal(seen.length, 1);
  assert.ok(!seen[0]?.includes(TOKEN) && !seen[0]?.includes('CANARY'));
});

test('CID_UPSTREAM_PROXY: an unresponsive proxy fails at the deadline', async () => {
  const sockets = new Set<Socket>();
  const proxy = createServer();
  proxy.on('connection', (socket) => sockets.add(socket));
  proxy.on('connect', () => {});
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  cleanup(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const { port } = proxy.address() as AddressInfo;
  const settings = { CID_UPSTREAM_PROXY: `http://127.0.0.1:${port}`, CID_UPSTREAM_TIMEOUT_MS: '300' };
  assert.equal(await ask(max, settings), 'unavailable');
});
