import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  attorneyState,
  BENEFITS,
  type CheckState,
  CODE_STEP_MS,
  DUTIES,
  eventsOf,
  judgeTrainingCode,
  outcomeOf,
  PHASES,
  REASONS,
  readAnswer,
  readConfig,
  recognise,
  TRAINING_HOST,
  trainingCode,
  VISITORS,
} from './index.js';

test('recognise accepts exactly two hosts over https and the path /m<digits>/<id>', () => {
  const kind = (text: string) => recognise(text).kind;
  assert.equal(kind('https://www.gosuslugi.ru/m5/AbC?p=f'), 'digital-id');
  assert.equal(kind('https://gosuslugi.ru/m5/AbC?p=f'), 'digital-id');
  assert.equal(kind('HTTPS://WWW.GOSUSLUGI.RU/m5/AbC'), 'digital-id');
  assert.equal(kind(`https://${TRAINING_HOST}/m5/x`), 'training');
  for (const foreign of [
    '',
    'http://www.gosuslugi.ru/m5/x',
    'https://www.gosuslugi.ru/help',
    'https://www.gosuslugi.ru.evil.ru/m5/x',
    'https://gosuslygi.msk.ru/m5/x',
    'https://www.gosuslugi.ru@evil.ru/m5/x',
    'https://www.gosuslugi.ru:444/m5/x',
    'https://www.gosuslugi.ru\\m5/x',
    ' https://www.gosuslugi.ru/m5/x',
    'https://www.gosuslugi.ru/m5/a b',
    'https://www.gosuslugi.ru/m5/\u0000',
    `https://www.gosuslugi.ru/m${'x'.repeat(3000)}`,
    '9785170982547',
    // Other pages of the same host.
    'https://www.gosuslugi.ru/main',
    'https://www.gosuslugi.ru/medic/5',
    'https://www.gosuslugi.ru/m/x',
    'https://www.gosuslugi.ru/m5',
    'https://www.gosuslugi.ru/m5/',
    'https://www.gosuslugi.ru/m5/?p=f',
    'https://www.gosuslugi.ru/m5a/x',
    'https://www.gosuslugi.ru/M5/x',
    'https://www.gosuslugi.ru/m٥/x',
    // Dot segments resolve to another path.
    'https://www.gosuslugi.ru/m5/../login',
    'https://www.gosuslugi.ru/m5/x/%2E%2e/login',
    'https://www.gosuslugi.ru/m5/.',
    'https://max.ru.evil.ru/digitalid_bot',
    'http://max.ru/digitalid_bot',
    'https://max.rux/',
    'https://max.ru:443/',
  ])
    assert.equal(kind(foreign), 'foreign', foreign.slice(0, 40));
  assert.equal(kind('https://www.gosuslugi.ru/m123/AbC..x?p=f'), 'digital-id');
  assert.equal(kind('https://max.ru/digitalid_bot?startapp=age_verification'), 'invitation');
  for (const invitation of [
    'https://MAX.ru/join',
    'https://max.ru',
    'https://max.ru?startapp=x',
    'https://max.ru#x',
  ])
    assert.equal(kind(invitation), 'invitation', invitation);
  assert.equal(recognise('https://id.example.org/m1/x', { hosts: ['id.example.org'] }).kind, 'digital-id');
});

test('recognise leaves no text in the static properties of RegExp', () => {
  /marker/.exec('marker');
  recognise('https://www.gosuslugi.ru/m5/secret?p=f');
  judgeTrainingCode(trainingCode('right', 'age', 1e12).text, 'age', 1e12);
  assert.equal(Reflect.get(RegExp, 'input'), 'marker');
});

test('judgeTrainingCode gives the scripted answer of every visitor, for every benefit and time', () => {
  const expected: Record<string, string> = {
    right: 'confirmed',
    'wrong-person': 'confirmed',
    'not-confirmed': 'not-confirmed',
    expired: 'expired-code',
    used: 'used-code',
    'no-digital-id': 'no-digital-id',
    foreign: 'foreign-code',
    'real-code': 'real-code',
    'no-network': 'unavailable',
    'rate-limited': 'rate-limited',
    misconfigured: 'misconfigured',
    screenshot: 'foreign-code',
    'prefers-paper': 'foreign-code',
    invitation: 'invitation-code',
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...VISITORS),
      fc.constantFrom(...BENEFITS),
      fc.integer({ min: 1.6e12, max: 4e12 }),
      (visitor, benefit, at) => {
        const { text, until } = trainingCode(visitor, benefit, at, 'a');
        assert.ok(until > at && until <= at + CODE_STEP_MS);
        const answer = judgeTrainingCode(text, benefit, at);
        assert.equal(answer.reason ?? answer.outcome, expected[visitor]);
        if (visitor === 'right') {
          assert.equal(judgeTrainingCode(text, benefit, at + 2 * CODE_STEP_MS).reason, 'expired-code');
          assert.notEqual(trainingCode(visitor, benefit, at, 'b').text, text);
          assert.notEqual(trainingCode(visitor, benefit, at + CODE_STEP_MS, 'a').text, text);
          for (const other of BENEFITS)
            if (other !== benefit) assert.equal(judgeTrainingCode(text, other, at).outcome, 'not-confirmed');
        }
      },
    ),
  );
});

