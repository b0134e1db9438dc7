// npm run config-page: writes docs/configuration.md and .ru.md from the schema of the configuration
// (packages/core).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup.mjs';

/**
 * @typedef {{ type?: string, description?: string, ru?: string, properties?: Record<string, Field>, items?:
 * Field, enum?: string[], format?: string, pattern?: string, required?: string[], propertyNames?: Field,
 * additionalProperties?: Field | boolean }} Field
 */

const WORDS = {
  en: {
    title: '# Configuration: `library.json`',
    lead: [
      'Russian: [configuration.ru.md](configuration.ru.md).',
      'One JSON for an institution. Every field is optional; the attribute `config` of an element names its address. A field with a wrong value',
      'makes the Digital ID unusable until it is mended: the element says so, the console names the field, and paper is accepted. Fields that',
      'nobody knows are only warned of. No names of people, no keys, no passwords: everybody can read the file.',
      '',
      'With a line `$schema` an editor (VS Code, JetBrains) completes names and marks faults. The schema is `cid/dist/library.schema.json` of the',
      'zip, `dist/library.schema.json` of a build, and `@cid-elements/core/library.schema.json` of the package.',
    ],
    head: ['Field', 'Value', 'Meaning'],
    made: 'The table is made of the schema by `npm run config-page`.',
    text: 'text',
    date: 'date, yyyy-mm-dd',
    address: '`https://…` or `/…`',
    host: 'host name in small letters',
    digits: '10 digits',
    list: (/** @type {string} */ of) => `list: ${of}`,
    object: 'object',
    by: (/** @type {string} */ keys, /** @type {string} */ of) => `object: key ${keys}, value: ${of}`,
    clause: 'clause number',
    needed: 'needed',
    example: 'An example with every field',
  },
  ru: {
    title: '# Настройки: `library.json`',
    lead: [
      'English: [configuration.md](configuration.md).',
      'Один файл JSON на учреждение. Все поля необязательны; адрес файла указывают в атрибуте `config` элемента. Если значение поля неверно,',
      'Цифровой ID не проверяется, пока его не исправят: элемент об этом говорит, консоль браузера называет поле, бумажный документ',
      'принимают. О незнакомых полях только предупреждают. Имён людей, ключей и паролей здесь нет: файл читают все.',
      '',
      'Со строкой `$schema` редактор (VS Code, JetBrains) подсказывает имена и отмечает ошибки. Схема лежит в `cid/dist/library.schema.json`',
      'архива, в `dist/library.schema.json` сборки и в `@cid-elements/core/library.schema.json` пакета.',
    ],
    head: ['Поле', 'Значение', 'Смысл'],
    made: 'Таблицу делает из схемы команда `npm run config-page`.',
    text: 'текст',
    date: 'дата, гггг-мм-дд',
    address: '`https://…` или `/…`',
    host: 'имя хоста строчными буквами',
    digits: '10 цифр',
    list: (/** @type {string} */ of) => `список: ${of}`,
    object: 'объект',
    by: (/** @type {string} */ keys, /** @type {string} */ of) => `объект: ключ ${keys}, значение: ${of}`,
    clause: 'номер пункта',
    needed: 'обязательно',
    example: 'Пример со всеми полями',
  },
};

