import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLimiter } from './limits.js';
import { MemoryStore } from './memory.js';

/** Two processes on one store that counts its calls. */
function create() {
  const shared = new MemoryStore();
  let storeCalls = 0;
  const hit = shared.hit.bind(shared);
  shared.hit = (...rest) => {
    storeCalls++;
    return hit(...rest);
  };
  const stores = [shared, new MemoryStore(), new MemoryStore()];
  const [one, other] = stores.slice(1).map((local) => createLimiter(local, shared));
  assert.ok(one && other);
  return {
    one,
    other,
    shared,
    storeCalls: () => storeCalls,
    close: () => Promise.all(stores.map((store) => store.close())),
  };
}

const allowed = async (hits: Promise<{ allowed: boolean }>[]): Promise<number> =>
  (await Promise.all(hits)).filter((hit) => hit.allowed).length;

test('a limit below 1,000 is exact across two processes', async () => {
  const { one, other, close } = create();
  for (const [subject, limit] of [
    ['desk', 60],
    ['branch', 999],
  ] as const) {
    const hits = Array.from({ length: 1_500 }, (_, i) => (i % 2 ? one : other).hit(subject, limit));
    assert.equal(await allowed(hits), limit);
  }
  await close();
});

test('a limit of 1,000 or more is never exceeded, batches store calls and loses at most 1 %', async () => {
  const { one, other, storeCalls, close } = create();
  const hits = Array.from({ length: 3_000 }, (_, i) => (i % 5 ? one : other).hit('region', 1_000));
  const passed = await allowed(hits);
  assert.ok(passed <= 1_000 && passed >= 990, String(passed));
  assert.ok(storeCalls() < 300, String(storeCalls()));
  await close();
});

test('subjects do not share a batch', async () => {
  const { one, close } = create();
  assert.equal(await allowed(Array.from({ length: 1_500 }, () => one.hit('a', 1_200))), 1_200);
  assert.equal(await allowed(Array.from({ length: 1_500 }, () => one.hit('b', 1_200))), 1_200);
  await close();
});

test('when the store fails, each process counts by itself', async () => {
  const { one, shared, close } = create();
  shared.hit = () => Promise.reject(new Error('down'));
  assert.equal(await allowed(Array.from({ length: 1_500 }, () => one.hit('a', 1_200))), 1_200);
  await close();
});
