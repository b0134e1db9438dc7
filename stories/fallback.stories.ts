import type { Benefit } from '@cid-elements/core';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, make, phase, role, scene, seen, seesOutcome, shows } from './support/drive.js';

const meta: Meta = { title: 'cid-fallback' };
export default meta;
type Story = StoryObj;

/** The documents that prove a benefit and what to check. No input fields. */
const documents = (benefit: Benefit): Story => ({
  render: () => make('cid-fallback', { benefit }),
  play: async (context) => {
    const { element, t } = await scene(context);
    await phase(element, 'paper');
    await role(element, 'heading', `${t.paper.title}: ${t.benefit[benefit]}`);
    for (const document of t.paper.documents[benefit]) await shows(element, document);
    await role(element, 'button', t.paper.accept);
    await role(element, 'button', t.paper.decline);
    await shows(element, t.paper.nothingKept);
    expect(element.shadowRoot?.querySelector('input, textarea, select')).toBeNull();
  },
});

export const Student: Story = documents('student');
export const LargeFamily: Story = documents('large-family');
export const Age: Story = documents('age');
export const Pensioner: Story = documents('pensioner');
export const Disability: Story = documents('disability');

/** Without a benefit the clerk chooses one; Goskan is not mentioned. */
export const WithoutBenefit: Story = {
  render: () => make('cid-fallback'),
  play: async (context) => {
    const { element, t } = await scene(context);
    await phase(element, 'choice');
    expect(seen(element)).not.toContain(t.attorney.missing);
    (await role(element, 'radio', t.benefit.age)).click();
    await role(element, 'heading', `${t.paper.title}: ${t.benefit.age}`);
  },
};

/** Cases in which federal law requires paper (1.3), and documents added by the institution. */
export const Configured: Story = {
  render: () =>
    make(
      'cid-fallback',
      { benefit: 'student' },
      {
        config: {
          paperRequired: [{ case: 'Выдача редких книг на дом', law: 'образец нормы' }],
          paper: { student: [{ document: 'Читательский билет вуза', lookAt: ['печать', 'срок'] }] },
        },
      },
    ),
  play: async (context) => {
    const { element, t } = await scene(context);
    await shows(element, t.paper.required);
    await shows(element, 'Выдача редких книг на дом');
    await shows(element, 'Читательский билет вуза');
    expect(seen(element)).not.toContain(t.paper.documents.student[0]);
  },
};

const pressed = (press: 'accept' | 'decline'): Story => ({
  render: () => make('cid-fallback', { benefit: 'student' }),
  play: async (context) => {
    const at = await scene(context);
    const recorded: unknown[] = [];
    at.element.addEventListener('cid-paper', (event) => recorded.push((event as CustomEvent).detail));
    (await role(at.element, 'button', at.t.paper[press])).click();
    const accepted = press === 'accept';
    await seesOutcome(at, accepted ? 'paper-accepted' : 'paper-not-accepted', {
      discreet: false,
      training: false,
    });
    expect(recorded).toEqual([{ accepted }]);
  },
});

export const Accepted: Story = pressed('accept');
export const NotAccepted: Story = pressed('decline');