test('judgeTrainingCode never confirms a damaged code', () => {
  fc.assert(
    fc.property(fc.nat({ max: 80 }), fc.constantFrom(...'abcXYZ019?/'), (position, char) => {
      const { text } = trainingCode('right', 'age', 1.8e12);
      const damaged = text.slice(0, position % text.length) + char + text.slice((position % text.length) + 1);
      if (damaged !== text) assert.notEqual(judgeTrainingCode(damaged, 'age', 1.8e12).outcome, 'confirmed');
    }),
  );
});

test('readAnswer accepts only an answer about the requested benefit', () => {
  const good = {
    id: 'x',
    outcome: 'confirmed',
    benefit: 'age',
    verifier: 'max',
    checkedAt: '2026-01-01T00:00:00Z',
  };
  assert.deepEqual(readAnswer(good, 'age'), { outcome: 'confirmed', benefit: 'age', verifier: 'max' });
  assert.equal(readAnswer({ ...good, id: undefined }, 'age'), undefined);
  assert.equal(readAnswer({ ...good, id: '' }, 'age'), undefined);
  assert.equal(readAnswer(good, 'student'), undefined);
  assert.equal(readAnswer({ ...good, verifier: 'someone' }, 'age'), undefined);
  assert.equal(readAnswer({ ...good, outcome: 'failed' }, 'age'), undefined);
  assert.equal(readAnswer({ ...good, outcome: 'failed', reason: 'face-differs' }, 'age'), undefined);
  assert.equal(readAnswer(Object.create(good), 'age'), undefined);
  fc.assert(fc.property(fc.anything(), (value) => readAnswer(value, 'age') === undefined));
});

test('every result state and reason has a duty, and only a success is accepted', () => {
  for (const state of Object.keys(PHASES) as CheckState[]) {
    if (PHASES[state] !== 'result') continue;
    for (const reason of REASONS) {
      const key = outcomeOf(state, reason);
      assert.ok(key && DUTIES[key], `${state} ${reason}`);
      const positive = ['confirmed', 'attested', 'paper-accepted'].includes(state);
      assert.equal(DUTIES[key].duty === 'accept', positive);
      const { first } = DUTIES[key];
      const offered = eventsOf(state);
      assert.ok(
        offered.includes(first) || (first === 'scan' && offered.includes('goskan')),
        `${state}: ${first}`,
      );
    }
  }
});

test('readConfig fills in defaults and reports each invalid field without its value', () => {
  assert.deepEqual(readConfig({}).problems, []);
  assert.deepEqual(readConfig({}).config.ways, ['goskan']);
  const { problems, warnings } = readConfig({
    institution: { name: '', timeZone: 'Mars/Base', inn: '123' },
    act: {},
    ways: ['gateway', 'secret-value'],
    codeHosts: ['A.ru'],
    typo: 1,
    benefits: ['age', 'hero'],
    clauses: { '9.9': '1' },
    paper: { student: [{ lookAt: ['x'] }] },
    paperRequired: {},
    addresses: { help: 'javascript:0' },
    checklist: { deskTested: 'yesterday', trainer: 'Name' },
  });
  for (const field of [
    'institution.name',
    'institution.timeZone',
    'institution.inn',
    'act.title',
    'ways[1]',
    'codeHosts[0]',
    'typo',
    'benefits[1]',
    'clauses.9.9',
    'paper.student[0].document',
    'paperRequired',
    'gatewayAct',
    'addresses.help',
    'checklist.deskTested',
    'checklist.trainer',
  ])
    assert.ok(
      [...problems, ...warnings].some((line) => line.startsWith(`config.${field}`)),
      `${field} in ${problems.join('; ')}`,
    );
  assert.ok(!problems.join().includes('secret-value'));
  assert.deepEqual(
    readConfig({ newer: 1, institution: { motto: 'x' } }).problems,
    [],
    'an unknown field is no problem',
  );
  const { addresses } = readConfig({ addresses: { bot: 'https://max.ru/other_bot' } }).config;
  assert.deepEqual(addresses, {
    help: 'https://www.gosuslugi.ru/help/faq/digital_id/20133',
    bot: 'https://max.ru/other_bot',
  });
  fc.assert(fc.property(fc.anything(), (value) => Array.isArray(readConfig(value).problems)));
});

test('attorneyState: missing, invalid, good, ending within 30 days, ended after the last day', () => {
  assert.equal(attorneyState(undefined, '2026-11-22').kind, 'missing');
  assert.equal(attorneyState('2026-02-30', '2026-11-22').kind, 'invalid');
  assert.equal(attorneyState('2026-12-23', '2026-11-22').kind, 'good');
  assert.deepEqual(attorneyState('2026-12-22', '2026-11-22'), { kind: 'ending', days: 30 });
  assert.deepEqual(attorneyState('2026-11-22', '2026-11-22'), { kind: 'ending', days: 0 });
  assert.equal(attorneyState('2026-11-21', '2026-11-22').kind, 'ended');
});
