import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Redis } from 'ioredis';
import type { Log } from '../log.js';
import { folder, freePort, type RealRedis, startRedis } from '../testing/harness.js';
import { FileStore } from './file.js';
import { MemoryStore } from './memory.js';
import { RedisStore } from './redis.js';
import { parseRedisAddress } from './redis-address.js';
import { createReplayGuard, REPLAY_MS } from './replay.js';
import type { Store } from './store.js';

const silent = (): void => {};
const secret = async (): Promise<Uint8Array> => Buffer.from('SECRETCANARY');
let redis: RealRedis;
before(async () => {
  redis = await startRedis();
});

const redisStore = (url: string, log: Log = silent): RedisStore => {
  const address = parseRedisAddress(url);
  assert.ok(address);
  return new RedisStore({ address, log });
};

const stores: Record<string, () => [Store, Store]> = {
  memory: () => {
    const store = new MemoryStore();
    return [store, store];
  },
  file: () => {
    const path = join(folder(), 'replay.db');
    return [new FileStore(path), new FileStore(path)];
  },
  redis: () => [redisStore(redis.url), redisStore(redis.url)],
};

for (const [kind, create] of Object.entries(stores)) {
  test(`${kind}: two processes share claims, and another spelling of the host is the same code`, async () => {
    const [one, other] = create();
    const a = createReplayGuard(silent, one, secret);
    const b = createReplayGuard(silent, other, secret);
    after(() => Promise.all([one.close(), other.close()]));
    assert.equal(await a.claim(`https://www.gosuslugi.ru/m5/${kind}?p=f`), true);
    assert.equal(await b.claim(`https://www.gosuslugi.ru/m5/${kind}?p=f`), false);
    assert.equal(await a.claim(`https://gosuslugi.ru/m5/${kind}?p=f#x`), false);
    assert.equal(await a.claim(`https://gosuslugi.ru/m5/${kind.toUpperCase()}?p=f`), true);
    await a.release(`https://www.gosuslugi.ru/m5/${kind}?p=f`);
    assert.equal(await a.claim(`https://www.gosuslugi.ru/m5/${kind}?p=f`), true);
  });
}

test('redis: a claim expires after two minutes', async () => {
  const store = redisStore(redis.url);
  const client = new Redis(redis.url);
  after(async () => {
    client.disconnect();
    await store.close();
  });
  const guard = createReplayGuard(silent, store, secret);
  assert.equal(await guard.claim('https://www.gosuslugi.ru/m5/ttl?p=f'), true);
  const [left = 0] = await Promise.all((await client.keys('cid:used:*')).map((key) => client.pttl(key)));
  assert.ok(left > REPLAY_MS - 10_000 && left <= REPLAY_MS, String(left));
});

test('file: the bytes of an expired hash are erased from every file', async () => {
  let now = Date.now();
  const dir = folder();
  const store = new FileStore(join(dir, 'replay.db'), { wall: () => now, monotonic: () => now });
  const bytes = (): string =>
    readdirSync(dir)
      .map((name) => readFileSync(join(dir, name), 'latin1'))
      .join('');
  await store.once('used:0123456789abcdefCANARY', REPLAY_MS);
  assert.ok(bytes().includes('CANARY'));
  now += REPLAY_MS;
  await store.close();
  assert.ok(!bytes().includes('CANARY'));
});

test('when the store is down, claims are kept in this process and the fault is logged', async () => {
  const lines: string[] = [];
  const log: Log = ({ event }) => lines.push(event);
  const store = redisStore(`redis://127.0.0.1:${await freePort()}`, log);
  const guard = createReplayGuard(log, store, secret);
  after(() => store.close());
  assert.equal(await guard.claim('https://www.gosuslugi.ru/m1?p=f'), true);
  assert.equal(await guard.claim('https://www.gosuslugi.ru/m1?p=f'), false);
  assert.equal(await guard.claim('https://www.gosuslugi.ru/m2?p=f'), true);
  assert.equal(guard.healthy(), false);
  assert.deepEqual(lines, ['store-disconnected', 'replay-store-down']);
});

test('when the store is back, it is used again', async () => {
  const port = await freePort();
  const first = await startRedis(port);
  const store = redisStore(first.url);
  const guard = createReplayGuard(silent, store, secret);
  after(() => store.close());
  assert.equal(await guard.claim('https://www.gosuslugi.ru/m1?p=f'), true);
  assert.equal(guard.healthy(), true);
  await first.stop();
  assert.equal(await guard.claim('https://www.gosuslugi.ru/m2?p=f'), true);
  assert.equal(guard.healthy(), false);
  await startRedis(port);
  for (let i = 0; !guard.healthy(); i++) {
    await guard.claim(`https://www.gosuslugi.ru/m3/${i}`);
    await new Promise((done) => setTimeout(done, 50));
  }
});
