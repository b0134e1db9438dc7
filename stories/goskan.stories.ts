import type { Meta, StoryObj } from '@storybook/web-components-vite';
import {
  expect,
  make,
  phase,
  role,
  type Scene,
  scene,
  seen,
  seesFace,
  seesOutcome,
  shows,
} from './support/drive.js';

const meta: Meta = { title: 'cid-goskan' };
export default meta;
type Story = StoryObj;

const steps = (
  go: (scene: Scene) => Promise<void>,
  attributes: Record<string, string> = {},
  properties: object = {},
): Story => ({
  render: () =>
    make('cid-goskan', { benefit: 'student', 'attorney-until': '2099-12-31', ...attributes }, properties),
  play: async (context) => go(await scene(context)),
});

/** Elements used alone do not support `discreet` and do not train. */
const alone = { discreet: false, training: false };

export const Steps: Story = steps(async ({ element, t }) => {
  await phase(element, 'working');
  await role(element, 'heading', t.goskan.title);
  for (const words of [t.goskan.open, t.goskan.scan, t.goskan.see, t.goskan.success])
    await shows(element, words);
  expect(element.shadowRoot?.querySelectorAll('ol > li')).toHaveLength(3);
  await role(element, 'group', t.goskan.ask);
  await role(element, 'button', t.check.paper);
  expect(document.activeElement === element).toBe(false);
});

/** The only success message of Goskan that is known (4.2.3). */
export const Age: Story = steps(async ({ element, t }) => shows(element, t.goskan.successAge), {
  benefit: 'age',
});

export const ConfiguredSuccess: Story = steps(
  async ({ element }) => shows(element, 'Льгота: многодетная семья'),
  { benefit: 'large-family' },
  { config: { goskanSuccess: { 'large-family': 'Льгота: многодетная семья' } } },
);

export const AttorneyMissing: Story = steps(async ({ element, t }) => shows(element, t.attorney.missing), {
  'attorney-until': '',
});

/** Expired: the steps do not begin (4.1.2). */
export const AttorneyEnded: Story = steps(
  async ({ element, t }) => {
    await shows(element, t.attorney.ended);
    await phase(element, 'choice');
    expect(seen(element)).not.toContain(t.goskan.ask);
    await role(element, 'button', t.check.paper);
  },
  { 'attorney-until': '2020-01-31' },
);

/** The local act does not permit Goskan. The steps wait for the configuration. */
export const NotPermitted: Story = steps(
  async ({ element, t }) => {
    await phase(element, 'unusable');
    expect(seen(element)).not.toContain(t.goskan.ask);
    await role(element, 'button', t.check.paper);
  },
  {},
  { config: { ways: ['gateway'], gatewayAct: { title: 'Образец местного акта' } } },
);

const attest = async (
  { element, t }: Scene,
  showed: 'confirmed' | 'notConfirmed',
  face?: 'attest' | 'differs',
) => {
  (await role(element, 'button', t.goskan[showed])).click();
  if (face) (await role(element, 'button', t.face[face])).click();
};

export const Face: Story = steps(async (at) => {
  await attest(at, 'confirmed');
  await seesFace(at);
});

export const Attested: Story = steps(async (at) => {
  await attest(at, 'confirmed', 'attest');
  await seesOutcome(at, 'attested', alone);
  await shows(at.element, at.t.outcome.byStaff);
});

/** The clerk can correct the attestation until the result clears. */
export const Corrected: Story = steps(async (at) => {
  await attest(at, 'confirmed', 'attest');
  (await role(at.element, 'button', at.t.check.correct)).click();
  await phase(at.element, 'working');
  await role(at.element, 'heading', at.t.goskan.title);
});

export const NotConfirmed: Story = steps(async (at) => {
  await attest(at, 'notConfirmed');
  await seesOutcome(at, 'goskan-not-confirmed', alone);
});

export const FaceDiffers: Story = steps(async (at) => {
  await attest(at, 'confirmed', 'differs');
  await seesOutcome(at, 'face-differs', alone);
});

export const PaperInstead: Story = steps(async (at) => {
  (await role(at.element, 'button', at.t.check.paper)).click();
  await phase(at.element, 'paper');
  await role(at.element, 'heading', at.t.paper.title);
});
