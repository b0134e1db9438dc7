import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BENEFITS, type Benefit } from '@cid-elements/core';
import fc from 'fast-check';
import { reduce } from './reduce.js';

const CODE = 'https://www.gosuslugi.ru/m5/aB3?p=f';
const KEYS: Record<Benefit, string> = {
  student: 'student',
  'large-family': 'certificateLargeFamily',
  age: 'adult',
  pensioner: 'pensioner',
  disability: 'disabledPerson',
};

const answer = (
  details: unknown,
  data: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) => ({
  status: 'success',
  data: {
    session_id: CODE,
    verification_status: 'completed',
    verification_details: details,
    ...data,
  },
  metadata: { request_id: 'req_1', timestamp: '2026-11-22T12:00:00Z' },
  ...more,
});

/** A visitor with every status except one, and all personal data that MAX can send. */
const everythingBut = (benefit: Benefit): Record<string, unknown> => {
  const all: Record<string, unknown> = {
    adult: { status: true },
    student: {
      status: true,
      studenttickets_organization_name: 'МГУ',
      studenttickets_education_form: 'Заочная',
    },
    certificateLargeFamily: { status: true, district: 'Парфеньево' },
    pensioner: { status: true },
    disabledPerson: { status: true, codeGroupDisability: 'II группа' },
    raw_data: { data: '{"a":"b"}', sign: 'x' },
  };
  delete all[KEYS[benefit]];
  return all;
};

for (const benefit of BENEFITS) {
  test(`${benefit}: confirmed by its own status only`, () => {
    const others = everythingBut(benefit);
    const confirmed = answer({ ...others, [KEYS[benefit]]: { status: true, extra: 1 } });
    assert.deepEqual(reduce(200, confirmed, CODE, benefit), { outcome: 'confirmed' });
    assert.deepEqual(reduce(200, answer(others), CODE, benefit), { outcome: 'not-confirmed' });
    const refuted = answer({ ...others, [KEYS[benefit]]: { status: false } });
    assert.deepEqual(reduce(200, refuted, CODE, benefit), { outcome: 'not-confirmed' });
    const nothing = answer({ ...others, [KEYS[benefit]]: null });
    assert.deepEqual(reduce(200, nothing, CODE, benefit), { outcome: 'not-confirmed' });
    for (const status of ['true', 'false', 1, null, {}, [true], undefined]) {
      const odd = reduce(200, answer({ ...others, [KEYS[benefit]]: { status } }), CODE, benefit);
      assert.equal(odd.outcome, 'failed', JSON.stringify(status));
    }
  });
}

const reason = (status: number, body: unknown): string => {
  const reduced = reduce(status, body, CODE, 'student');
  return reduced.outcome === 'failed' ? reduced.reason : reduced.outcome;
};
const error = (code: unknown) => ({ status: 'error', error: { code, message: 'm', details: 'd' } });

test('maps the error code first, then the HTTP status, to a reason', () => {
  const rows: [number, unknown, string][] = [
    [404, error('SESSION_NOT_FOUND'), 'expired-code'],
    [404, error('SESSION_EXPIRED'), 'expired-code'],
    [400, error('INVALID_SESSION'), 'expired-code'],
    [200, error('SESSION_NOT_FOUND'), 'expired-code'],
    [500, error('session_expired '), 'expired-code'],
    [404, error('USER_NOT_FOUND'), 'no-digital-id'],
    [404, error('INVALID_JSON'), 'no-digital-id'],
    [404, { status: 'error' }, 'no-digital-id'],
    [404, undefined, 'no-digital-id'],
    [401, error('UNAUTHORIZED'), 'misconfigured'],
    [200, error('UNAUTHORIZED'), 'misconfigured'],
    [401, undefined, 'misconfigured'],
    [403, error('FORBIDDEN'), 'misconfigured'],
    [429, error('RATE_LIMIT_EXCEEDED'), 'rate-limited'],
    [200, error('RATE_LIMIT_EXCEEDED'), 'rate-limited'],
    [429, undefined, 'rate-limited'],
    [400, error('INVALID_JSON'), 'unavailable'],
    [500, error('INTERNAL_SERVER_ERROR'), 'unavailable'],
    [503, undefined, 'unavailable'],
    [200, error('SOMETHING_NEW'), 'unavailable'],
    [200, error(5), 'unavailable'],
    [200, { status: 'error' }, 'unavailable'],
    [200, undefined, 'unavailable'],
    [200, [], 'unavailable'],
    [200, 'confirmed', 'unavailable'],
    [418, undefined, 'unavailable'],
    // A success body with an error status does not count.
    [404, answer({ student: { status: true } }), 'no-digital-id'],
    [500, answer({ student: { status: true } }), 'unavailable'],
  ];
  for (const [status, body, want] of rows)
    assert.equal(reason(status, body), want, `${status} ${JSON.stringify(body)}`);
});

