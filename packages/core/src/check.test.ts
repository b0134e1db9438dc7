import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type CheckEvent,
  type CheckState,
  eventsOf,
  isAtRest,
  NOT_IN_REGULATION,
  PHASES,
  restingState,
  step,
  TABLE,
} from './check.js';

const STATES = Object.keys(PHASES) as CheckState[];
/** All rows, each with its state in front. */
const ROWS = STATES.flatMap((from) => TABLE[from].map((row) => [from, ...row] as const));
const EVENTS = [...new Set(ROWS.map((row) => row[1]))];
const REST: CheckState[] = STATES.filter(isAtRest);
const DIGITAL_SUCCESS: CheckState[] = ['confirmed', 'attested'];
const SUCCESS: CheckState[] = [...DIGITAL_SUCCESS, 'paper-accepted'];
const FAILURES: CheckState[] = [
  'failed',
  'not-confirmed',
  'face-differs',
  'goskan-not-confirmed',
  'goskan-face-differs',
];

/** Applies events from the resting state, ignoring those that the current state does not accept. */
function walk(events: readonly CheckEvent[]): { from: CheckState; event: CheckEvent; to: CheckState }[] {
  let state: CheckState = 'choice';
  const path = [];
  for (const event of events) {
    const next = step(state, event);
    if (!next) continue;
    path.push({ from: state, event, to: next.to });
    state = next.to;
  }
  return path;
}

const anySequence = fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 });

test('every row is unique, names a clause and leads to a known state', () => {
  const seen = new Set<string>();
  for (const [from, event, to, clause] of ROWS) {
    assert.ok(PHASES[from] && PHASES[to]);
    assert.ok(clause === NOT_IN_REGULATION || /^\d(\.\d)+$/.test(clause), `${from} ${event}: ${clause}`);
    assert.ok(!seen.has(`${from} ${event}`), `${from} ${event} is duplicated`);
    seen.add(`${from} ${event}`);
  }
});

test('no event sequence reaches a digital success without an answer or attestation followed by the face check', () => {
  fc.assert(
    fc.property(anySequence, (events) => {
      const path = walk(events);
      path.forEach(({ to }, index) => {
        if (!DIGITAL_SUCCESS.includes(to)) return;
        // Both must have happened since the check began or paper was chosen.
        const before = path.slice(0, index + 1);
        const start = before.map(({ from }) => REST.includes(from) || from === 'paper').lastIndexOf(true);
        const happened = before.slice(start).map(({ event }) => event);
        assert.ok(happened.includes('face-matches'));
        assert.ok(happened.includes('answer-confirmed') || happened.includes('attest-confirmed'));
        assert.equal(path[index]?.event, 'face-matches');
      });
    }),
    { numRuns: 5_000 },
  );
});

test('only the face check leads to a digital success, and only a confirmation leads to the face check', () => {
  const into = (to: CheckState) => ROWS.filter((row) => row[2] === to).map((row) => `${row[0]} ${row[1]}`);
  assert.deepEqual(into('confirmed'), ['face face-matches']);
  assert.deepEqual(into('attested'), ['goskan-face face-matches']);
  assert.deepEqual(into('face'), ['verifying answer-confirmed', 'confirmed correct', 'face-differs correct']);
  assert.deepEqual(into('goskan-face'), ['goskan attest-confirmed', 'goskan-face-differs correct']);
});

test('every reachable state can return to rest', () => {
  const reachesRest = (state: CheckState): boolean => {
    const seen = new Set<CheckState>();
    const open = [state];
    for (let at = open.pop(); at; at = open.pop()) {
      if (REST.includes(at)) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      for (const event of eventsOf(at)) open.push(step(at, event)!.to);
    }
    return false;
  };
  for (const state of STATES) assert.ok(reachesRest(state), state);
});

test('every state except rest has exactly one of leave and next', () => {
  for (const state of STATES) {
    if (REST.includes(state)) continue;
    const out = eventsOf(state).filter((event) => event === 'leave' || event === 'next');
    assert.equal(out.length, 1, state);
  }
});

