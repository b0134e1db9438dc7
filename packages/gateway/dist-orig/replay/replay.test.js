import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Redis } from 'ioredis';
import { folder, freePort, startRedis } from '../testing/harness.js';
import { createFileStore } from './file.js';
import { createReplayGuard } from './guard.js';
import { createMemoryStore, REPLAY_MS } from './memory.js';
import { createRedisStore } from './redis.js';
const silent = () => { };
const secret = async () => Buffer.from('SECRETCANARY');
let redis;
before(async () => {
    redis = await startRedis();
});
const stores = {
    memory: () => {
        const store = createMemoryStore();
        return [store, store];
    },
    file: () => {
        const path = join(folder(), 'replay.db');
        return [createFileStore(path), createFileStore(path)];
    },
    redis: () => [createRedisStore(redis.url, silent), createRedisStore(redis.url, silent)],
};
for (const [kind, create] of Object.entries(stores)) {
    test(`${kind}: of many claims of one hash at once, exactly one is granted`, async () => {
        const [one, other] = create();
        after(() => Promise.all([one.close(), other.close()]));
        for (const hash of [`${kind}-a`, `${kind}-b`]) {
            const claims = await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? one : other).claim(hash)));
            assert.equal(claims.filter(Boolean).length, 1);
        }
        await other.release(`${kind}-a`);
        assert.equal(await one.claim(`${kind}-a`), true);
        assert.equal(await other.claim(`${kind}-b`), false);
        assert.ok(one.healthy());
    });
    test(`${kind}: guards of two processes share one memory, and the host's spelling makes no new code`, async () => {
        const [one, other] = create();
        const [a, b] = [createReplayGuard(silent, one, secret), createReplayGuard(silent, other, secret)];
        after(() => Promise.all([a.close(), b.close()]));
        assert.equal(await a.claim(`https://www.gosuslugi.ru/m5/${kind}?p=f`), true);
        assert.equal(await b.claim(`https://www.gosuslugi.ru/m5/${kind}?p=f`), false);
        assert.equal(await a.claim(`https://gosuslugi.ru/m5/${kind}?p=f#x`), false);
        assert.equal(await a.claim(`https://gosuslugi.ru/m5/${kind.toUpperCase()}?p=f`), true);
        await a.release(`https://www.gosuslugi.ru/m5/${kind}?p=f`);
        assert.equal(await a.claim(`https://www.gosuslugi.ru/m5/${kind}?p=f`), true);
    });
}
for (const kind of ['memory', 'file']) {
    test(`${kind}: two minutes, then forgotten`, async () => {
        let now = 1_000_000;
        const clock = () => now;
        const path = join(folder(), 'replay.db');
        const store = kind === 'memory' ? createMemoryStore(clock) : createFileStore(path, clock);
        after(() => store.close());
        assert.equal(await store.claim('h'), true);
        now += REPLAY_MS - 1;
        assert.equal(await store.claim('h'), false);
        now += 1;
        assert.equal(await store.claim('h'), true);
    });
}
test('redis: a key lives two minutes', async () => {
    const store = createRedisStore(redis.url, silent);
    const client = new Redis(redis.url);
    after(async () => {
        client.disconnect();
        await store.close();
    });
    assert.equal(await store.claim('ttl'), true);
    const left = await client.pttl('cid:used:ttl');
    assert.ok(left > REPLAY_MS - 10_000 && left <= REPLAY_MS, String(left));
});
test('file: nothing of an expired hash is left in any of its files', async () => {
    let now = Date.now();
    const dir = folder();
    const store = createFileStore(join(dir, 'replay.db'), () => now);
    const bytes = () => readdirSync(dir)
        .map((name) => readFileSync(join(dir, name), 'latin1'))
        .join('');
    await store.claim('0123456789abcdefCANARY');
    assert.ok(bytes().includes('CANARY'));
    now += REPLAY_MS;
    await store.close();
    assert.ok(!bytes().includes('CANARY'));
});
test('a store that is down does not stop the desk: this process remembers, and says so', async () => {
    const lines = [];
    const store = createRedisStore(`redis://127.0.0.1:${await freePort()}`, ({ event }) => lines.push(event));
    const guard = createReplayGuard(({ event }) => lines.push(event), store, secret);
    after(() => guard.close());
    assert.equal(await guard.claim('https://www.gosuslugi.ru/m1?p=f'), true);
    assert.equal(await guard.claim('https://www.gosuslugi.ru/m1?p=f'), false);
    assert.equal(await guard.claim('https://www.gosuslugi.ru/m2?p=f'), true);
    assert.equal(guard.healthy(), false);
    assert.deepEqual(lines, ['replay-store', 'replay-store-down']);
});
test('a store that comes back is used again', async () => {
    const port = await freePort();
    const first = await startRedis(port);
    const guard = createReplayGuard(silent, createRedisStore(first.url, silent), secret);
    after(() => guard.close());
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
//# sourceMappingURL=replay.test.js.map