/** A fictitious institution, as in all examples. */
const EXAMPLE = {
  $schema: 'dist/library.schema.json',
  institution: {
    name: 'Книгоградская районная библиотека',
    inn: '0000000000',
    timeZone: 'Europe/Moscow',
    contact: '+7 (000) 000-00-00',
    hours: 'вт–вс 10:00–19:00',
    branches: [
      { name: 'Детская библиотека', address: 'г. Книгоград, ул. Сказочная, 7', hours: 'вт–вс 9:00–17:00' },
    ],
  },
  act: {
    title: 'Положение о сервисе «Цифровой ID»',
    number: '12',
    date: '2026-01-15',
    link: '/documents/digital-id.pdf',
  },
  clauses: { 4.3: '3.7', 4.4: '3.8' },
  ways: ['goskan', 'gateway'],
  gatewayAct: { title: 'Приказ о проверке через шлюз', number: '14', date: '2026-02-02' },
  benefits: ['student', 'large-family', 'age'],
  paper: { student: [{ document: 'Студенческий билет', lookAt: ['фото', 'отметка на этот учебный год'] }] },
  paperRequired: [{ case: 'случай, названный федеральным законом', law: 'закон, статья' }],
  goskanSuccess: { age: '«Статус совершеннолетнего подтверждён»' },
  codeHosts: ['www.gosuslugi.ru', 'gosuslugi.ru'],
  goskanPower: 'КОД_ПОЛНОМОЧИЯ',
  addresses: {
    help: 'https://www.gosuslugi.ru/help/faq/digital_id/20133',
    bot: 'https://max.ru/digitalid_bot',
  },
  checklist: { actPublished: '2026-01-20', staffTrained: '2026-02-01', attorneyUntil: '2026-12-31' },
};

/** @param {Field} field @param {typeof WORDS['en']} words @returns {string} */
function valueWords(field, words) {
  if (field.type === 'array' && field.items) return words.list(valueWords(field.items, words));
  if (field.type === 'object') {
    const { additionalProperties: inner, propertyNames } = field;
    if (!propertyNames || typeof inner !== 'object') return words.object;
    const keys = propertyNames.enum ?? [];
    return words.by(
      keys.some((key) => /\d/.test(key)) ? words.clause : keys.map((key) => `\`${key}\``).join(', '),
      valueWords(inner, words),
    );
  }
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ');
  if (field.format === 'date') return words.date;
  if (field.pattern?.includes('http')) return words.address;
  if (field.pattern?.includes('a-z0-9')) return words.host;
  if (field.pattern?.includes('{10}')) return words.digits;
  return words.text;
}

/** @param {Field} field @param {string} path @param {'en' | 'ru'} lang @returns {string[]} */
function rows(field, path, lang) {
  const words = WORDS[lang];
  return Object.entries(field.properties ?? {}).flatMap(([name, inner]) => {
    const own = `${path}${name}`;
    const meaning = (lang === 'ru' ? inner.ru : inner.description) ?? '';
    const needed = path && field.required?.includes(name) ? ` (${words.needed})` : '';
    const list = inner.type === 'array' ? inner.items : undefined;
    const keyed = typeof inner.additionalProperties === 'object' ? inner.additionalProperties : undefined;
    const listed = keyed?.type === 'array' ? keyed.items : undefined;
    return [
      `| \`${own}\` | ${valueWords(inner, words)}${needed} | ${meaning} |`,
      ...rows(inner, `${own}.`, lang),
      ...(list?.properties ? rows(list, `${own}[].`, lang) : []),
      ...(listed?.properties ? rows(listed, `${own}.*[].`, lang) : []),
    ];
  });
}

/** Contents of the pages by path. @returns {Promise<Map<string, string>>} */
export async function configPages() {
  const { configFields } = await import(
    pathToFileURL(join(root, 'packages/core/dist/config-schema.js')).href
  );
  const fields = configFields();
  return new Map(
    /** @type {const} */ (['en', 'ru']).map((lang) => {
      const words = WORDS[lang];
      const table = [`| ${words.head.join(' | ')} |`, '|---|---|---|', ...rows(fields, '', lang)];
      const example = ['```json', JSON.stringify(EXAMPLE, null, 2), '```'];
      const [other, ...lead] = words.lead;
      const parts = [
        words.title,
        '',
        other,
        '',
        ...lead,
        '',
        words.made,
        '',
        ...table,
        '',
        `## ${words.example}`,
        '',
        ...example,
        '',
      ];
      return [`docs/configuration${lang === 'ru' ? '.ru' : ''}.md`, parts.join('\n')];
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [path, content] of await configPages()) writeFileSync(join(root, path), content);