test('after a success the result is always accepted, unless the clerk corrects it', () => {
  for (const state of SUCCESS) {
    for (const event of eventsOf(state)) {
      if (event === 'correct') continue;
      assert.equal(step(state, event)?.done, 'accepted', `${state} ${event}`);
    }
    assert.equal(step(state, 'face-differs'), undefined);
    assert.equal(step(state, 'paper-decline'), undefined);
  }
});

test('after a failure there is no automatic refusal, and another try and paper are one event away', () => {
  for (const state of FAILURES) {
    for (const event of eventsOf(state))
      assert.notEqual(step(state, event)?.done, 'not-accepted', `${state} ${event}`);
    assert.equal(step(state, 'paper')?.to, 'paper');
    assert.ok(step(state, 'scan') ?? step(state, 'goskan'), state);
  }
});

test('not-accepted follows only from declining a paper document', () => {
  for (const row of ROWS) if (row[4] === 'not-accepted') assert.equal(row[0], 'paper-not-accepted');
  assert.deepEqual(
    ROWS.filter((row) => row[2] === 'paper-not-accepted').map((row) => row[1]),
    ['paper-decline'],
  );
});

test('paper is one event away from rest and from every state before a result', () => {
  for (const state of STATES) {
    if (state === 'paper' || (PHASES[state] === 'result' && !FAILURES.includes(state))) continue;
    assert.equal(step(state, 'paper')?.to, 'paper', state);
  }
});

test('paper takes no more events than a digital check', () => {
  const length = (events: CheckEvent[]) =>
    walk(events).filter(({ to }) => SUCCESS.includes(to)).length && events.length;
  assert.equal(length(['paper', 'paper-accept']), 2);
  assert.equal(length(['scan', 'submit', 'answer-confirmed', 'face-matches']), 4);
  assert.equal(length(['goskan', 'attest-confirmed', 'face-matches']), 3);
});

test('hide clears answers and results but keeps Goskan steps, capture and paper', () => {
  for (const state of STATES) {
    const cleared = step(state, 'hide')?.to === 'choice';
    const spared = REST.includes(state) || ['capture', 'goskan', 'goskan-face', 'paper'].includes(state);
    assert.notEqual(cleared, spared, state);
  }
});

test('Goskan never passes through capture', () => {
  const path = walk(['goskan', 'scan', 'submit', 'attest-confirmed', 'scan', 'face-matches']);
  assert.deepEqual(
    path.map(({ to }) => to),
    ['goskan', 'goskan-face', 'attested'],
  );
});

test('submit leads to verifying from every state that accepts a code', () => {
  const accepting = STATES.filter((state) => step(state, 'submit'));
  assert.deepEqual(accepting.sort(), [
    'capture',
    'choice',
    'confirmed',
    'face-differs',
    'failed',
    'idle',
    'not-confirmed',
    'paper',
    'paper-accepted',
    'paper-not-accepted',
  ]);
  for (const state of accepting) {
    const { to, done } = step(state, 'submit')!;
    assert.equal(to, 'verifying', state);
    // The result of a previous check that has ended is reported.
    assert.equal(done, step(state, 'next')?.done, state);
  }
});

test('restingState: loading until the configuration is known, paper only with an expired power of attorney', () => {
  const ended = { kind: 'ended' } as const;
  assert.equal(restingState({ usable: true, loading: false }), 'choice');
  assert.equal(restingState({ usable: true, loading: true, attorney: { kind: 'good' } }), 'choice');
  assert.equal(restingState({ usable: true, loading: false, attorney: ended }), 'choice-paper-only');
  assert.equal(restingState({ usable: false, loading: true, attorney: ended }), 'loading');
  assert.equal(restingState({ usable: false, loading: false, attorney: ended }), 'unusable');
  assert.deepEqual(REST.sort(), ['choice', 'choice-paper-only', 'idle', 'loading', 'unusable']);
});
