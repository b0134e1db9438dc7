import type { CidCheck } from '@cid-elements/elements';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import {
  expect,
  focusInside,
  make,
  type PlayContext,
  phase,
  role,
  type Scene,
  scan,
  scene,
  seen,
  seesFace,
  seesOutcome,
  shows,
  until,
} from './support/drive.js';
import { asks, GATEWAY_CONFIG } from './support/gateway.js';
import type { Globals } from './support/stage.js';

const meta: Meta = { title: 'cid-check' };
export default meta;
type Story = StoryObj;

const BENEFITS = 'student large-family age';

/** A desk whose gateway always gives one answer, and the actions of the story. */
const atGateway = (answer: string, go: (scene: Scene) => Promise<void>): Story => ({
  render: (_, { globals }) =>
    make(
      'cid-check',
      { ...asks(answer, globals as Globals), benefits: BENEFITS, 'result-seconds': '120' },
      { config: GATEWAY_CONFIG },
    ),
  play: async (context) => go(await scene(context)),
});

/** The date in `days` days, for the end of a power of attorney. */
const inDays = (days: number): string =>
  new Intl.DateTimeFormat('sv').format(new Date(Date.now() + days * 86_400_000));

/** A desk that checks with Goskan. */
const atGoskan = (
  go: (scene: Scene) => Promise<void>,
  attributes: Record<string, string> = { 'attorney-until': inDays(300) },
): Story => ({
  render: () => make('cid-check', { benefits: BENEFITS, 'result-seconds': '120', ...attributes }),
  play: async (context) => go(await scene(context)),
});

const begin = async ({ element, t }: Scene, way: 'digital' | 'paper') => {
  await phase(element, 'choice');
  (await role(element, 'button', t.check[way])).click();
};

const restsEqual = async ({ element, t }: Scene): Promise<void> => {
  await phase(element, 'choice');
  const digital = await role(element, 'button', t.check.digital);
  const paper = await role(element, 'button', t.check.paper);
  // Paper is equal: the same size on the same screen.
  const [one, other] = [digital.getBoundingClientRect(), paper.getBoundingClientRect()];
  expect(Math.abs(one.width - other.width)).toBeLessThan(2);
  expect(Math.abs(one.height - other.height)).toBeLessThan(2);
  expect(one.height).toBeGreaterThanOrEqual(44);
};

/** Initial state: does not take the focus, and offers two equal ways. */
export const Choice: Story = atGateway('confirmed', async (at) => {
  await restsEqual(at);
  expect(document.activeElement === at.element).toBe(false);
  await role(at.element, 'radio', at.t.benefit.student);
  expect(seen(at.element).includes(at.t.training.word)).toBe(at.globals.theme === 'training');
});

export const ChoiceGoskan: Story = atGoskan(restsEqual);

export const OneBenefit: Story = atGoskan(restsEqual, { benefits: 'age', 'attorney-until': inDays(300) });

export const Help: Story = atGoskan(async ({ element, t }) => {
  await phase(element, 'choice');
  const help = await role(element, 'button', t.check.help);
  help.click();
  await shows(element, t.keys.start);
  expect(help.getAttribute('aria-expanded')).toBe('true');
  for (const key of ['F8', 'F9', 'Esc']) expect(seen(element)).toContain(key);
});

// ---- the power of attorney (4.1.2) ----

const attorney = (until: string | undefined, words: (t: Scene['t']) => string): Story =>
  atGoskan(
    async ({ element, t }) => {
      await phase(element, 'choice');
      await shows(element, words(t));
      await role(element, 'button', t.check.paper);
    },
    until ? { 'attorney-until': until } : {},
  );

export const AttorneyMissing: Story = attorney(undefined, (t) => t.attorney.missing);
export const AttorneyInvalid: Story = attorney('31.12.2026', (t) => t.attorney.invalid);
export const AttorneyThirtyDays: Story = attorney(inDays(30), (t) => t.attorney.ending(30));
export const AttorneyThreeDays: Story = attorney(inDays(3), (t) => t.attorney.ending(3));
export const AttorneyLastDay: Story = attorney(inDays(0), (t) => t.attorney.ending(0));

