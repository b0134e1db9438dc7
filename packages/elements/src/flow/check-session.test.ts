import { expect } from 'chai';
import { Session, type SessionSettings } from './session.js';
import type { VerifyAnswer } from './verify.js';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const confirmed: VerifyAnswer = { outcome: 'confirmed', verifier: 'max' };

function desk(answer: Promise<VerifyAnswer> | VerifyAnswer, more: Partial<SessionSettings> = {}) {
  const session = new Session();
  const done: string[] = [];
  session.settings = { ...session.settings, verifier: 'gateway', verify: async () => answer, ...more };
  session.onDone = (result) => done.push(result);
  return { session, done };
}

function ask(session: Session): Promise<void> {
  session.send('scan');
  session.send('captured');
  return session.verify('text');
}

describe('a session', () => {
  it('goes from a code to the face to the outcome, and tells the host at the end', async () => {
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

  it('a document is the staff member’s word, whatever a service said before', async () => {
    const { session } = desk({ outcome: 'not-confirmed', verifier: 'max' });
    await ask(session);
    expect(session.answeredBy).to.equal('max');
    session.send('paper');
    expect(session.answeredBy).to.equal(undefined);
  });

  it('what was revealed is hidden, and screens are told, when the desk turns discreet', () => {
    const { session } = desk(confirmed);
    let told = 0;
    session.reveal(true);
    session.listen(() => told++);
    session.settings = { ...session.settings, discreet: true };
    expect([told, session.revealed]).to.deep.equal([1, false]);
    session.settings = { ...session.settings };
    expect(told).to.equal(1);
  });

  it('ignores an answer that comes after the check was left', async () => {
    let answer: (value: VerifyAnswer) => void = () => {};
    const { session, done } = desk(new Promise((resolve) => (answer = resolve)));
    const asked = ask(session);
    session.send('leave');
    answer(confirmed);
    await asked;
    expect(session.state).to.equal('choice');
    expect(done).to.deep.equal(['cancelled']);
  });

  it('an answer of the training issuer is training, whatever the desk', async () => {
    const { session, done } = desk({ outcome: 'confirmed', verifier: 'training' });
    await ask(session);
    expect(session.training).to.equal(true);
    session.send('face-matches');
    session.send('next');
    expect(done).to.deep.equal(['training']);
    expect(session.training).to.equal(false);
  });

  it('without a verifier says «not permitted» and offers paper', async () => {
    const session = new Session();
    await ask(session);
    expect(session.outcome).to.equal('not-permitted');
    expect(session.can('paper')).to.equal(true);
  });

  it('an unknown step is shown as broken, warned of, and not a dead end', () => {
    const session = new Session();
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

  it('counts down, stops while paused, clears at the end', async () => {
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

  it('is discreet until asked, and again for the next screen', async () => {
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
