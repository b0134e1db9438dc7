import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAdmission } from './admission.js';

function create(most: number) {
  let nowMs = 0;
  const admission = createAdmission(most, () => nowMs);
  const started: number[] = [];
  return {
    started,
    pass: (ms: number) => {
      nowMs += ms;
    },
    enter: (count: number) =>
      Array.from({ length: count }, (_, i) => {
        const call = admission.call(() => started.push(i));
        call.enter();
        return call;
      }),
  };
}

test('the first calls start at once, the others in their order when one ends', () => {
  const { started, enter } = create(256);
  const calls = enter(40);
  assert.equal(started.length, 32);
  calls[0]?.leave();
  calls[0]?.leave();
  assert.deepEqual(started.slice(32), [32]);
  // One that waits and gives up is never started.
  calls[33]?.leave();
  calls[1]?.leave();
  assert.deepEqual(started.slice(32), [32, 34]);
});

test('calls that wait are let in some at a time, up to the most', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { started, enter } = create(50);
  enter(60);
  assert.equal(started.length, 32);
  t.mock.timers.tick(5);
  assert.equal(started.length, 40);
  for (let i = 0; i < 3; i++) t.mock.timers.tick(5);
  assert.equal(started.length, 50);
});

test('room that a burst made is given up after a calm time', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { started, enter, pass } = create(256);
  const calls = enter(64);
  for (let i = 0; i < 4; i++) t.mock.timers.tick(5);
  assert.equal(started.length, 64);
  for (const call of calls) call.leave();
  for (let i = 0; i < 3; i++) {
    pass(4_000);
    for (const call of enter(1)) call.leave();
  }
  started.length = 0;
  enter(64);
  assert.equal(started.length, 32);
});
