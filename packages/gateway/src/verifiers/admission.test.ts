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

test('starts 32 calls at once, and queued ones in order as calls end', () => {
  const { started, enter } = create(256);
  const calls = enter(40);
  assert.equal(started.length, 32);
  calls[0]?.leave();
  calls[0]?.leave();
  assert.deepEqual(started.slice(32), [32]);
  // A queued call that is cancelled is never started.
  calls[33]?.leave();
  calls[1]?.leave();
  assert.deepEqual(started.slice(32), [32, 34]);
});

test('raises the number of concurrent calls step by step up to its maximum', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { started, enter } = create(50);
  enter(60);
  assert.equal(started.length, 32);
  t.mock.timers.tick(5);
  assert.equal(started.length, 40);
  for (let i = 0; i < 3; i++) t.mock.timers.tick(5);
  assert.equal(started.length, 50);
});

test('lowers the number of concurrent calls after a quiet period', (t) => {
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
