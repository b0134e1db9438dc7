/** Keyboard operation: number of keys, focus order and visible focus, and what a discreet desk reveals. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trainingCode } from '@cid-elements/core';
import type { Page } from 'playwright-core';
import { openChromium } from '../support/browser.js';
import { openElementSite, pageUrl, show } from '../support/element-site.js';
import { shared } from '../support/shared.js';

const browser = await shared(openChromium());
const site = await shared(openElementSite());

/** A desk whose ILS field has the focus, with a keyboard that counts key presses. */
async function desk(attributes: string) {
  const page = await browser.newPage({ viewport: { width: 760, height: 900 } });
  await page.goto(pageUrl(site, { html: `<input id="ils"><cid-check ${attributes}></cid-check>` }));
  await page.locator('cid-check[state="choice"]').waitFor();
  await page.locator('#ils').focus();
  let keys = 0;
  return {
    page,
    keys: () => keys,
    async press(key: string, state: string) {
      keys += 1;
      await page.keyboard.press(key);
      await page.locator(`cid-check[state="${state}"]`).waitFor();
      // Wait until the new screen has the focus.
      await page.waitForTimeout(300);
    },
  };
}

const focused = (page: Page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const shown = active?.closest('.file') ?? active;
    const style = shown ? getComputedStyle(shown) : undefined;
    const rect = shown?.getBoundingClientRect();
    return {
      name:
        (active?.closest('label, button, [tabindex], a') ?? active)?.textContent?.trim() || active?.id || '',
      visible:
        style !== undefined &&
        style.outlineStyle !== 'none' &&
        Number.parseFloat(style.outlineWidth) >= 1 &&
        (rect?.width ?? 0) > 5,
    };
  });

test('Goskan takes one key to its first step, three to the outcome, one to the next visitor; paper no more', async () => {
  const goskan = await desk('attorney-until="2099-12-31"');
  await goskan.press('F8', 'working');
  await goskan.page.getByRole('heading', { name: 'Проверка в Госкане' }).waitFor();
  assert.equal(goskan.keys(), 1);
  assert.match((await focused(goskan.page)).name, /Проверка в Госкане/);
  await goskan.press('1', 'face');
  await goskan.press('1', 'result');
  await goskan.page.getByRole('heading', { name: 'Статус подтверждён: Студент' }).waitFor();
  assert.equal(goskan.keys(), 3);
  const digital = goskan.keys();
  await goskan.press('1', 'choice');
  assert.equal((await focused(goskan.page)).name, 'ils');
  await goskan.page.close();

  const paper = await desk('attorney-until="2099-12-31"');
  await paper.press('F9', 'paper');
  await paper.press('1', 'result');
  assert.ok(paper.keys() <= digital, `${paper.keys()} keys for paper`);
  await paper.press('F8', 'working');
  assert.equal(paper.keys(), 3, 'one key from an outcome to the next visitor’s check');
  await paper.page.close();
});

test('a scanner check takes one key to arm, one for the face, one to the next visitor', async () => {
  const { page, keys, press } = await desk('verifier="training"');
  await press('F8', 'capture');
  await page.getByText('Сканер готов').first().waitFor();
  assert.equal(keys(), 1);
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 8_000) await page.waitForTimeout(left + 200);
  await page.keyboard.type(trainingCode('right', 'student', Date.now(), 'keyboard').text, { delay: 3 });
  await page.keyboard.press('Enter');
  await page.locator('cid-check[state="face"]').waitFor();
  await page.waitForTimeout(1_500);
  await press('1', 'result');
  await press('F8', 'capture');
  assert.equal(keys(), 3);
  assert.equal(await page.locator('#ils').inputValue(), '');
  await page.close();
});