test('tolerates the variants of the answer that sources disagree about', () => {
  const student = { student: { status: true } };
  const { metadata, ...without } = answer(student);
  assert.equal(reason(200, without), 'confirmed');
  assert.equal(reason(200, { ...without, data: { ...without.data, metadata } }), 'confirmed');
  assert.equal(reason(200, answer(student, { more: [1] }, { more: { a: null } })), 'confirmed');
  assert.equal(reason(200, answer(student, {}, { error: null })), 'confirmed');
  assert.equal(reason(200, answer(undefined)), 'not-confirmed');
  assert.equal(reason(200, answer(null)), 'not-confirmed');
  assert.equal(reason(200, answer(student, { session_id: undefined })), 'confirmed');
  assert.equal(reason(200, answer(student, { session_id: encodeURIComponent(CODE) })), 'confirmed');
  for (const session_id of ['aB3', '550e8400-e29b-41d4-a716-446655440000', '', 7]) {
    assert.equal(reason(200, answer(student, { session_id })), 'confirmed');
  }
});

test('confirms nothing without a completed answer about this code', () => {
  const student = { student: { status: true } };
  for (const data of [
    { verification_status: 'pending' },
    { verification_status: undefined },
    { session_id: 'https://www.gosuslugi.ru/m5/other?p=f' },
    { verification_details: [student] },
    { verification_details: 'student' },
  ]) {
    assert.equal(reason(200, answer(student, data)), 'unavailable', JSON.stringify(data));
  }
  assert.equal(reason(200, answer(student, {}, { status: 'ok' })), 'unavailable');
  assert.equal(reason(200, answer(student, {}, error('NEW'))), 'unavailable');
});

test('returns the request id of a failure unless it could be the code', () => {
  const named = (id: unknown) => reduce(500, { metadata: { request_id: id } }, CODE, 'student');
  assert.deepEqual(named('req_1'), { outcome: 'failed', reason: 'unavailable', requestId: 'req_1' });
  for (const id of [CODE, 'aB3', 'a b', 'ä', '', 'x'.repeat(65), 5]) {
    assert.deepEqual(named(id), { outcome: 'failed', reason: 'unavailable' });
  }
});

/** JSON similar to an answer, so that the property test covers more than random noise. */
const near = (): fc.Arbitrary<unknown> => {
  const odd = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.boolean(), fc.constant('true'));
  const detail = fc.oneof(fc.record({ status: odd }, { requiredKeys: [] }), odd);
  const details = fc.record(
    {
      adult: detail,
      student: detail,
      certificateLargeFamily: detail,
      pensioner: detail,
      disabledPerson: detail,
    },
    { requiredKeys: [] },
  );
  const data = fc.record(
    {
      session_id: fc.oneof({ weight: 3, arbitrary: fc.constant(CODE) }, odd),
      verification_status: fc.oneof({ weight: 3, arbitrary: fc.constant('completed') }, odd),
      verification_details: fc.oneof({ weight: 4, arbitrary: details }, odd),
    },
    { requiredKeys: [] },
  );
  return fc.record(
    {
      status: fc.oneof({ weight: 4, arbitrary: fc.constant('success') }, fc.constant('error'), odd),
      data: fc.oneof({ weight: 4, arbitrary: data }, odd),
      error: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.record({ code: odd }), odd),
      metadata: odd,
    },
    { requiredKeys: [] },
  );
};

test('random JSON never confirms unless the requested benefit is true', () => {
  const benefits = fc.constantFrom(...BENEFITS);
  const statuses = fc.oneof(fc.constant(200), fc.integer({ min: 100, max: 599 }));
  let confirmed = 0;
  fc.assert(
    fc.property(statuses, fc.oneof(near(), fc.jsonValue()), benefits, (status, body, benefit) => {
      const reduced = reduce(status, body, CODE, benefit);
      // No other keys, whatever the input.
      for (const key of Object.keys(reduced)) assert.ok(['outcome', 'reason', 'requestId'].includes(key));
      if (reduced.outcome !== 'confirmed') return;
      confirmed++;
      const read = body as ReturnType<typeof answer> & { data: { verification_details: unknown } };
      const details = read.data.verification_details as Record<string, { status: unknown }>;
      assert.equal(details[KEYS[benefit]]?.status, true);
      assert.equal(read.status, 'success');
      assert.ok(status >= 200 && status <= 299);
    }),
    { numRuns: 5_000 },
  );
  assert.ok(confirmed > 0, 'the generator produced no confirmation, so the property was not tested');
});
