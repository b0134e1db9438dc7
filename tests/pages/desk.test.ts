import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { axeFindings } from '../support/axe.js';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { guarded, serve, serveMax, type Visit, visit } from '../support/gateway.js';
import { inTurn } from '../support/quick.js';
import { shared } from '../support/shared.js';

/** The quick form tests each page in one color scheme. */
const SCHEMES = ['light', 'dark'] as const;

const served = await shared(serve());
const browser = await shared(openChromium());

/** Opens the desk and records events and input of its barcode field. */
async function openDesk(path = 'desk/', options: Parameters<typeof visit>[3] = {}): Promise<Visit> {
  const desk = await visit(browser, served, path, options);
  await desk.page.locator('cid-check[verifier]').waitFor();
  await desk.page.evaluate(() => {
    const log: string[] = [];
    Object.assign(window, { recorded: log });
    document.addEventListener('cid-done', (event) =>
      log.push((event as CustomEvent<{ result: string }>).detail.result),
    );
    document.getElementById('barcode')?.addEventListener('input', () => log.push('barcode field touched'));
  });
  return desk;
}

const recorded = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as typeof window & { recorded: string[] }).recorded);
const state = (page: Page, name: string) =>
  page.locator(`cid-check[state="${name}"]`).waitFor({ timeout: PATIENCE_MS });
const hold = (phone: Page | Frame) => phone.getByRole('button', { name: 'Поднести к сканеру' }).click();

/** Late keys of a scan are swallowed for up to 1 s after it. */
const waitForScanEnd = (page: Page) => page.waitForTimeout(1_200);

async function framedPhone(page: Page): Promise<Frame> {
  const handle = await page.locator('iframe').elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('no phone beside the desk');
  await frame.getByRole('button', { name: 'Поднести к сканеру' }).waitFor();
  return frame;
}

test('desk: a check with the training phone ends in training and leaves the barcode field unchanged', async () => {
  const { page, faults, close } = await openDesk();
  const phone = await framedPhone(page);
  await page.locator('#barcode').press('F8');
  await state(page, 'capture');
  await hold(phone);
  await state(page, 'face');
  await page.getByRole('button', { name: 'Лицо совпадает' }).click();
  await state(page, 'result');
  await page.getByRole('heading', { name: 'Статус подтверждён: Студент' }).waitFor();
  await page.getByRole('button', { name: 'Следующий посетитель' }).click();
  await page.getByText('Тренировка окончена').waitFor();
  await phone.getByText('статус принимают (п. 4.3)').waitFor();
  assert.deepEqual(await recorded(page), ['training']);
  assert.equal(await page.locator('#barcode').inputValue(), '');
  assert.equal(await page.locator('#benefit').textContent(), 'не отмечена');
  assert.equal(await page.locator('#loans tr').count(), 1);
  assert.deepEqual(faults, []);
  await close();
});

test('desk: a scan starts a check without a key press, twice in a row', async () => {
  const { page, faults, close } = await openDesk();
  const phone = await framedPhone(page);
  await guarded(page);
  for (let i = 0; i < 2; i++) {
    await hold(phone);
    await state(page, 'face');
    await page.getByRole('button', { name: 'Лицо не совпадает' }).click();
    await state(page, 'result');
    await page.waitForFunction(() => document.activeElement?.localName === 'cid-check');
    await page.keyboard.press('Escape');
    await page.locator('cid-check[state="choice"]').waitFor();
    await waitForScanEnd(page);
  }
  // Characters typed before the guard recognised the code have been removed.
  assert.equal(await page.locator('#barcode').inputValue(), '');
  assert.equal(await page.locator('#loans tr').count(), 1);
  assert.deepEqual(faults, []);
  await close();
});

const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/Статус не подтверждён/, 'Статус не подтверждён'],
  [/Код устарел/, 'Код устарел'],
  [/Код уже проверяли/, 'Этот код уже проверяли'],
  [/Нет Цифрового ID/, 'Цифровой ID не найден'],
  [/Чужой код/, 'Это не код Цифрового ID'],
  [/Настоящий код/, 'Это настоящий код'],
  [/Сервис не отвечает/, 'Сервис не отвечает'],
  [/Слишком много/, 'Слишком много проверок подряд'],
  [/не настроена/, 'Проверка не настроена'],
];

// The quick form runs every third case.
for (const [visitor, words] of inTurn(ANSWERS, 3)) {
  test(`desk: «${words}»`, async () => {
    const { page, faults, close } = await openDesk();
    const phone = await framedPhone(page);
    await phone.locator('#chooser summary').click();
    await phone.getByRole('radio', { name: visitor }).click();
    await page.getByRole('button', { name: 'Цифровой ID' }).click();
    await hold(phone);
    await state(page, 'result');
    await page.locator('cid-check').getByRole('heading', { name: words }).waitFor();
    assert.deepEqual(await recorded(page), []);
    assert.equal(await page.locator('#barcode').inputValue(), '');
    assert.deepEqual(faults, []);
    await close();
  });
}

test('desk: the scanner has nothing to read from a blank screen or for paper', async () => {
  const { page, close } = await openDesk();
  const phone = await framedPhone(page);
  await phone.locator('#chooser summary').click();
  for (const name of [/Снимок экрана/, /Предпочитает/]) {
    await phone.getByRole('radio', { name }).focus();
    await phone.getByRole('radio', { name }).press('Space');
    assert.equal(await phone.locator('#hold').isDisabled(), true);
  }
  await close();
});

