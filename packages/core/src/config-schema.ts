/**
 * Schema of the institution's configuration, from which the published JSON Schema (`library.schema.json`) and
 * the reference in the guides are generated. Elements use `readConfig`, which accepts the same values. Not
 * exported by the index, because zod fails to load on pages that extend `Object.prototype`.
 */
import { z } from 'zod';
import { BENEFITS } from './benefits.js';
import { CLAUSES } from './clauses.js';
import { DEFAULT_CONFIG } from './config.js';

/** Adds the description of a field in both languages. */
const about = <T extends z.ZodType>(schema: T, ru: string, en: string): T =>
  schema.meta({ description: en, ru });

const text = () => z.string().regex(/\S/);
const date = () => z.iso.date();
const link = () => z.string().regex(/^(https?:\/\/|\/)/);
const benefit = () => z.enum(BENEFITS);

const act = () =>
  z.strictObject({
    title: about(text(), 'название', 'title'),
    number: about(text(), 'номер', 'number').optional(),
    date: about(date(), 'дата', 'date').optional(),
    link: about(link(), 'адрес, где его можно прочитать', 'address where it can be read').optional(),
  });

const branch = z.strictObject({
  name: about(text(), 'название', 'name'),
  address: about(text(), 'адрес', 'address').optional(),
  hours: about(text(), 'часы работы', 'opening hours').optional(),
  phone: about(text(), 'телефон', 'telephone').optional(),
});

const institution = z.strictObject({
  name: about(text(), 'название библиотеки', 'name of the library').optional(),
  inn: about(
    z.string().regex(/^\d{10}$/),
    'ИНН организации, 10 цифр: с ним сверяется доверенность (п. 4.1.2)',
    'ИНН of the organisation, 10 digits: compared with the one in a power of attorney (4.1.2)',
  ).optional(),
  timeZone: about(
    text(),
    'часовой пояс (имя IANA) для дат и времени; без него – пояс компьютера',
    "time zone (IANA name) for dates and times; without it the computer's own",
  ).optional(),
  contact: about(
    text(),
    'куда обращаться с вопросами и жалобами',
    'where questions and complaints go',
  ).optional(),
  hours: about(text(), 'часы работы', 'opening hours').optional(),
  branches: about(z.array(branch), 'филиалы', 'branches').optional(),
});

const paperDocument = z.strictObject({
  document: about(text(), 'документ', 'document'),
  lookAt: about(z.array(text()), 'на что посмотреть', 'what to look at').optional(),
});

const paperCase = z.strictObject({
  case: about(text(), 'случай', 'case'),
  law: about(text(), 'норма закона', 'provision of the law').optional(),
});

const checklist = z.strictObject({
  actPublished: about(date(), 'акт опубликован (п. 6.1)', 'the act was published (6.1)').optional(),
  staffTrained: about(date(), 'сотрудники обучены (п. 5.1)', 'the staff was trained (5.1)').optional(),
  attorneyUntil: about(
    date(),
    'последний день доверенности (п. 4.1.2)',
    'last day of the power of attorney (4.1.2)',
  ).optional(),
  deskTested: about(date(), 'рабочее место проверено', 'the desk was tried').optional(),
  sitePageUp: about(date(), 'страница на сайте открыта', 'the page is on the site').optional(),
});

const addresses = z.strictObject({
  help: about(
    link(),
    'справка о Цифровом ID; сейчас указана страница Госуслуг',
    'help about the Digital ID; by default the page of Gosuslugi',
  ).optional(),
  bot: about(
    link(),
    'бот в MAX, который открывает Цифровой ID',
    'the bot in MAX that opens the Digital ID',
  ).optional(),
});

export const configSchema = z.strictObject({
  $schema: about(
    text(),
    'адрес этой схемы, для подсказок редактора',
    "this schema's address, for editors",
  ).optional(),
  institution: about(institution, 'библиотека', 'the library').optional(),
  act: about(
    act(),
    'местный акт о Цифровом ID; без него пункты называются по Положению, для которого сделана программа',
    'the local act on the Digital ID; without it clauses are those of the Regulation this was written for',
  ).optional(),
  clauses: about(
    z.partialRecord(z.enum(CLAUSES), text()),
    'номера пунктов вашего акта: слева пункт Положения, справа ваш',
    "clause numbers of your act: the Regulation's on the left, yours on the right",
  ).optional(),
  ways: about(
    z.array(z.enum(['goskan', 'gateway'])),
    'какие пути разрешает акт; без поля – `["goskan"]`',
    'the ways the act permits; by default `["goskan"]`',
  ).optional(),
  gatewayAct: about(
    act(),
    'акт, который разрешает проверку через шлюз; без него шлюз не используется (п. 4.1)',
    'the act that permits checking through a gateway; without it none is used (4.1)',
  ).optional(),
  benefits: about(
    z.array(benefit()).min(1),
    'какие льготы проверяют; без поля – студент, многодетная семья, 18 лет и старше',
    'the benefits that are checked; by default student, large-family, age',
  ).optional(),
  paper: about(
    z.partialRecord(benefit(), z.array(paperDocument)),
    'бумажные документы по льготам и на что в них посмотреть; без поля – обычные',
    'paper documents by benefit, and what to look at; by default the usual ones',
  ).optional(),
  paperRequired: about(
    z.array(paperCase),
    'случаи, в которых федеральный закон требует бумажный документ (п. 1.3); без поля – ни одного',
    'cases in which federal law demands paper (1.3); none by default',
  ).optional(),
  goskanSuccess: about(
    z.partialRecord(benefit(), text()),
    'что показывает Госкан при успехе, по льготам, если вы это знаете точнее (п. 4.2.3)',
    'what Goskan shows on success, by benefit, where you know better (4.2.3)',
  ).optional(),
  codeHosts: about(
    z.array(z.string().regex(/^[a-z0-9.-]+$/)).min(1),
    `хосты настоящего кода, точное совпадение; без поля – ${DEFAULT_CONFIG.codeHosts.join(', ')}`,
    `hosts of a real code, matched exactly; by default ${DEFAULT_CONFIG.codeHosts.join(', ')}`,
  ).optional(),
  goskanPower: about(
    text(),
    'код полномочия Госкана в доверенности; открытого источника нет, поэтому по умолчанию не задан',
    "code of Goskan's authority in a power of attorney; no public source names it, so there is no default",
  ).optional(),
  addresses: about(addresses, 'адреса, которые могут измениться', 'addresses that may change').optional(),
  checklist: about(
    checklist,
    'даты шагов внедрения для списка дел; никогда – имена',
    'dates of the steps of an introduction, for the checklist; never names',
  ).optional(),
});

/** The schema for the reference in the guides: `description` is English, `ru` Russian. */
export const configFields = () => z.toJSONSchema(configSchema);

/** The published JSON Schema. Descriptions contain both languages, Russian first. */
export function configJsonSchema(): unknown {
  const schema = z.toJSONSchema(configSchema, {
    override: ({ jsonSchema }) => {
      if (typeof jsonSchema.ru !== 'string') return;
      jsonSchema.description = `${jsonSchema.ru}\n\n${jsonSchema.description}`;
      delete jsonSchema.ru;
    },
  });
  return { title: 'cid-elements: library.json', ...schema };
}
