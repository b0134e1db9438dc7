import { COURSE, COURSE_CASES, type CourseCase, type CourseCaseId } from '@cid-elements/core/course';
import { trainingCode } from '@cid-elements/core/training';
import { course as english } from '@cid-elements/elements/locales/en/course';
import { course as russian } from '@cid-elements/elements/locales/ru/course';
import '@cid-elements/elements/training/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, make, phase, role, type Scene, scene, seen, shows, until, wedge } from './support/drive.js';

const meta: Meta = { title: 'cid-training' };
export default meta;
type Story = StoryObj;

const caseOf = (id: CourseCaseId): CourseCase => COURSE[id];
const words = ({ globals }: Scene) => (globals.lang === 'en' ? english : russian);

/** The course in the language of the story. */
async function opened(at: Scene) {
  const t = words(at);
  await role(at.element, 'heading', t.title);
  await shows(at.element, at.t.training.word);
  return t;
}

const present = (at: Scene): CourseCaseId | undefined =>
  COURSE_CASES.find((id) => seen(at.element).includes(words(at).cases[id].situation));

/** Decides about a new visitor and waits for the explanation. */
async function decide(at: Scene, right: boolean): Promise<CourseCaseId> {
  const t = words(at);
  await until('a visitor', () => ['capture', 'choice'].includes(at.element.getAttribute('state') ?? ''));
  if (at.element.getAttribute('state') === 'capture') {
    const read = at.element.getAttribute('way') === 'gateway' ? t.read.button : t.read.goskan;
    (await role(at.element, 'button', read)).click();
    await phase(at.element, 'choice');
  }
  const id = present(at);
  if (!id) throw new Error('an unknown visitor');
  const [name = ''] =
    Object.entries(caseOf(id).decisions).find(([, decision]) => decision.right === right) ?? [];
  const decisions: Readonly<Record<string, string>> = t.cases[id].decisions;
  (await role(at.element, 'button', decisions[name] ?? '')).click();
  await role(at.element, 'heading', right ? t.right : t.wrong);
  return id;
}

async function next(at: Scene): Promise<void> {
  at.element.shadowRoot?.querySelector<HTMLElement>('[data-key="1"]')?.click();
  await until('another screen', () => !at.element.shadowRoot?.querySelector('.explained'));
}

export const Start: Story = {
  render: () => make('cid-training'),
  play: async (context) => {
    const at = await scene(context);
    const t = await opened(at);
    await shows(at.element, t.way.goskan);
    await role(at.element, 'button', t.start);
    expect(at.element.shadowRoot?.querySelector('input, textarea, select')).toBeNull();
  },
};

const walked = (way: 'goskan' | 'gateway', right: boolean): Story => ({
  render: () => make('cid-training', { way }),
  play: async (context) => {
    const at = await scene(context);
    const t = await opened(at);
    (await role(at.element, 'button', t.start)).click();
    const id = await decide(at, right);
    await shows(at.element, t.cases[id].why);
  },
});

export const Right: Story = walked('goskan', true);
export const Wrong: Story = walked('gateway', false);

/** With the gateway and a wedge scanner. */
export const ByScanner: Story = {
  render: () => make('cid-training', { way: 'gateway', benefits: 'student' }),
  play: async (context) => {
    const at = await scene(context);
    const t = await opened(at);
    (await role(at.element, 'button', t.start)).click();
    await until('a visitor', () => present(at));
    while (at.element.getAttribute('state') !== 'capture') {
      await decide(at, true);
      await next(at);
      await until('a visitor', () => present(at));
    }
    (await role(at.element, 'button', t.read.scanner)).click();
    await shows(at.element, at.t.scanner.wedgeOn);
    const id = present(at);
    if (!id) throw new Error('an unknown visitor');
    await wedge(trainingCode(caseOf(id).visitor, 'student', Date.now(), 'story').text, 0);
    await phase(at.element, 'choice');
    await shows(at.element, t.answer.by.gateway);
  },
};

/** To the end, with one mistake that is repeated. */
export const Finished: Story = {
  render: () => make('cid-training', {}, { config: { institution: { name: 'Учебная библиотека № 0' } } }),
  play: async (context) => {
    const at = await scene(context);
    const t = await opened(at);
    let finished = 0;
    at.element.addEventListener('cid-course', () => {
      finished += 1;
    });
    (await role(at.element, 'button', t.start)).click();
    for (let visitor = 0; visitor < COURSE_CASES.length; visitor++) {
      await decide(at, visitor > 0);
      await next(at);
    }
    await role(at.element, 'heading', t.result.left);
    expect(finished).toBe(0);
    (await role(at.element, 'button', t.result.repeat(1))).click();
    await decide(at, true);
    await next(at);
    await role(at.element, 'heading', t.result.done);
    await role(at.element, 'button', t.result.print);
    expect(finished).toBe(1);
    expect(at.element.shadowRoot?.querySelector('.sheet')?.textContent).toContain('Учебная библиотека № 0');
  },
};
