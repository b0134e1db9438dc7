/** Tests the methods of the store against every implementation: memory, file and a real Redis. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { folder, type RealRedis, startRedis } from '../testing/harness.js';
import { FileStore } from './file.js';
import { MemoryStore } from './memory.js';
import { RedisStore } from './redis.js';
import { parseRedisAddress } from './redis-address.js';
import type { Store } from './store.js';

let redis: RealRedis;
before(async () => {
  redis = await startRedis();
});

const redisStore = (): RedisStore => {
  const address = parseRedisAddress(redis.url);
  assert.ok(address);
  return new RedisStore({ address, log: () => {} });
};

/** Two stores as two processes use them. */
const kinds: Record<Store['kind'], () => [Store, Store]> = {
  memory: () => {
    const store = new MemoryStore();
    return [store, store];
  },
  file: () => {
    const path = join(folder(), 'store.db');
    return [new FileStore(path), new FileStore(path)];
  },
  redis: () => [redisStore(), redisStore()],
};

for (const [kind, create] of Object.entries(kinds)) {
  describe(`${kind} store`, () => {
    let one: Store;
    let other: Store;
    before(() => {
      [one, other] = create();
    });
    after(() => Promise.all([one.close(), other.close()]));

    test('once: of 40 concurrent claims one is granted, and only its owner can undo it', async () => {
      for (const key of ['used:a', 'used:b']) {
        const claims = await Promise.all(
          Array.from({ length: 40 }, async (_, i) => {
            const store = i % 2 ? one : other;
            return (await store.once(key, 60_000)) ? store : undefined;
          }),
        );
        const owners = claims.filter((store) => store !== undefined);
        assert.equal(owners.length, 1);
        if (one !== other) {
          await (owners[0] === one ? other : one).undoOnce(key);
          assert.equal(await one.once(key, 60_000), false);
        }
        await owners[0]?.undoOnce(key);
        assert.equal(await other.once(key, 60_000), true);
      }
      assert.ok(one.healthy());
    });

    test('hit: counts over both processes and starts again after its window', async () => {
      const hits = await Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 ? one : other).hit('limit:a', 60_000, 6)),
      );
      assert.equal(hits.filter(({ allowed }) => allowed).length, 6);
      assert.deepEqual(
        hits.map(({ count }) => count).sort((a, b) => a - b),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      );
      for (const { resetMs } of hits) assert.ok(resetMs > 50_000 && resetMs <= 60_000, String(resetMs));
      assert.equal((await one.hit('limit:short', 1, 1)).allowed, true);
      await new Promise((done) => setTimeout(done, 20));
      assert.deepEqual((await other.hit('limit:short', 60_000, 1)).count, 1);
    });

    test('set, get, take, list and delete', async () => {
      assert.equal(await one.get('desk:none'), undefined);
      assert.equal(await one.set('desk:1', 'читальный зал'), true);
      assert.equal(await other.get('desk:1'), 'читальный зал');
      assert.equal(await one.set('desk:1', 'x', { ifAbsent: true }), false);
      assert.equal(await one.set('desk:2', 'two', { ifAbsent: true, ttlMs: 60_000 }), true);
      assert.equal(await one.set('desk_3', 'not of the area'), true);
      assert.equal(await one.set('desk:%', 'percent', { ttlMs: 60_000 }), true);
      assert.equal(await one.set('desk:*', 'star', { ttlMs: 60_000 }), true);
      assert.deepEqual(await other.list('desk:'), [
        ['desk:%', 'percent'],
        ['desk:*', 'star'],
        ['desk:1', 'читальный зал'],
        ['desk:2', 'two'],
      ]);
      assert.deepEqual(await other.list('desk:*'), [['desk:*', 'star']]);
      const taken = await Promise.all([one.take('desk:2'), other.take('desk:2'), one.take('desk:2')]);
      assert.deepEqual(
        taken.filter((value) => value !== undefined),
        ['two'],
      );
      assert.equal(await one.delete('desk:1'), true);
      assert.equal(await other.delete('desk:1'), false);
    });

    test('set with ifAbsent: of concurrent writes exactly one succeeds', async () => {
      const made = await Promise.all(
        Array.from({ length: 20 }, (_, i) => (i % 2 ? one : other).set('new', String(i), { ifAbsent: true })),
      );
      assert.equal(made.filter(Boolean).length, 1);
      assert.equal(await one.get('new'), String(made.indexOf(true)));
    });

    test('set with ttlMs: the value expires, and a new one can be written', async () => {
      assert.equal(await one.set('short', 'a', { ttlMs: 60_000 }), true);
      assert.equal(await other.get('short'), 'a');
      assert.equal(await one.set('short', 'a', { ttlMs: 10 }), true);
      await new Promise((done) => setTimeout(done, 60));
      assert.equal(await other.get('short'), undefined);
      assert.deepEqual(await other.list('short'), []);
      assert.equal(await one.set('short', 'b', { ifAbsent: true, ttlMs: 10 }), true);
      await new Promise((done) => setTimeout(done, 60));
      assert.equal(await one.take('short'), undefined);
    });

    test('add: counters sum up by month', async () => {
      const cell = 'library/branch/student/max/confirmed';
      await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : other).add('2026-11', cell, 1)));
      await other.add('2026-11', 'другая ячейка', 5);
      await one.add('2026-10', cell, 2);
      assert.deepEqual(await other.months(), ['2026-10', '2026-11']);
      assert.deepEqual(Object.fromEntries(await one.cells('2026-11')), { [cell]: 20, 'другая ячейка': 5 });
      assert.deepEqual((await one.cells('2026-09')).size, 0);
      await one.dropMonth('2026-10');
      assert.deepEqual(await other.months(), ['2026-11']);
    });
  });
}

