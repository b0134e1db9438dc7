import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { COURSE, COURSE_CASES, type CourseCase, courseResult, shuffled, wrongCases } from './course.js';
import { CLAUSES, judgeTrainingCode, trainingCode } from './index.js';

const cases = COURSE_CASES.map((id): [string, CourseCase] => [id, COURSE[id]]);

test('every case has a right decision, at least two wrong ones, and clauses of the act', () => {
  for (const [id, { clause, decisions }] of cases) {
    const all = Object.values(decisions);
    assert.ok(all.some(({ right }) => right) && all.filter(({ right }) => !right).length >= 2, id);
    for (const named of [clause, ...all.map((one) => one.clause)])
      assert.ok(CLAUSES.includes(named), `${id} ${named}`);
  }
});

test('refusing is never right, and accepting only for a matching face or paper', () => {
  for (const [id, { visitor, decisions }] of cases) {
    if (decisions.refuse) assert.equal(decisions.refuse.right, false, id);
    if (decisions.accept)
      assert.equal(decisions.accept.right, visitor === 'right' || visitor === 'prefers-paper', id);
  }
});

test('the code of every scripted visitor gets the answer of its case', () => {
  const now = Date.now();
  const answers = cases.map(([id, { visitor, benefit }]) => {
    const { text } = trainingCode(visitor, benefit, now);
    const { outcome, reason } = judgeTrainingCode(text, benefit, now);
    return [id, text && (reason ?? outcome)];
  });
  assert.deepEqual(Object.fromEntries(answers), {
    'must-accept': 'confirmed',
    'may-ask-paper': 'not-confirmed',
    'never-refuse': 'no-digital-id',
    'paper-equal': '',
    silence: 'not-confirmed',
    'expired-code': 'expired-code',
    'foreign-code': 'foreign-code',
    'invitation-code': 'invitation-code',
    'wrong-face': 'confirmed',
    'no-network': 'unavailable',
    'prefers-paper': '',
    pupil: '',
  });
});

test('courseResult sums by clause in the order of the act, and a repetition replaces the decision', () => {
  const record = new Map(COURSE_CASES.map((id) => [id, id !== 'silence' && id !== 'pupil']));
  assert.deepEqual(wrongCases(record), ['silence', 'pupil']);
  assert.deepEqual(
    courseResult(record).map(({ clause, right, of }) => `${clause} ${right}/${of}`),
    ['2.1 1/1', '3.1.2 1/1', '3.1.3 1/1', '3.2 1/2', '4.3 1/1', '4.4 4/4', '5.2 0/1', '5.3 1/1'],
  );
  record.set('silence', true).set('pupil', true);
  assert.ok(courseResult(record).every(({ right, of }) => right === of));
});

test('shuffled keeps every case exactly once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 12 }),
      (chances) => {
        let at = 0;
        const order = shuffled(COURSE_CASES, () => chances[at++ % chances.length] ?? 0);
        assert.deepEqual([...order].sort(), [...COURSE_CASES].sort());
      },
    ),
  );
});
