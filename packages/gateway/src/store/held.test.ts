import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { HeldClaims } from './held.js';

const TTL_MS = 120_000;
const newName = (): string => randomBytes(16).toString('hex');

function create() {
  let nowMs = 7;
  const held = new HeldClaims(TTL_MS, () => nowMs);
  return {
    held,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

test('lists claims with their remaining time until they expire', () => {
  const { held, wait } = create();
  const [first, second] = [newName(), newName()];
  held.add(first);
  wait(20_000);
  held.add(second);
  assert.deepEqual(held.list(), [
    [first, TTL_MS - 20_000],
    [second, TTL_MS],
  ]);
  wait(TTL_MS - 20_000);
  assert.deepEqual(held.list(), [[second, 20_000]]);
});

test('delete removes the given claim and no other', () => {
  const { held } = create();
  const names = Array.from({ length: 2_000 }, newName);
  for (const name of names) held.add(name);
  const released = new Set(names.filter((_, i) => i % 7 === 0));
  for (const name of released) held.delete(name);
  held.delete(newName());
  assert.deepEqual(
    held.list().map(([name]) => name),
    names.filter((name) => !released.has(name)),
  );
});

test('delete ignores a match that spans two records', () => {
  const { held } = create();
  held.add('00'.repeat(8) + 'ab'.repeat(8));
  held.add('cd'.repeat(16));
  // The end of the first record, its timestamp (0 ms), and the beginning of the second record.
  held.delete(`${'ab'.repeat(6)}00000000${'cd'.repeat(6)}`);
  assert.equal(held.list().length, 2);
});

test('frees expired claims on a timer, without further calls', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { held, wait } = create();
  held.add(newName());
  wait(2 * TTL_MS);
  t.mock.timers.tick(TTL_MS / 8);
  assert.equal(held.bytes, 0);
});

test('memory stays bounded when claims keep expiring', () => {
  const { held, wait } = create();
  for (let i = 0; i < 100; i++) {
    for (let j = 0; j < 300; j++) held.add(newName());
    wait(TTL_MS / 8);
  }
  assert.ok(held.list().length <= 9 * 300);
  assert.ok(held.bytes <= 10 * 512 * 20, String(held.bytes));
});
