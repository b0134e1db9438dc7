/** Recovery of a store from network, server and disk faults, with real ones. No code may be used twice. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Redis } from 'ioredis';
import { defined } from '../defined.js';
import type { Log } from '../log.js';
import { createAuthority } from '../testing/certs.js';
import { cleanup } from '../testing/cleanup.js';
import { file, folder, freePort, startRedis } from '../testing/harness.js';
import { startTcpProxy } from '../testing/tcp-proxy.js';
import { type OpenStore, openStore } from './open.js';

const SECRET = Buffer.from('secret of the test');
/** Upper limit for every recovery; where the duration matters it is asserted separately. */
const RECOVERY_LIMIT_MS = 30_000;

const code = (name: string): string => `https://www.gosuslugi.ru/m5/${name}?p=f`;

/** The store of one process, and its log lines. */
async function open(url: string, ca?: string): Promise<OpenStore & { lines: string[] }> {
  const lines: string[] = [];
  const log: Log = ({ event, error = '' }) => lines.push(`${event} ${error}`.trim());
  const setting = { kind: 'redis' as const, url, ...defined({ ca }) };
  const opened = await openStore(setting, log, async () => SECRET);
  cleanup(() => opened.close());
  return { ...opened, lines };
}

async function until(what: string, done: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + RECOVERY_LIMIT_MS;
  while (!(await done())) {
    assert.ok(Date.now() < end, `never: ${what}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

/** Whether the shared store can be reached. */
const reaches = async ({ store }: OpenStore): Promise<boolean> => {
  try {
    await store.once(`used:probe-${Math.random()}`, 1_000);
    return store.healthy();
  } catch {
    return false;
  }
};

async function admin(port: number): Promise<Redis> {
  const client = new Redis(port, '127.0.0.1');
  cleanup(() => client.disconnect());
  return client;
}

/**
 * A replica that is `online` may still take longer than the store waits until it acknowledges its first write; the store then
 * answers NOREPLICAS, as it should.
 */
async function acknowledged(master: Redis): Promise<void> {
  await until('acknowledged by the replica', async () => {
    await master.set('probe', '1');
    return (await master.wait(1, 1_000)) >= 1;
  });
}

test('after a connection loss the store reconnects and sends the claims made meanwhile', async () => {
  const redis = await startRedis();
  const proxy = await startTcpProxy(redis.port);
  const cut = await open(`redis://127.0.0.1:${proxy.port}`);
  const whole = await open(redis.url);
  assert.equal(await cut.replay.claim(code('a')), true);
  proxy.stall();
  proxy.cut();
  await until('noticed', () => !cut.replay.healthy());
  assert.equal(await cut.replay.claim(code('b')), true, 'checks continue without the store');
  assert.equal(await cut.replay.claim(code('b')), false, 'the process uses its own memory');
  assert.equal(await cut.replay.claim(code('c')), true);
  await cut.replay.release(code('c'));
  proxy.resume();
  await until('healed', () => reaches(cut));
  assert.equal(await whole.replay.claim(code('a')), false);
  assert.equal(await whole.replay.claim(code('b')), false, 'a claim of the outage is shared afterwards');
  assert.equal(await whole.replay.claim(code('c')), true, 'a release of the outage is shared afterwards');
  assert.ok(cut.lines.some((line) => line.startsWith('store-disconnected')));
  assert.ok(cut.lines.includes('store-connected'));
});

test('the heartbeat detects a half-open connection, and later claims do not wait for it', async () => {
  const redis = await startRedis();
  const proxy = await startTcpProxy(redis.port);
  const opened = await open(`redis://127.0.0.1:${proxy.port}`);
  assert.equal(await opened.replay.claim(code('a')), true);
  proxy.stall();
  // No command is sent, so the heartbeat has to detect it.
  await until('noticed', () => !opened.store.healthy());
  assert.ok(opened.lines.includes('store-disconnected ETIMEDOUT'), opened.lines.join());
  // If every claim waited for its command timeout, this would take a minute.
  const start = Date.now();
  for (let i = 0; i < 60; i++) {
    assert.equal(await opened.replay.claim(code(`b${i}`)), true);
    await opened.replay.release(code(`b${i}`));
  }
  assert.ok(Date.now() - start < 10_000, 'claims must not wait for the unreachable store');
  proxy.resume();
  await until('healed without a command', () => opened.replay.healthy());
});

test('after a failover clients follow the demoted master to the new one, and used codes stay used', async () => {
  const [one, two] = [await startRedis(), await startRedis()];
  const [a, b] = [await admin(one.port), await admin(two.port)];
  await b.replicaof('127.0.0.1', one.port);
  await until('replicated', async () => (await b.info('replication')).includes('master_link_status:up'));
  const first = await open(one.url);
  const second = await open(one.url);
  assert.equal(await first.replay.claim(code('a')), true);
  await until('copied', async () => (await b.dbsize()) > 0);
  await b.replicaof('NO', 'ONE');
  await a.replicaof('127.0.0.1', two.port);
  const start = Date.now();
  await until(
    'both have found the new master',
    async () => (await reaches(first)) && (await reaches(second)),
  );
  assert.ok(Date.now() - start < 10_000);
  assert.equal(await second.replay.claim(code('a')), false);
  for (const name of ['x', 'y', 'z']) {
    const granted = await Promise.all([first.replay.claim(code(name)), second.replay.claim(code(name))]);
    assert.equal(granted.filter(Boolean).length, 1);
  }
  assert.ok(
    first.lines.some((line) => line === 'store-disconnected READONLY'),
    first.lines.join(),
  );
});

test('when the host name points to a new master, claims of this process are sent to it', async () => {
  const [one, two] = [await startRedis(), await startRedis()];
  const proxy = await startTcpProxy(one.port);
  const opened = await open(`redis://127.0.0.1:${proxy.port}`);
  const other = await open(two.url);
  assert.equal(await opened.replay.claim(code('a')), true);
  proxy.target(two.port);
  await one.stop();
  await until('healed', () => reaches(opened));
  // The new master did not have the claim, but the process that made it has sent it again.
  assert.equal(await other.replay.claim(code('a')), false);
});

test('sentinels: clients follow the elected master', async () => {
  const [one, two] = [await startRedis(), await startRedis()];
  const b = await admin(two.port);
  await b.replicaof('127.0.0.1', one.port);
  await until('replicated', async () => (await b.info('replication')).includes('master_link_status:up'));
  const config = file(
    [
      `sentinel monitor library 127.0.0.1 ${one.port} 1`,
      'sentinel down-after-milliseconds library 1000',
      'sentinel failover-timeout library 5000',
      '',
    ].join('\n'),
  );
  const sentinel = await startRedis(undefined, [], [config, '--sentinel']);
  const watcher = await admin(sentinel.port);
  await until('the sentinel lists the replica', async () =>
    String(await watcher.call('SENTINEL', 'REPLICAS', 'library')).includes(String(two.port)),
  );
  const [first, second] = [
    await open(`redis+sentinel://127.0.0.1:${sentinel.port}/library`),
    await open(`redis+sentinel://127.0.0.1:${sentinel.port}/library`),
  ];
  assert.equal(await first.replay.claim(code('a')), true);
  assert.equal(await second.replay.claim(code('a')), false);
  await one.stop();
  await until('both have the new master', async () => (await reaches(first)) && (await reaches(second)));
  assert.equal(await second.replay.claim(code('a')), false);
  assert.equal(await first.replay.claim(code('b')), true);
  assert.equal(await second.replay.claim(code('b')), false);
  assert.ok((await b.dbsize()) > 0, 'the former replica is the master now');
});

test('rediss: trusts the configured CA and no other', async () => {
  const authority = createAuthority();
  const { cert, key } = authority.issue();
  const port = await freePort();
  await startRedis(undefined, [
    ...['--tls-port', String(port), '--tls-auth-clients', 'no'],
    ...['--tls-cert-file', file(cert), '--tls-key-file', file(key), '--tls-ca-cert-file', file(authority.ca)],
  ]);
  const trusted = await open(`rediss://localhost:${port}`, authority.ca);
  await until('connected', () => reaches(trusted));
  assert.equal(await trusted.replay.claim(code('tls')), true);
  const stranger = await open(`rediss://localhost:${port}`, createAuthority('Other').ca);
  assert.equal(
    await stranger.replay.claim(code('tls')),
    true,
    'the store is not shared with an untrusted server',
  );
  assert.equal(stranger.replay.healthy(), false);
});

test('cluster: claims, values, counts and limits work, and counts wait for the replica', async () => {
  const redis = await startRedis(undefined, [
    '--cluster-enabled',
    'yes',
    '--cluster-announce-ip',
    '127.0.0.1',
  ]);
  const client = await admin(redis.port);
  await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  await until('a cluster', async () =>
    String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok'),
  );
  const [one, other] = [
    await open(`redis+cluster://127.0.0.1:${redis.port}`),
    await open(`redis+cluster://127.0.0.1:${redis.port}`),
  ];
  await until('connected', async () => (await reaches(one)) && (await reaches(other)));
  for (const name of ['a', 'b', 'c', 'd']) {
    const granted = await Promise.all([one.replay.claim(code(name)), other.replay.claim(code(name))]);
    assert.equal(granted.filter(Boolean).length, 1, name);
  }
  await one.store.set('desk:1', 'x');
  await one.store.add('2026-11', 'cell', 2);
  // With a replica, a count waits for its acknowledgement.
  const replica = await startRedis(undefined, [
    '--cluster-enabled',
    'yes',
    '--cluster-announce-ip',
    '127.0.0.1',
  ]);
  const follower = await admin(replica.port);
  await follower.call('CLUSTER', 'MEET', '127.0.0.1', String(redis.port));
  const id = String(await client.call('CLUSTER', 'MYID'));
  await until('met', async () => String(await follower.call('CLUSTER', 'NODES')).includes(id));
  await until(
    'follows',
    async () => (await follower.call('CLUSTER', 'REPLICATE', id).catch(() => '')) === 'OK',
  );
  await until('replicated', async () =>
    (await follower.info('replication')).includes('master_link_status:up'),
  );
  await until('known to its master', async () => (await client.info('replication')).includes('state=online'));
  await acknowledged(client);
  await one.store.add('2026-11', 'waited', 1);
  await follower.call('READONLY');
  assert.equal(await follower.hget('cid:counts:2026-11', 'waited'), '1');
  assert.deepEqual(await other.store.list('desk:'), [['desk:1', 'x']]);
  assert.deepEqual(await other.store.months(), ['2026-11']);
  assert.equal((await one.store.hit('limit:x', 60_000, 1)).allowed, true);
  assert.equal((await other.store.hit('limit:x', 60_000, 1)).allowed, false);
});

test('a count is acknowledged only after its replica has it, or when there is no replica', async () => {
  const [one, two] = [await startRedis(), await startRedis()];
  const [a, b] = [await admin(one.port), await admin(two.port)];
  const alone = await open(one.url);
  await alone.store.add('2026-11', 'cell', 1);
  await b.replicaof('127.0.0.1', one.port);
  await until('replicated', async () => (await b.info('replication')).includes('master_link_status:up'));
  // The master learns of its replica with a delay.
  await until('known to the master', async () => (await a.info('replication')).includes('state=online'));
  await acknowledged(a);
  const counted = await open(one.url);
  await counted.store.add('2026-11', 'cell', 1);
  assert.equal(await b.hget('cid:counts:2026-11', 'cell'), '2');
  // A stopped replica cannot acknowledge the count, so the count must not be reported as durable.
  execFileSync('kill', ['-STOP', String(two.pid)]);
  await assert.rejects(counted.store.add('2026-11', 'cell', 1), { code: 'NOREPLICAS' });
  execFileSync('kill', ['-CONT', String(two.pid)]);
});

/** A file system of 256 kB. */
function smallDisk(): string | undefined {
  const path = join(folder(), 'disk');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  cleanup(() => execFileSync('umount', ['-l', path], { stdio: 'ignore' }));
  return path;
}

test('file store: on a full disk claims go on in memory, and the file is used again once there is space', async (t) => {
  const disk = smallDisk();
  if (disk === undefined) {
    t.skip('no right to mount a small disk here');
    return;
  }
  const lines: string[] = [];
  const log: Log = ({ event, error = '' }) => lines.push(`${event} ${error}`.trim());
  const opened = await openStore({ kind: 'file', path: join(disk, 's.db') }, log, async () => SECRET);
  cleanup(() => opened.close());
  assert.equal(await opened.replay.claim(code('before')), true);
  const ballast = join(disk, 'ballast');
  for (let size = 262_144; size > 0; size -= 4_096) {
    try {
      writeFileSync(ballast, Buffer.alloc(size));
      break;
    } catch {
      // The disk is full for this size: continue with a smaller one until no space is left.
    }
  }
  for (let i = 0; opened.replay.healthy(); i++) {
    assert.equal(await opened.replay.claim(code(`full${i}`)), true);
    assert.ok(i < 2_000, 'the disk never filled');
  }
  assert.equal(await opened.replay.claim(code('before')), false);
  assert.equal(await opened.replay.claim(code('during')), true);
  assert.equal(await opened.replay.claim(code('during')), false);
  await assert.rejects(async () => {
    for (let i = 0; i < 50; i++) await opened.store.add('2026-11', `cell${i}`.repeat(200), 1);
  }, 'a count that was not written must not seem to be');
  rmSync(ballast);
  await until('healed', async () => {
    await opened.replay.claim(code(`after${Math.random()}`));
    return opened.replay.healthy();
  });
  assert.match(lines.join(), /replay-store-down SQLITE_FULL[\s\S]*replay-store-back/);
});

test('file store: a deleted file is created again', async () => {
  const dir = folder();
  const path = join(dir, 's.db');
  const opened = await openStore(
    { kind: 'file', path },
    () => {},
    async () => SECRET,
  );
  cleanup(() => opened.close());
  await opened.store.set('desk:1', 'x');
  for (const name of ['s.db', 's.db-wal', 's.db-shm']) rmSync(join(dir, name), { force: true });
  await until('noticed', async () => (await opened.store.get('desk:1')) === undefined);
  const other = await openStore(
    { kind: 'file', path },
    () => {},
    async () => SECRET,
  );
  cleanup(() => other.close());
  await opened.store.set('desk:1', 'y');
  assert.equal(await other.store.get('desk:1'), 'y');
});