test('Tab follows the reading order with a visible focus ring', async () => {
  const walks: [string, string[]][] = [
    ['choice', ['Справка', 'Студент', 'Цифровой IDF8', 'Бумажный документF9']],
    [
      'goskan',
      ['Справка', 'Статус подтверждён1', 'Не подтверждён или ошибка2', 'Бумажный документ3', 'ОтменитьEsc'],
    ],
    ['paper', ['Справка', 'Документ принят1', 'Документ не подходит2', 'ОтменитьEsc']],
    ['capture', ['Справка', 'Включить камеру', 'Бумажный документF9', 'ОтменитьEsc']],
    [
      'confirmed',
      ['Справка', 'Следующий посетитель1', 'Исправить отметку2', 'Остановить отсчёт', 'Ещё 30 секунд'],
    ],
    [
      'not-confirmed',
      ['Справка', 'Новый код1', 'Бумажный документ2', 'Отложить3', 'Остановить отсчёт', 'Ещё 30 секунд'],
    ],
    ['discreet', ['Справка', 'Показать1', 'Следующий посетитель2', 'Остановить отсчёт', 'Ещё 30 секунд']],
    ['scanner-idle', ['Ждать код со сканера', 'Включить камеру', 'Открыть снимок кода']],
  ];
  const page = await browser.newPage({ viewport: { width: 760, height: 900 } });
  await page.goto(pageUrl(site));
  for (const [state, expected] of walks) {
    await page.evaluate(() => {
      document.querySelector('main')!.innerHTML = '<input id="before">';
    });
    await show(page, [state]);
    await page.locator('#before').focus();
    const stops: string[] = [];
    for (let i = 0; i < expected.length; i++) {
      await page.keyboard.press('Tab');
      const { name, visible } = await focused(page);
      stops.push(name);
      assert.ok(visible, `${state}: the focus on «${name}» is visible`);
    }
    assert.deepEqual(stops, expected, state);
  }
  await page.close();
});

test('discreet: screen, title and live text are the same for every outcome', async () => {
  const page = await browser.newPage({ viewport: { width: 760, height: 900 } });
  await page.goto(pageUrl(site));
  const snapshots: string[] = [];
  for (const answer of ['discreet', 'discreet-failed']) {
    await page.evaluate(() => document.querySelector('main')!.replaceChildren());
    await show(page, [answer]);
    const snapshot = await page.locator('cid-check').ariaSnapshot();
    snapshots.push(snapshot.replace(/\d+ секунд[уы]?/g, '… секунд'));
  }
  assert.equal(snapshots[0], snapshots[1]);
  assert.match(snapshots[0]!, /status: Результат готов/);
  await page.getByRole('button', { name: 'Показать' }).press('Enter');
  await page.getByRole('heading', { name: 'Код устарел' }).waitFor();
  await page.waitForTimeout(100);
  assert.notEqual((await focused(page)).name, '', 'the focus is not lost with the button');
  await page.close();
});

/** A screenshot that equals the one before it: a busy machine may still be painting at the first. */
async function settledPicture(page: Page): Promise<Buffer> {
  let before = await page.screenshot();
  for (let tries = 0; tries < 20; tries++) {
    const picture = await page.screenshot();
    if (picture.equals(before)) return picture;
    before = picture;
  }
  throw new Error('The page does not stop changing');
}

test('printing a success and a failure gives the same picture', async () => {
  const pictures: Buffer[] = [];
  for (const state of ['confirmed', 'not-confirmed', 'face-differs']) {
    // A new page each: Chromium repaints parts of a page with colors that differ by 1 of 255.
    const page = await browser.newPage({ viewport: { width: 760, height: 500 } });
    await page.goto(pageUrl(site));
    await page.emulateMedia({ media: 'print' });
    await show(page, [state]);
    assert.equal(
      await page
        .getByText(/подтверждён|способ/)
        .locator('visible=true')
        .count(),
      0,
    );
    await page.waitForFunction(() =>
      document.querySelector('cid-check')!.shadowRoot!.querySelector('.outcome'),
    );
    pictures.push(await settledPicture(page));
    await page.close();
  }
  for (const picture of pictures) assert.ok(picture.equals(pictures[0]!));
});

test('prefers-reduced-motion stops animations', async () => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.goto(pageUrl(site));
  await show(page, ['verifying']);
  const moving = await page.evaluate(() => document.getAnimations().length);
  const name = await page
    .locator('.spinner')
    .first()
    .evaluate((spinner) => getComputedStyle(spinner).animationName);
  assert.deepEqual([moving, name], [0, 'none']);
  await page.close();
});
