import type { Benefit, OutcomeKey, Reason } from '@cid-elements/core';
import type { CidResult } from '@cid-elements/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import {
  expect,
  make,
  phase,
  role,
  scene,
  seen,
  seesFace,
  seesOutcome,
  shows,
  verify,
} from './support/drive.js';
import { asks, GATEWAY_CONFIG } from './support/gateway.js';
import type { Globals } from './support/stage.js';

const meta: Meta = { title: 'cid-result' };
export default meta;
type Story = StoryObj;

const element = (answer: string, globals: Globals, more: Record<string, string> = {}) =>
  make(
    'cid-result',
    { ...asks(answer, globals), benefit: 'student', 'result-seconds': '120', ...more },
    { config: GATEWAY_CONFIG },
  );

/** A gateway with one answer, the code passed to the element, and the outcome. */
const answered = (answer: string, outcome: OutcomeKey, benefit: Benefit = 'student'): Story => ({
  render: (_, { globals }) => element(answer, globals as Globals, { benefit }),
  play: async (context) => {
    const at = await scene(context);
    await verify(at, benefit);
    await seesOutcome(at, outcome);
    expect(at.element.getAttribute('state')).toBe('result');
  },
});

const failed = (reason: Reason): Story => answered(reason, reason);

/** Reasons that a gateway cannot return come from a verifier of the story. */
const failedHere = (reason: Reason): Story => ({
  render: (_, { globals }) => element('confirmed', globals as Globals),
  play: async (context) => {
    const at = await scene(context);
    const { check } = at.element as CidResult;
    await check.ready();
    const { session } = check;
    session.settings = {
      ...session.settings,
      verify: async () => ({ outcome: 'failed', reason, verifier: undefined }),
    };
    session.submit('');
    await phase(at.element, 'result');
    if (at.globals.theme === 'discreet') await shows(at.element, at.t.outcome.ready);
    else await role(at.element, 'heading', at.t.outcome.title[reason]);
  },
});

const faced: (press: 'matches' | 'differs', outcome: OutcomeKey) => Story = (press, outcome) => ({
  render: (_, { globals }) => element('confirmed', globals as Globals),
  play: async (context) => {
    const at = await scene(context);
    await verify(at);
    await seesFace(at);
    (await role(at.element, 'button', at.t.face[press])).click();
    await seesOutcome(at, outcome);
  },
});

export const Idle: Story = {
  render: (_, { globals }) => element('confirmed', globals as Globals),
  play: async (context) => {
    const { element, t } = await scene(context);
    await phase(element, 'idle');
    expect(seen(element)).not.toContain(t.outcome.title.confirmed);
    expect(document.activeElement === element).toBe(false);
  },
};

export const Verifying: Story = {
  render: (_, { globals }) => element('wait', globals as Globals),
  play: async (context) => {
    const at = await scene(context);
    await verify(at);
    await phase(at.element, 'working');
    await role(at.element, 'heading', at.t.verifying.title);
    await role(at.element, 'button', at.t.check.paper);
    await role(at.element, 'button', at.t.check.leave);
  },
};

export const Face: Story = {
  render: (_, { globals }) => element('confirmed', globals as Globals),
  play: async (context) => {
    const at = await scene(context);
    await verify(at);
    await seesFace(at);
  },
};

export const Confirmed: Story = faced('matches', 'confirmed');
export const FaceDiffers: Story = faced('differs', 'face-differs');
export const NotConfirmed: Story = answered('not-confirmed', 'not-confirmed', 'large-family');

/** A pupil who is not confirmed as a student gets an explanation. */
export const NotConfirmedPupil: Story = {
  ...answered('not-confirmed', 'not-confirmed'),
  play: async (context) => {
    const at = await scene(context);
    await verify(at);
    await seesOutcome(at, 'not-confirmed');
    if (at.globals.theme !== 'discreet') await shows(at.element, at.t.outcome.pupil);
  },
};

/** `age` always reads «18 лет и старше»: the visitor's age is not revealed. */
export const ConfirmedAge: Story = {
  render: (_, { globals }) => element('confirmed', globals as Globals, { benefit: 'age' }),
  play: async (context) => {
    const at = await scene(context);
    await verify(at, 'age');
    (await role(at.element, 'button', at.t.face.matches)).click();
    await seesOutcome(at, 'confirmed');
    if (at.globals.theme === 'discreet') return;
    await shows(at.element, at.t.benefit.age);
    expect(at.t.benefit.age).toContain('18');
  },
};

export const ForeignCode: Story = failed('foreign-code');
export const InvitationCode: Story = failed('invitation-code');
export const TrainingCode: Story = failed('training-code');
export const RealCode: Story = failed('real-code');
export const ExpiredCode: Story = failed('expired-code');
export const UsedCode: Story = failed('used-code');
export const NoDigitalId: Story = failed('no-digital-id');
export const Misconfigured: Story = failed('misconfigured');
export const RateLimited: Story = failed('rate-limited');
export const Unavailable: Story = failed('unavailable');
export const Offline: Story = answered('offline', 'offline');
export const Cancelled: Story = failedHere('cancelled');
export const TimedOut: Story = failedHere('timed-out');

/** The local act permits no gateway: the code is not sent. */
export const NotPermitted: Story = {
  render: () =>
    make('cid-result', { verifier: 'gateway', gateway: 'scripted/max/confirmed/', benefit: 'student' }),
  play: async (context) => {
    const at = await scene(context);
    await verify(at);
    await seesOutcome(at, 'not-permitted', { training: false });
  },
};

export const CountdownStopped: Story = {
  render: (_, { globals }) => element('expired-code', globals as Globals),
  play: async (context) => {
    const { element, t } = await scene(context);
    await verify({ element } as Awaited<ReturnType<typeof scene>>);
    const pause = await role(element, 'button', t.outcome.pause);
    pause.click();
    await shows(element, t.outcome.pausedAt);
    await role(element, 'button', t.outcome.resume);
    expect(seen(element)).not.toContain(t.outcome.pause);
  },
};

/** A training answer is marked as training, whichever verifier was requested. */
export const TrainingAnswer: Story = {
  render: () =>
    make(
      'cid-result',
      {
        verifier: 'gateway',
        gateway: 'scripted/training/confirmed/',
        benefit: 'student',
        'result-seconds': '120',
      },
      { config: GATEWAY_CONFIG },
    ),
  play: async (context) => {
    const at = await scene(context);
    await verify(at);
    (await role(at.element, 'button', at.t.face.matches)).click();
    await seesOutcome(at, 'confirmed', { training: true });
    if (at.globals.theme !== 'discreet') await shows(at.element, at.t.outcome.byTraining);
  },
};