/** Expired: paper is offered instead of Goskan. */
export const AttorneyEnded: Story = atGoskan(
  async ({ element, t }) => {
    await phase(element, 'choice');
    await shows(element, t.attorney.ended);
    await role(element, 'button', t.check.paper);
    expect(element.shadowRoot?.querySelector('[part~=digital]')).toBeNull();
  },
  { 'attorney-until': inDays(-1) },
);

// ---- the digital check is not possible: shows the reason and offers paper ----

const unusable = (
  why: 'config' | 'gateway' | 'benefits' | 'verifier' | 'notPermitted',
  attributes: Record<string, string>,
  config?: object,
): Story => ({
  render: () => make('cid-check', { benefits: BENEFITS, ...attributes }, config ? { config } : {}),
  play: async (context) => {
    const { element, t } = await scene(context);
    await phase(element, 'unusable');
    await shows(element, t.unusable.title);
    await shows(element, t.closed[why]);
    (await role(element, 'button', t.check.paper)).click();
    await phase(element, 'paper');
    (await role(element, 'button', t.check.leave)).click();
    await phase(element, 'unusable');
  },
});

export const UnusableConfig: Story = unusable('config', { config: 'data:application/json,no' });
export const UnusableGateway: Story = unusable('gateway', { verifier: 'gateway' }, GATEWAY_CONFIG);
export const UnusableBenefits: Story = unusable('benefits', { benefits: 'heroes' });
export const UnusableVerifier: Story = unusable('verifier', { verifier: 'crystal-ball' });
export const UnusableNotPermitted: Story = unusable('notPermitted', {
  verifier: 'gateway',
  gateway: 'scripted/max/confirmed/',
});

// ---- by gateway or in training ----

export const Capture: Story = atGateway('confirmed', async (at) => {
  const { element, t, globals } = at;
  await begin(at, 'digital');
  await phase(element, 'capture');
  await shows(element, t.scanner.wedgeOn);
  await role(element, 'button', t.check.paper);
  await until('the focus is inside', () => focusInside(element));
  if (globals.theme === 'training') await shows(element, t.scanner.white);
});

export const Verifying: Story = atGateway('wait', async (at) => {
  await scan(at);
  await phase(at.element, 'working');
  await role(at.element, 'heading', at.t.verifying.title);
});

export const Face: Story = atGateway('confirmed', async (at) => {
  await scan(at);
  await seesFace(at);
  await until('the focus is inside', () => focusInside(at.element));
});

/** The complete check. The host gets one event at its end, and none before. */
export const Confirmed: Story = atGateway('confirmed', async (at) => {
  const { element, t } = at;
  const done: unknown[] = [];
  element.addEventListener('cid-done', (event) => done.push(event.detail));
  await scan(at);
  await seesFace(at);
  (await role(element, 'button', t.face.matches)).click();
  await seesOutcome(at, 'confirmed');
  await until('the focus is inside', () => focusInside(element));
  expect(done).toEqual([]);
});

export const NotConfirmed: Story = atGateway('not-confirmed', async (at) => {
  await scan(at);
  await seesOutcome(at, 'not-confirmed');
});

export const FaceDiffers: Story = atGateway('confirmed', async (at) => {
  await scan(at);
  (await role(at.element, 'button', at.t.face.differs)).click();
  await seesOutcome(at, 'face-differs');
});

export const ExpiredCode: Story = atGateway('expired-code', async (at) => {
  await scan(at);
  await seesOutcome(at, 'expired-code');
});

export const Unavailable: Story = atGateway('unavailable', async (at) => {
  await scan(at);
  await seesOutcome(at, 'unavailable');
});