test('desk: phones opened from the desk and in another tab reach its scanner', async () => {
  const { page, tab, faults, close } = await openDesk('desk/', { viewport: { width: 800, height: 900 } });
  assert.equal(await page.locator('iframe').count(), 0);
  const opening = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Открыть телефон посетителя' }).click();
  const opened = await opening;
  await hold(opened);
  await page.bringToFront();
  await state(page, 'face');
  await page.getByRole('button', { name: 'Отменить' }).click();
  await state(page, 'choice');
  await opened.close();
  await waitForScanEnd(page);

  const apart = await tab('phone/?scenario=expired');
  await hold(apart);
  await page.bringToFront();
  await state(page, 'result');
  await page.locator('cid-check').getByRole('heading', { name: 'Код устарел' }).waitFor();
  assert.equal(await page.locator('#barcode').inputValue(), '');
  assert.deepEqual(faults, []);
  await close();
});

test('desk: a checkout keeps the focus, and a scanned code is not echoed', async () => {
  const { page, close } = await openDesk();
  const focused = () => page.evaluate(() => document.activeElement?.id);
  assert.equal(await focused(), 'barcode');
  await page.keyboard.type('2000017\n');
  assert.equal(await page.locator('#loans tr').count(), 2);
  assert.equal(await focused(), 'barcode');
  await page.keyboard.insertText('somebody-else');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#loans tr').count(), 2);
  assert.ok(!(await page.locator('body').innerText()).includes('somebody'));
  await close();
});

test('desk: the URL selects the verifier; Goskan needs no training phone', async () => {
  const expected = { goskan: 0, gateway: 1, training: 1 } as const;
  for (const [verifier, phones] of Object.entries(expected)) {
    const { page, faults, close } = await openDesk(`desk/?verifier=${verifier}`);
    assert.equal(await page.locator('cid-check').getAttribute('verifier'), verifier);
    assert.equal(await page.locator('iframe').count(), phones, verifier);
    await state(page, 'choice');
    assert.deepEqual(faults, []);
    await close();
  }
});

test('desk: accepting paper with Goskan updates the loan terms', async () => {
  const { page, close } = await openDesk('desk/?verifier=goskan');
  await page.locator('#barcode').press('F9');
  await state(page, 'paper');
  await page.getByRole('button', { name: 'Документ принят' }).click();
  await state(page, 'result');
  await page.getByRole('button', { name: 'Следующий посетитель' }).click();
  assert.deepEqual(await recorded(page), ['accepted']);
  assert.equal(await page.locator('#term').textContent(), '30 дней, льготный');
  await close();
});

test('pages: with a real verifier no page links the training phone', async () => {
  const max = await serveMax();
  try {
    for (const path of ['phone', 'phone/', 'phone/index.html', 'phone/phone.css', 'phone/src/phone.ts'])
      assert.equal((await fetch(max.base + path)).status, 404, path);
    const desk = await visit(browser, max, 'desk/');
    await desk.page.locator('cid-check[verifier="gateway"]').waitFor();
    await state(desk.page, 'choice');
    assert.equal(await desk.page.locator('iframe').count(), 0);
    assert.equal(await desk.page.getByText('телефон', { exact: false }).filter({ visible: true }).count(), 0);
    assert.deepEqual(desk.faults, []);
    await desk.close();
    const start = await visit(browser, max, '');
    await start.page.getByText('Проверяет шлюз').waitFor();
    assert.equal(await start.page.getByRole('link', { name: /Телефон/ }).count(), 0);
    assert.deepEqual(start.faults, []);
    await start.close();
  } finally {
    await max.close();
  }
});

test('pages: no horizontal scrolling at 320 px and 200 % text, no CSP violation', async () => {
  const paths = ['', 'desk/', 'desk/?verifier=goskan', 'phone/', 'phone/?scenario=prefers-paper'];
  const { page, faults, go, close } = await visit(browser, served, '', {
    viewport: { width: 320, height: 640 },
  });
  for (const [i, path] of paths.entries()) {
    for (const colorScheme of inTurn(SCHEMES, SCHEMES.length, i)) {
      await page.emulateMedia({ colorScheme });
      await go(path);
      await page.waitForLoadState('networkidle');
      for (const size of ['100%', '200%']) {
        await page.evaluate((fontSize) => {
          document.documentElement.style.fontSize = fontSize;
        }, size);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} ${size}: ${over} px too wide`);
      }
      assert.deepEqual(faults, []);
    }
  }
  await close();
});

test('pages: every link of the start page works', async () => {
  const { page, faults, close } = await visit(browser, served, '');
  await page.getByRole('link', { name: /Телефон посетителя/ }).waitFor();
  const links = await page
    .locator('a')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  assert.ok(links.length >= 2);
  for (const link of links) assert.equal((await fetch(link)).status, 200, link);
  assert.deepEqual(faults, []);
  await close();
});

test('pages: no axe violations, light and dark', async () => {
  const paths = ['', 'desk/', 'phone/?scenario=wrong-person', 'phone/?scenario=prefers-paper'];
  const { page, go, close } = await visit(browser, served, '');
  for (const [i, path] of paths.entries()) {
    for (const colorScheme of inTurn(SCHEMES, SCHEMES.length, i)) {
      await page.emulateMedia({ colorScheme });
      await go(path);
      await page.waitForLoadState('networkidle');
      assert.deepEqual(await axeFindings(page), [], `${path} ${colorScheme}`);
    }
  }
  await close();
});
