import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BENEFITS } from './benefits.js';
import { GATEWAY_REASONS, readAnswer } from './outcomes.js';
import { checkAnswer, checkRequest, problem } from './wire.js';

const commonFields = {
  id: '6f5bd22a-7947-4103-85cf-dca3d3a77ac3',
  benefit: 'student',
  verifier: 'max',
  checkedAt: '2026-11-22T12:00:00.000Z',
};

test('request schema: bounds code and benefit, drops unknown fields', () => {
  const good = { code: 'x', benefit: 'student' };
  assert.deepEqual(checkRequest.parse({ ...good, patron: 'a person' }), good);
  for (const benefit of BENEFITS) assert.ok(checkRequest.safeParse({ ...good, benefit }).success);
  for (const capturedAt of [
    '2026-11-22T12:00:00Z',
    '1970-01-01T00:00:00+00:00',
    '2026-11-22t12:00:00.123456789z',
    '9999-12-31T23:59:60-23:59',
    '2024-02-29T00:00:00+14:00',
    '0001-01-01T00:00:00Z',
  ]) {
    assert.ok(checkRequest.safeParse({ ...good, capturedAt }).success, capturedAt);
  }
  for (const capturedAt of [
    'yesterday',
    '',
    5,
    null,
    {},
    '2026-11-22',
    '2026-11-22T12:00:00',
    '2026-11-22 12:00:00Z',
    '2026-11-22T12:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T12:60:00Z',
    '2026-11-22T12:00:61Z',
    '2026-11-22T12:00:00.Z',
    '2026-11-22T12:00:00+0300',
    '2026-11-22T12:00:00+24:00',
    '2026-02-29T12:00:00Z',
    '1900-02-29T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-00-01T12:00:00Z',
    '2026-01-00T12:00:00Z',
    ' 2026-11-22T12:00:00Z',
    '2026-11-22T12:00:00Z\n',
    '+2026-11-22T12:00:00Z',
  ]) {
    assert.ok(!checkRequest.safeParse({ ...good, capturedAt }).success, String(capturedAt));
  }
  assert.ok(
    checkRequest.safeParse({ ...good, code: 'ы'.repeat(2_048), workstation: 'ы'.repeat(64) }).success,
  );
  for (const bad of [
    { code: '' },
    { code: 'x'.repeat(2_049) },
    { code: 5 },
    { benefit: 'adult' },
    { workstation: 'x'.repeat(65) },
  ]) {
    assert.ok(!checkRequest.safeParse({ ...good, ...bad }).success, Object.keys(bad)[0]);
  }
});

test('answer schema: requires a reason with failed and forbids it otherwise', () => {
  for (const outcome of ['confirmed', 'not-confirmed']) {
    assert.ok(checkAnswer.safeParse({ ...commonFields, outcome }).success);
  }
  for (const reason of GATEWAY_REASONS) {
    assert.ok(checkAnswer.safeParse({ ...commonFields, outcome: 'failed', reason }).success);
  }
  assert.ok(!checkAnswer.safeParse({ ...commonFields, outcome: 'failed' }).success);
  assert.ok(!checkAnswer.safeParse({ ...commonFields, outcome: 'failed', reason: 'face-differs' }).success);
  assert.ok(!checkAnswer.safeParse({ ...commonFields, outcome: 'refused' }).success);
  // Unknown fields are removed from an answer.
  assert.deepEqual(
    checkAnswer.parse({ ...commonFields, outcome: 'confirmed', reason: 'x', name: 'a person' }),
    {
      ...commonFields,
      outcome: 'confirmed',
    },
  );
});

test('readAnswer accepts every answer of the schema', () => {
  for (const answer of [
    { ...commonFields, outcome: 'confirmed' },
    { ...commonFields, outcome: 'not-confirmed' },
    ...GATEWAY_REASONS.map((reason) => ({ ...commonFields, outcome: 'failed', reason })),
  ]) {
    const read = readAnswer(checkAnswer.parse(answer), 'student');
    assert.equal(read?.outcome, answer.outcome);
    assert.equal(read?.verifier, 'max');
  }
});

test('problem schema: requires an error status', () => {
  assert.ok(problem.safeParse({ type: 'about:blank', title: 'Gone', status: 410 }).success);
  assert.ok(!problem.safeParse({ type: 'about:blank', title: 'OK', status: 200 }).success);
});
