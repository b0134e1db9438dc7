/**
 * Texts: complete in every language, in the language of the page, updated live across shadow roots; correct
 * Russian.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '@cid-elements/elements/locales/en';
import { info as infoEn } from '@cid-elements/elements/locales/en/info';
import { ru as russian } from '@cid-elements/elements/locales/ru';
import { info as infoRu } from '@cid-elements/elements/locales/ru/info';
import { openChromium } from '../support/browser.js';
import { openElementSite, pageUrl, show } from '../support/element-site.js';
import { shared } from '../support/shared.js';

const browser = await shared(openChromium());
const site = await shared(openElementSite());

/** All texts by key. Functions are called with numbers or with the arguments that they need. */
function spoken(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value === 'function') {
    return [0, 1, 2, 5, 21].map((n) => [`${key}(${n})`, String((value as (n: number) => string)(n))]);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => spoken(inner, key ? `${key}.${name}` : name));
}

/** Keys, except lists of documents, which differ by language. */
const keys = (texts: object): string[] =>
  spoken(texts)
    .map(([key]) => key)
    .filter((key) => !key.includes('documents'))
    .sort();

test('English has every text of Russian, and none is empty', () => {
  assert.deepEqual(keys(en), keys(russian));
  assert.deepEqual(keys(infoEn), keys(infoRu));
  for (const texts of [russian, en, infoRu, infoEn])
    for (const [key, text] of spoken(texts))
      assert.ok(
        (text.trim() || key.startsWith('notes.') || key.startsWith('about.dated')) &&
          !text.includes('undefined'),
        key,
      );
});

test('Russian plurals and weekdays', () => {
  const { ending } = russian.attorney;
  assert.deepEqual(
    [1, 2, 5, 21].map((days) => ending(days).split('. ')[0]),
    ['1 день', '2 дня', '5 дней', '21 день'].map((days) => `Доверенность (МЧД) закончится через ${days}`),
  );
  assert.match(ending(0), /последний день/);
  assert.match(russian.outcome.clearsIn(1), /через 1 секунду$/);
  assert.match(russian.outcome.clearsIn(22), /через 22 секунды$/);
  assert.match(russian.outcome.clearsIn(11), /через 11 секунд$/);
});

test('Russian texts: ё, quotation marks, no HTML, one form for the age, no blame', () => {
  const lacking =
    /(?<![а-яё])(еще|ее|идет|подтвержден|истек|включен|черный|черную|подойдет|четкий|берет|ведется|передается|живет|пройдет|найдет|прочтет|отсчет)(?![а-яё])/i;
  for (const [key, text] of [...spoken(russian), ...spoken(infoRu)]) {
    assert.doesNotMatch(text, lacking, key);
    assert.doesNotMatch(text, /["<>]|--| - |\.\.\.|!/, key);
    assert.doesNotMatch(text, /обман|поддел|мошен|наруш/i, key);
    if (/\b18\b/.test(text)) assert.match(text, /18 лет и старше|от 18 лет|нет 18/, key);
  }
  assert.equal(russian.benefit.age, '18 лет и старше');
});

test('the nearest lang attribute applies across shadow roots, also after a change', async () => {
  const page = await browser.newPage({ viewport: { width: 760, height: 900 } });
  await page.goto(pageUrl(site));
  await page.evaluate(() => {
    const outer = document.createElement('section');
    outer.lang = 'en-GB';
    outer.id = 'outer';
    const inner = document.createElement('div');
    outer.attachShadow({ mode: 'open' }).append(inner);
    inner.innerHTML = '<cid-check attorney-until="2099-12-31"></cid-check>';
    document.querySelector('main')!.append(outer);
  });
  await page.getByRole('button', { name: 'Digital ID' }).waitFor();
  await page.evaluate(() => {
    document.getElementById('outer')!.lang = 'ru';
  });
  await page.getByRole('button', { name: 'Цифровой ID' }).waitFor();
  await page.evaluate(() => document.getElementById('outer')!.removeAttribute('lang'));
  await page.evaluate(() => {
    document.documentElement.lang = 'en';
  });
  await page.getByRole('button', { name: 'Digital ID' }).waitFor();
  assert.equal(await page.locator('cid-check .root').first().getAttribute('lang'), 'en');
  await page.close();
});

test('a shown outcome and its live text are updated when the language changes', async () => {
  const page = await browser.newPage({ viewport: { width: 760, height: 900 } });
  await page.goto(pageUrl(site));
  await show(page, ['attested']);
  await page.getByRole('heading', { name: 'Статус подтверждён: Студент' }).waitFor();
  await page.evaluate(() => {
    document.documentElement.lang = 'en';
  });
  await page.getByRole('heading', { name: 'Status confirmed: Student' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Status confirmed: Student' }).waitFor();
  await page.close();
});

test("the power of attorney ends in the institution's time zone", async () => {
  // At this time the date in Kamchatka is one day ahead of Kaliningrad.
  const page = await browser.newPage();
  await page.clock.install({ time: new Date('2026-03-10T15:00:00Z') });
  await page.goto(pageUrl(site));
  await page.evaluate(() => {
    for (const timeZone of ['Asia/Kamchatka', 'Europe/Kaliningrad']) {
      const check = Object.assign(document.createElement('cid-check'), {
        config: { institution: { timeZone } },
      });
      check.setAttribute('attorney-until', '2026-03-10');
      document.querySelector('main')!.append(check);
    }
  });
  const notices = page.locator('cid-check .notice');
  await notices.nth(1).waitFor();
  await page.waitForFunction(() =>
    document.querySelectorAll('cid-check')[0]!.shadowRoot!.textContent!.includes('истёк'),
  );
  assert.match((await notices.nth(0).textContent()) ?? '', /истёк/);
  assert.match((await notices.nth(1).textContent()) ?? '', /последний день/);
  await page.close();
});
