import type { CheckEvent } from '@cid-elements/core';
import { wait } from '@cid-elements/scanning/testing/wait';
import { expect } from 'chai';
import { CheckSession, type SessionSettings } from './check-session.js';
import type { VerifyAnswer } from './verify.js';

const confirmed: VerifyAnswer = { outcome: 'confirmed', verifier: 'max' };

function desk(answer: Promise<VerifyAnswer> | VerifyAnswer, more: Partial<SessionSettings> = {}) {
  const session = new CheckSession();
  const done: string[] = [];
  session.settings = { ...session.settings, verifier: 'gateway', verify: async () => answer, ...more };
  session.onDone = (result) => done.push(result);
  return { session, done };
}

/** Starts a capture, submits a code, and waits for the answer. */
async function ask(session: CheckSession): Promise<void> {
  session.send('scan');
  expect(session.submit('text')).to.equal(true);
  for (let turn = 0; turn < 100 && session.state === 'verifying'; turn++) await wait(1);
}

describe('CheckSession', () => {
  it('goes from code to face check to outcome, and calls onDone at the end', async () => {
    const { session, done } = desk(confirmed);
    await ask(session);
    expect(session.state).to.equal('face');
    expect(session.outcome).to.equal(undefined);
    session.send('face-matches');
    expect(session.outcome).to.equal('confirmed');
    expect(done).to.deep.equal([]);
    session.send('next');
    expect(done).to.deep.equal(['accepted']);
    expect(session.answeredBy).to.equal(undefined);
  });

  it("forgets the verifier's answer when paper is chosen", async () => {
    const { session } = desk({ outcome: 'not-confirmed', verifier: 'max' });
    await ask(session);
    expect(session.answeredBy).to.equal('max');
    session.send('paper');
    expect(session.answeredBy).to.equal(undefined);
  });

  it('passes a receipt only with accepted after the face check, never with paper', async () => {
    const signed: VerifyAnswer = { ...confirmed, receipt: 'a.b.c' };
    const ends = async (...events: CheckEvent[]) => {
      const { session } = desk(signed);
      const heard: unknown[] = [];
      session.onDone = (...done) => heard.push(done);
      await ask(session);
      for (const event of events) session.send(event);
      return heard;
    };
    const accepted = ['accepted', 'student', 'a.b.c'];
    expect(await ends('face-matches', 'next')).to.deep.equal([accepted]);
    expect(await ends('face-matches', 'expire')).to.deep.equal([accepted]);
    expect(await ends('face-matches', 'hide')).to.deep.equal([accepted]);
    expect(await ends('face-matches', 'correct', 'face-matches', 'next')).to.deep.equal([accepted]);
    expect(await ends('face-differs', 'correct', 'face-matches', 'next')).to.deep.equal([accepted]);
    expect(await ends('leave')).to.deep.equal([['cancelled', 'student', undefined]]);
    expect(await ends('face-differs', 'leave')).to.deep.equal([['cancelled', 'student', undefined]]);
    const paper = [['accepted', 'student', undefined]];
    expect(await ends('paper', 'paper-accept', 'next')).to.deep.equal(paper);
    expect(await ends('face-differs', 'paper', 'paper-accept', 'next')).to.deep.equal(paper);
    expect(await ends('paper', 'paper-accept', 'correct', 'paper-decline', 'next')).to.deep.equal([
      ['not-accepted', 'student', undefined],
    ]);
  });

  it("does not pass one visitor's receipt with the next check", async () => {
    let answer: VerifyAnswer = { ...confirmed, receipt: 'a.b.c' };
    const { session } = desk(confirmed);
    session.settings = { ...session.settings, verify: async () => answer };
    const heard: unknown[] = [];
    session.onDone = (_result, _benefit, receipt) => heard.push(receipt);
    await ask(session);
    session.send('face-matches');
    answer = confirmed;
    expect(session.submit('text')).to.equal(true);
    for (let turn = 0; turn < 100 && session.state === 'verifying'; turn++) await wait(1);
    session.send('face-matches');
    session.send('next');
    expect(heard).to.deep.equal(['a.b.c', undefined]);
  });

  it('hides a revealed outcome and notifies listeners when discreet is switched on', () => {
    const { session } = desk(confirmed);
    let told = 0;
    session.reveal(true);
    session.onChange = () => told++;
    session.settings = { ...session.settings, discreet: true };
    expect([told, session.revealed]).to.deep.equal([1, false]);
    session.settings = { ...session.settings };
    expect(told).to.equal(1);
  });

  it('ignores an answer that arrives after the check was cancelled', async () => {
    let answer: (value: VerifyAnswer) => void = () => {};
    const { session, done } = desk(new Promise((resolve) => (answer = resolve)));
    const asked = ask(session);
    session.send('leave');
    answer(confirmed);
    await asked;
    expect(session.state).to.equal('choice');
    expect(done).to.deep.equal(['cancelled']);
  });

  it('is in training after an answer of a training verifier, also with another configured verifier', async () => {
    const { session, done } = desk({ outcome: 'confirmed', verifier: 'training' });
    await ask(session);
    expect(session.training).to.equal(true);
    session.send('face-matches');
    session.send('next');
    expect(done).to.deep.equal(['training']);
    expect(session.training).to.equal(false);
  });

  it('fails with not-permitted and offers paper without a verifier', async () => {
    const session = new CheckSession();
    await ask(session);
    expect(session.outcome).to.equal('not-permitted');
    expect(session.can('paper')).to.equal(true);
  });

  it('is broken and warns after an event that the state does not accept, and recovers at the next step', () => {
    const session = new CheckSession();
    const { warn } = console;
    let warned = 0;
    console.warn = () => {
      warned += 1;
    };
    try {
      expect(session.send('face-matches')).to.equal(false);
    } finally {
      console.warn = warn;
    }
    expect(warned).to.equal(1);
    expect(session.broken).to.equal(true);
    session.send('paper');
    expect(session.broken).to.equal(false);
  });

  it('submit: accepts a code in every accepting state and reports the result of an ended check', async () => {
    const { session, done } = desk(confirmed);
    // From the resting state, as after a scan without a key press.
    expect(session.submit('text')).to.equal(true);
    await wait(0);
    expect(session.state).to.equal('face');
    expect(session.submit('text'), 'a second scan during the face check').to.equal(false);
    session.send('face-matches');
    expect(session.submit('text')).to.equal(true);
    expect(done).to.deep.equal(['accepted']);
    await wait(0);
    expect(session.state).to.equal('face');
    session.send('paper');
    session.send('paper-decline');
    session.submit('text');
    expect(done).to.deep.equal(['accepted', 'not-accepted']);
    session.close();
  });

  it('submit: rejects a code in a resting state that cannot check', () => {
    for (const resting of ['unusable', 'loading', 'choice-paper-only'] as const) {
      const { session } = desk(confirmed, { resting });
      expect(session.submit('text'), resting).to.equal(false);
      expect(session.state).to.equal(resting);
      expect(session.broken).to.equal(false);
    }
  });

  it('enters a changed resting state only after a running check has ended', () => {
    const { session } = desk(confirmed);
    session.send('paper');
    session.settings = { ...session.settings, resting: 'choice-paper-only' };
    expect(session.state, 'a check under way goes on').to.equal('paper');
    session.send('leave');
    expect(session.state).to.equal('choice-paper-only');
    session.settings = { ...session.settings, resting: 'choice' };
    expect(session.state).to.equal('choice');
  });

  it('with firstStep begins once the benefit is known, and again after each check', () => {
    const session = new CheckSession();
    session.settings = { ...session.settings, firstStep: 'paper' };
    expect(session.state).to.equal('choice');
    session.benefit = 'age';
    expect(session.state).to.equal('paper');
    session.send('paper-accept');
    session.send('next');
    expect(session.state).to.equal('paper');
    session.onDone = () => {
      session.benefit = undefined;
    };
    session.send('leave');
    expect(session.state, 'the benefit is asked for').to.equal('choice');
  });

  it('counts down, pauses, and clears at the end', async () => {
    const { session, done } = desk(confirmed, { resultSeconds: 2 });
    await ask(session);
    session.send('face-matches');
    session.pause(true);
    await wait(1200);
    expect(session.secondsLeft).to.equal(2);
    session.pause(false);
    await wait(2500);
    expect(session.state).to.equal('choice');
    expect(done).to.deep.equal(['accepted']);
  });

  it('discreet: hides the outcome until it is revealed, and again on the next screen', async () => {
    const { session } = desk(confirmed, { discreet: true });
    await ask(session);
    session.send('face-matches');
    expect(session.revealed).to.equal(false);
    session.reveal(true);
    expect(session.revealed).to.equal(true);
    session.send('correct');
    expect(session.revealed).to.equal(false);
    session.close();
  });
});
