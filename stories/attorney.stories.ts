import '@cid-elements/elements/attorney/define';
import { attorney as english } from '@cid-elements/elements/locales/en/attorney';
import { attorney as russian } from '@cid-elements/elements/locales/ru/attorney';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { all, expect, make, phase, role, type Scene, scene, seen, shows } from './support/drive.js';

const meta: Meta = { title: 'cid-attorney' };
export default meta;
type Story = StoryObj;

const words = ({ globals }: Scene) => (globals.lang === 'en' ? english : russian);

/** A fictitious person, whose data must not appear anywhere. */
const PERSON = ['Образцова', '440100000001', '112-233-445 95'];

/** A fictitious power of attorney in the unified format 003. */
const file = (from: string, until: string, inn = '4425000000'): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Доверенность xmlns="urn://x-artefacts/EMCHD_1"><Документ><Довер>
<СвДов НомДовер="7f3c1d2e-1111-4222-8333-9abcdef0AB12" ДатаВыдДовер="${from}" СрокДейст="${until}"/>
<СвДоверит><Доверит><РосОргДовер><СвРосОрг НаимОрг="Учебная библиотека № 0" ИННЮЛ="${inn}"/></РосОргДовер></Доверит></СвДоверит>
<СвУпПред><Пред><СведФизЛ ИННФЛ="${PERSON[1]}" СНИЛС="${PERSON[2]}"><ФИО Фамилия="${PERSON[0]}"/></СведФизЛ></Пред></СвУпПред>
<СвПолн><МашПолн КодПолн="ОБРАЗЕЦ-1" НаимПолн="Проверка документов"/></СвПолн></Довер></Документ></Доверенность>`;

const CONFIG = {
  institution: { inn: '4425000000', timeZone: 'Europe/Moscow' },
  goskanPower: 'ОБРАЗЕЦ-1',
};

const story = (
  content: string | undefined,
  config: object,
  play: (at: Scene, t: ReturnType<typeof words>) => Promise<void>,
): Story => ({
  render: () => make('cid-attorney', {}, { config }),
  play: async (context) => {
    const at = await scene(context);
    const t = words(at);
    await role(at.element, 'heading', t.title);
    if (content !== undefined) {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'mchd.xml', { type: 'text/xml' }));
      const [input] = all(at.element, 'input[type=file]') as HTMLInputElement[];
      input!.files = transfer.files;
      input!.dispatchEvent(new Event('change'));
      await phase(at.element, 'result');
    }
    await play(at, t);
    for (const its of PERSON) expect(at.element.shadowRoot?.innerHTML).not.toContain(its);
  },
});

export const Empty: Story = story(undefined, CONFIG, async (at, t) => {
  await shows(at.element, t.lead);
});

/** In force, of this institution, with the authority that the configuration names. */
export const Valid: Story = story(file('2020-01-15', '2999-01-14'), CONFIG, async (at, t) => {
  await shows(at.element, t.valid);
  const recorded: unknown[] = [];
  at.element.addEventListener('cid-attorney', (event) => recorded.push((event as CustomEvent).detail));
  (await role(at.element, 'button', t.use)).click();
  expect(recorded).toEqual([{ until: '2999-01-14' }]);
  await role(at.element, 'button', t.reminder);
});

/** Without a configuration to compare with, which is stated. */
export const Unchecked: Story = story(file('2020-01-15', '2999-01-14'), {}, async (at, t) => {
  await shows(at.element, t.organisationUnchecked);
  await shows(at.element, t.goskanPowerUnchecked);
});

export const NotYetValid: Story = story(file('2998-01-15', '2999-01-14'), CONFIG, async (at, t) => {
  await shows(at.element, t.notYetValid('2998-01-15'));
});

export const Ended: Story = story(file('2020-01-15', '2021-01-14'), CONFIG, async (at, t) => {
  await shows(at.element, t.ended);
  expect(seen(at.element)).not.toContain(t.use);
});

export const OtherOrganisation: Story = story(
  file('2020-01-15', '2999-01-14', '7700000000'),
  CONFIG,
  async (at, t) => {
    await shows(at.element, t.otherOrganisation);
    expect(seen(at.element)).not.toContain(t.use);
  },
);

export const Doctype: Story = story('<!DOCTYPE a><a/>', CONFIG, async (at, t) => {
  await shows(at.element, t.doctype);
});

export const NotXml: Story = story('hello', CONFIG, async (at, t) => {
  await shows(at.element, t.notXml);
});
