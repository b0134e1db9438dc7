import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, make, scene, seen, until } from './support/drive.js';

const meta: Meta = { title: 'cid-info' };
export default meta;
type Story = StoryObj;

const INSTITUTION = {
  institution: {
    name: 'Учебная библиотека № 0',
    timeZone: 'Europe/Moscow',
    contact: 'администратор смены, тел. 00-00',
    hours: 'вт–вс 10:00–19:00',
  },
  act: { title: 'Образец. Положение о сервисе «Цифровой ID»', number: '00-ОБРАЗЕЦ', date: '2026-01-12' },
};

/** A document: headings in order, no buttons and no input fields. */
const page = (
  attributes: Record<string, string>,
  properties: object = {},
  words: readonly string[] = [],
): Story => ({
  render: () => make('cid-info', attributes, properties),
  play: async (context) => {
    const { element, globals } = await scene(context);
    await until('the page is drawn', () => element.shadowRoot?.querySelector('h1, h2, h3'));
    const root = element.shadowRoot!;
    for (const its of words) expect(seen(element)).toContain(its);
    expect(seen(element)).toContain(globals.lang === 'ru' ? 'Цифров' : 'Digital ID');
    const levels = [...root.querySelectorAll('h1, h2, h3, h4, h5')].map((heading) =>
      Number(heading.localName[1]),
    );
    levels.forEach((level, index) => {
      if (index) expect(level - levels[index - 1]!).toBeLessThanOrEqual(1);
    });
    expect(root.querySelector('input, button, form, iframe')).toBeNull();
  },
});

export const Default: Story = page({});
export const OneBenefit: Story = page({ benefits: 'age' });
export const Institution: Story = page({}, { config: INSTITUTION }, ['Учебная библиотека № 0', '00-00']);
export const ByAttributes: Story = page(
  {
    institution: 'Библиотека № 0',
    regulation: '/act.pdf',
    benefits: 'student pensioner disability',
    'heading-level': '3',
  },
  {},
  ['Библиотека № 0'],
);

/** The light DOM children, which are shown before the element is defined and without scripts. */
export const LightChildren: Story = {
  render: () => {
    const element = make('cid-info');
    element.append('Льготу можно подтвердить и документом.');
    return element;
  },
};
