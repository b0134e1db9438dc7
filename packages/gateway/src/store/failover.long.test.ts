/**
 * Measures what a failover of Redis can lose: the master is killed while gateways write, and its replica
 * takes over. Prints the figures and asserts that acknowledged counts are not lost.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Redis } from 'ioredis';
import { cleanup } from '../testing/cleanup.js';
import { freePort, startRedis } from '../testing/harness.js';
import { RedisStore } from './redis.js';
import { parseRedisAddress } from './redis-address.js';

const ROUNDS = 10;
const WRITERS = 8;
const BEFORE_MS = 400;
const MONTH = '2026-11';

async function until(done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await done())) {
    assert.ok(Date.now() < end);
    await new Promise((next) => setTimeout(next, 10));
  }
}

interface Loss {
  readonly counted: number;
  readonly countsLost: number;
  readonly claimed: number;
  readonly claimsLost: number;
}

/** @param durable the documented settings: every write is synced to the master's disk and needs a replica. */
async function failover(durable: boolean): Promise<Loss> {
  const settings = durable
    ? ['--appendonly', 'yes', '--appendfsync', 'always', '--min-replicas-to-write', '1']
    : [];
  const master = await startRedis(undefined, settings);
  const replica = await startRedis(undefined, ['--replicaof', '127.0.0.1', String(master.port)]);
  const other = new Redis(replica.port, '127.0.0.1');
  cleanup(() => other.disconnect());
  await until(async () => (await other.info('replication')).includes('master_link_status:up'));
  const address = parseRedisAddress(master.url);
  assert.ok(address);
  const store = new RedisStore({ address, log: () => {} });
  await store.started();

  let counted = 0;
  const claims: string[] = [];
  let stop = false;
  const write = async (writer: number): Promise<void> => {
    for (let i = 0; !stop; i++) {
      await store.add(MONTH, 'cell', 1).then(
        () => counted++,
        () => {},
      );
      const key = `used:${writer}-${i}`;
      await store.once(key, 120_000).then(
        (isFirst) => isFirst && claims.push(key),
        () => {},
      );
    }
  };
  const writers = Array.from({ length: WRITERS }, (_none, writer) => write(writer));
  await new Promise((next) => setTimeout(next, BEFORE_MS));
  await master.stop();
  stop = true;
  await Promise.all(writers);
  await other.replicaof('NO', 'ONE');
  const kept = Number((await other.hget(`cid:counts:${MONTH}`, 'cell')) ?? 0);
  const present = await Promise.all(claims.map((key) => other.exists(`cid:${key}`)));
  await store.close();
  await replica.stop();
  return {
    counted,
    countsLost: Math.max(0, counted - kept),
    claimed: claims.length,
    claimsLost: present.filter((found) => found === 0).length,
  };
}

for (const durable of [false, true]) {
  test(`killing the master under load loses no acknowledged count, ${durable ? 'set up as advised' : 'as installed'}`, async (t) => {
    const rounds: Loss[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await failover(durable));
    const sum = (field: keyof Loss): number => rounds.reduce((all, round) => all + round[field], 0);
    t.diagnostic(
      `${ROUNDS} failovers: counts answered 204 ${sum('counted')}, lost ${sum('countsLost')}; ` +
        `claims granted ${sum('claimed')}, unknown to the new master ${sum('claimsLost')}`,
    );
    assert.ok(sum('counted') > 0 && sum('claimed') > 0);
    // `WAIT 1` was acknowledged before the 204, so the promoted replica has the count.
    assert.equal(sum('countsLost'), 0);
  });
}

test('after a failover the process sends its claims to the new master', async () => {
  const port = await freePort();
  const first = await startRedis(port);
  const address = parseRedisAddress(first.url);
  assert.ok(address);
  const held = new Map<string, number>();
  const store = new RedisStore({ address, log: () => {}, claims: () => [...held] });
  cleanup(() => store.close());
  await store.started();
  for (let i = 0; i < 500; i++) {
    await store.once(`used:${i}`, 120_000);
    held.set(`used:${i}`, 100_000);
  }
  await first.stop();
  // An empty server on the same port, as after a failover without replication.
  await startRedis(port);
  const client = new Redis(port, '127.0.0.1');
  cleanup(() => client.disconnect());
  await until(async () => (await client.dbsize()) >= 500);
});