for (const kind of ['memory', 'file'] as const) {
  test(`${kind}: a claim expires by the monotonic clock`, async () => {
    let monotonic = 1_000_000;
    let wall = Date.now();
    const clock = { monotonic: () => monotonic, wall: () => wall };
    const store = kind === 'memory' ? new MemoryStore(clock) : new FileStore(join(folder(), 's.db'), clock);
    after(() => store.close());
    assert.equal(await store.once('used:h', 120_000), true);
    for (const step of [-86_400_000, 86_400_000, 3_600_000]) {
      wall += step;
      assert.equal(await store.once('used:h', 120_000), false);
      assert.equal((await store.hit('limit:h', 60_000, 1)).resetMs <= 60_000, true);
    }
    monotonic += 119_999;
    assert.equal(await store.once('used:h', 120_000), false);
    monotonic += 1;
    assert.equal(await store.once('used:h', 120_000), true);
  });
}

test('file: claims from before a reboot expire', async () => {
  let monotonic = 900_000_000;
  const clock = { monotonic: () => monotonic, wall: Date.now };
  const store = new FileStore(join(folder(), 's.db'), clock);
  after(() => store.close());
  assert.equal(await store.once('used:h', 120_000), true);
  monotonic = 5_000;
  assert.equal(await store.once('used:h', 120_000), true);
});

test('parseRedisAddress: single, sentinel, cluster, and invalid addresses', () => {
  const local = { host: '127.0.0.1', port: 6_379 };
  const rows: [string, unknown][] = [
    ['redis://127.0.0.1', { mode: 'single', tls: false, nodes: [local] }],
    [
      'rediss://user:p%40ss@redis.lan:6380/2',
      {
        mode: 'single',
        tls: true,
        nodes: [{ host: 'redis.lan', port: 6_380 }],
        db: 2,
        username: 'user',
        password: 'p@ss',
      },
    ],
    [
      'redis+sentinel://:pw@a,b:26380/mymaster',
      {
        mode: 'sentinel',
        tls: false,
        nodes: [
          { host: 'a', port: 26_379 },
          { host: 'b', port: 26_380 },
        ],
        master: 'mymaster',
        password: 'pw',
      },
    ],
    [
      'redis+cluster://[::1]:7000,b',
      {
        mode: 'cluster',
        tls: false,
        nodes: [
          { host: '::1', port: 7_000 },
          { host: 'b', port: 6_379 },
        ],
      },
    ],
  ];
  for (const [text, want] of rows) assert.deepEqual(parseRedisAddress(text), want, text);
  for (const text of [
    'redis://',
    'redis:x',
    'redis://a,b',
    'redis+sentinel://a',
    'redis+cluster://a/1',
    'redis://a:99999',
    'redis://a/x',
    'redis://a/0/1',
    'http://a',
  ]) {
    assert.equal(parseRedisAddress(text), undefined, text);
  }
});
