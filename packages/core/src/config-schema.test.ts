import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readConfig } from './config-reader.js';
import { configSchema } from './config-schema.js';

const root = new URL('../../../', import.meta.url);

/** Whether `readConfig` accepts a configuration and knows all of its fields. */
function isRead(value: unknown): boolean {
  const { problems, warnings } = readConfig(value);
  return problems.length === 0 && !warnings.some((warning) => /: (unknown|one of)/.test(warning));
}

const FULL = {
  $schema: 'dist/library.schema.json',
  institution: {
    name: 'Библиотека',
    inn: '0000000000',
    timeZone: 'Europe/Moscow',
    contact: 'телефон',
    hours: 'вт–вс',
    branches: [{ name: 'Филиал', address: 'ул. Садовая, 3', hours: 'ср–вс', phone: '000' }],
  },
  act: { title: 'Положение', number: '1', date: '2026-01-12', link: '/act.pdf' },
  clauses: { '4.3': '12' },
  ways: ['goskan', 'gateway'],
  gatewayAct: { title: 'Приказ', number: '2', date: '2026-02-02', link: 'https://library.example/2' },
  benefits: ['student', 'pensioner'],
  paper: { student: [{ document: 'Справка', lookAt: ['дата'] }] },
  paperRequired: [{ case: 'случай', law: 'закон' }],
  goskanSuccess: { age: 'слова' },
  codeHosts: ['gosuslugi.ru'],
  goskanPower: 'CODE',
  addresses: { help: 'https://help.example/', bot: 'https://bot.example/' },
  checklist: {
    actPublished: '2026-01-01',
    staffTrained: '2026-01-02',
    attorneyUntil: '2026-12-31',
    deskTested: '2026-01-03',
    sitePageUp: '2026-01-04',
  },
};

/** Every path below a value: `['institution', 'branches', 0, 'name']`. */
function paths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) =>
    paths(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length ? [path, ...inner] : inner;
}

function withValue(path: readonly (string | number)[], put: unknown): unknown {
  const copy = structuredClone(FULL);
  let at: unknown = copy;
  for (const key of path.slice(0, -1)) at = Reflect.get(Object(at), key);
  Reflect.set(Object(at), path.at(-1) ?? '', put);
  return copy;
}

test('the JSON Schema and readConfig accept the same configurations', () => {
  assert.equal(configSchema.safeParse(FULL).success, true);
  assert.equal(isRead(FULL), true);
  assert.equal(configSchema.safeParse({}).success, true);
  for (const name of readdirSync(new URL('examples/', root), { recursive: true }))
    if (String(name).endsWith('library.json') && !String(name).includes('node_modules')) {
      const value: unknown = JSON.parse(readFileSync(new URL(`examples/${name}`, root), 'utf8'));
      assert.equal(configSchema.safeParse(value).success, true, String(name));
    }
});

test('the JSON Schema and readConfig reject the same value at every field', () => {
  const wrong = [
    '',
    ' ',
    'x',
    'Европа',
    '2026-02-30',
    'HOST',
    'ftp://x/',
    0,
    true,
    null,
    [],
    {},
    { other: 'x' },
    ['x'],
  ];
  let refused = 0;
  for (const path of paths(FULL))
    for (const value of wrong) {
      // Only `Intl` knows the valid time zones, so the schema accepts any text.
      if (path.includes('timeZone') && typeof value === 'string') continue;
      const put = withValue(path, value);
      const { success } = configSchema.safeParse(put);
      assert.equal(success, isRead(put), `${path.join('.')} = ${JSON.stringify(value)}`);
      if (!success) refused++;
    }
  assert.ok(refused > 300);
});
