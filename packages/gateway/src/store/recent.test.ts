import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { RecentSet } from './recent.js';

const TTL_MS = 120_000;
const print = (text: string): Buffer => createHash('sha256').update(text).digest();

function create() {
  let nowMs = 5;
  const set = new RecentSet(TTL_MS, () => nowMs);
  return {
    set,
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

test('add returns true once within the time-to-live', () => {
  const { set, wait } = create();
  assert.equal(set.add(print('a')), true);
  assert.equal(set.add(print('a')), false);
  assert.equal(set.add(print('b')), true);
  wait(TTL_MS - 1);
  assert.equal(set.add(print('a')), false);
  wait(1);
  assert.equal(set.add(print('a')), true);
  set.close();
});

test('forget makes the given entry new again and no other', () => {
  const { set, wait } = create();
  for (const name of ['a', 'b']) set.add(print(name));
  set.forget(print('a'));
  set.forget(print('never there'));
  wait(20_000);
  assert.equal(set.add(print('a')), true);
  assert.equal(set.add(print('a')), false);
  assert.equal(set.add(print('b')), false);
  set.close();
});

test('behaves like a plain map under random operations', () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom('add', 'forget', 'wait', 'flood'), fc.nat(40), fc.nat(30_000)),
    { maxLength: 120 },
  );
  fc.assert(
    fc.property(steps, (some) => {
      const { set, wait } = create();
      const until = new Map<string, number>();
      let nowMs = 0;
      let floods = 0;
      const add = (name: string): void => {
        const isNew = (until.get(name) ?? -1) <= nowMs;
        assert.equal(set.add(print(name)), isNew, name);
        if (isNew) until.set(name, nowMs + TTL_MS);
      };
      for (const [verb, which, ms] of some) {
        const name = String(which);
        if (verb === 'add') add(name);
        else if (verb === 'flood') for (let i = 0; i < 300; i++) add(`flood ${floods++}`);
        else if (verb === 'forget') {
          set.forget(print(name));
          until.delete(name);
        } else {
          wait(ms);
          nowMs += ms;
        }
      }
      set.close();
    }),
    { seed: 14, numRuns: 60 },
  );
});

test('expired entries are removed', () => {
  const { set, wait } = create();
  for (let i = 0; i < 20_000; i++) set.add(print(String(i)));
  assert.equal(set.size, 20_000);
  wait(2 * TTL_MS);
  set.add(print('later'));
  assert.equal(set.size, 1);
  set.close();
});