/** Several benefits of one visitor in sequence. */
export const NextVisitor: Story = atGateway('confirmed', async (at) => {
  const { element, t } = at;
  const results: string[] = [];
  element.addEventListener('cid-done', (event) => results.push(event.detail.result));
  await scan(at);
  (await role(element, 'button', t.face.matches)).click();
  await phase(element, 'result');
  (await role(element, 'button', t.check.next)).click();
  await restsEqual(at);
  expect(results).toEqual([at.globals.theme === 'training' ? 'training' : 'accepted']);
  expect(seen(element)).not.toContain(t.outcome.title.confirmed);
});

/** For a screen that the queue can see, with any theme. */
export const Discreet: Story = {
  render: (_, { globals }) =>
    make(
      'cid-check',
      {
        ...asks('not-confirmed', globals as Globals),
        benefits: BENEFITS,
        'result-seconds': '120',
        discreet: '',
        'data-own-discreet': '',
      },
      { config: GATEWAY_CONFIG },
    ),
  play: async (context) => {
    const at = await scene(context);
    await scan(at);
    await seesOutcome(at, 'not-confirmed', { discreet: true });
  },
};

// ---- with Goskan ----

const goskan = async (at: Scene, showed: 'confirmed' | 'notConfirmed') => {
  await begin(at, 'digital');
  await phase(at.element, 'working');
  (await role(at.element, 'button', at.t.goskan[showed])).click();
};

export const GoskanSteps: Story = atGoskan(async (at) => {
  await begin(at, 'digital');
  await role(at.element, 'heading', at.t.goskan.title);
  await shows(at.element, at.t.goskan.success);
  await until('the focus is inside', () => focusInside(at.element));
  expect(at.element.shadowRoot?.querySelector('cid-scanner')).toBeNull();
});

export const GoskanFace: Story = atGoskan(async (at) => {
  await goskan(at, 'confirmed');
  await seesFace(at);
  await role(at.element, 'button', at.t.face.attest);
});

/** The attestation of the clerk, marked as such. */
export const Attested: Story = atGoskan(async (at) => {
  await goskan(at, 'confirmed');
  (await role(at.element, 'button', at.t.face.attest)).click();
  await seesOutcome(at, 'attested', { training: false });
  if (at.globals.theme !== 'discreet') await shows(at.element, at.t.outcome.byStaff);
});

export const GoskanNotConfirmed: Story = atGoskan(async (at) => {
  await goskan(at, 'notConfirmed');
  await seesOutcome(at, 'goskan-not-confirmed', { training: false });
});

export const GoskanFaceDiffers: Story = atGoskan(async (at) => {
  await goskan(at, 'confirmed');
  (await role(at.element, 'button', at.t.face.differs)).click();
  await seesOutcome(at, 'face-differs', { training: false });
});

// ---- paper, chosen first ----

const paper = async (at: Scene, press?: 'accept' | 'decline') => {
  await begin(at, 'paper');
  await phase(at.element, 'paper');
  await role(at.element, 'heading', at.t.paper.title);
  await shows(at.element, at.t.paper.nothingKept);
  if (press) (await role(at.element, 'button', at.t.paper[press])).click();
};

export const Paper: Story = atGateway('confirmed', (at) => paper(at));

export const PaperAccepted: Story = atGateway('confirmed', async (at) => {
  await paper(at, 'accept');
  await seesOutcome(at, 'paper-accepted');
});

export const PaperNotAccepted: Story = atGateway('confirmed', async (at) => {
  await paper(at, 'decline');
  await seesOutcome(at, 'paper-not-accepted');
});

/** Page-wide keys: a function key starts a check from anywhere, and the focus is restored at its end. */
export const ByKeys: Story = {
  ...atGoskan(async () => {}),
  play: async (context: PlayContext) => {
    const { element, t } = await scene(context);
    await phase(element, 'choice');
    const press = (key: string) =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true }));
    press('F9');
    await phase(element, 'paper');
    await role(element, 'heading', t.paper.title);
    await until('the focus is inside', () => focusInside(element));
    (element as CidCheck).startCheck();
    await phase(element, 'working');
  },
};
