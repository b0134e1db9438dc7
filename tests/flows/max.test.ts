/**
 * The desk with the protocol of the real verifier: a fake MAX in the published format, a gateway, a browser,
 * key presses.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openChromium } from '../support/browser.js';
import { serve, visit } from '../support/gateway.js';
import { shared } from '../support/shared.js';

// The gateway package does not publish its fake of MAX.
type Fake = typeof import('../../packages/gateway/dist/testing/fake-max.js');
const { failure, startFakeMax, success } = (await import(
  new URL('../../../packages/gateway/dist/testing/fake-max.js', import.meta.url).href
)) as Fake;

const folder = mkdtempSync(join(tmpdir(), 'cid-max-'));

const max = await shared(startFakeMax());
writeFileSync(join(folder, 'token'), 'fake-token');
const served = await shared(
  serve({
    CID_VERIFIER: 'max',
    CID_MAX_URL: max.url,
    CID_MAX_TOKEN_FILE: join(folder, 'token'),
  }),
);
const browser = await shared(openChromium());
after(() => rmSync(folder, { recursive: true, force: true }));

let number = 0;
const newCode = (): string => {
  number += 1;
  return `https://www.gosuslugi.ru/m5/Qr${number}aBcD?p=f`;
};

async function desk() {
  const visited = await visit(browser, served, 'desk/');
  const { page } = visited;
  // The page gets the verifier from its server.
  await page.locator('cid-check[verifier="gateway"][state="choice"]').waitFor();
  await page.evaluate(() => {
    const recorded: unknown[] = [];
    Object.assign(window, { recorded });
    document.addEventListener('cid-done', (event) => recorded.push((event as CustomEvent<unknown>).detail));
  });
  return visited;
}

async function scan(page: Page, code: string): Promise<void> {
  await page.locator('#barcode').focus();
  await page.keyboard.press('F8');
  await page.getByText('Сканер готов').first().waitFor();
  await page.locator('#barcode').focus();
  for (const char of code) await page.keyboard.press(char);
  await page.keyboard.press('Enter');
}

const recorded = (page: Page) =>
  page.evaluate(() => (window as typeof window & { recorded: unknown[] }).recorded);

test('a confirmation by MAX and a matching face are accepted and reported by cid-done', async () => {
  const code = newCode();
  max.on(code, success({ student: { status: true, studenttickets_organization_name: 'CANARY' } }));
  const { page, faults, close } = await desk();
  await scan(page, code);
  await page.locator('cid-check[state="face"]').waitFor();
  assert.equal(await page.getByText('Статус подтверждён').count(), 0);
  await page.getByRole('button', { name: 'Лицо совпадает' }).click();
  await page.getByRole('heading', { name: 'Статус подтверждён: Студент' }).waitFor();
  await page.getByText('Ответил сервис Цифрового ID').waitFor();
  assert.equal(await page.getByText('Тренировка').count(), 0, 'a real answer is not marked as training');
  await page.getByRole('button', { name: 'Следующий посетитель' }).click();
  await page.locator('cid-check[state="choice"]').waitFor();
  assert.deepEqual(await recorded(page), [{ result: 'accepted' }]);
  assert.equal(await page.locator('#barcode').inputValue(), '');
  assert.deepEqual(faults, []);
  assert.equal(max.count(code), 1);
  await close();
});

const refusals: [string, ReturnType<Fake['failure']>, string][] = [
  ['not confirmed', success({}), 'Статус не подтверждён'],
  ['SESSION_NOT_FOUND', failure(404, 'SESSION_NOT_FOUND'), 'Код устарел'],
  ['404 without a code', failure(404), 'Цифровой ID не найден'],
  ['401', failure(401, 'UNAUTHORIZED'), 'Проверка не настроена'],
  ['429', failure(429, 'RATE_LIMIT_EXCEEDED'), 'Слишком много проверок подряд'],
  ['500', failure(500, 'INTERNAL_SERVER_ERROR'), 'Сервис не отвечает'],
];
for (const [name, answer, title] of refusals) {
  test(`${name}: shows «${title}», never a refusal, paper one key away`, async () => {
    const code = newCode();
    max.on(code, answer);
    const { page, close } = await desk();
    await scan(page, code);
    await page.getByRole('heading', { name: title }).waitFor();
    await page.keyboard.press('F9');
    await page.locator('cid-check[state="paper"]').waitFor();
    await page.getByRole('button', { name: 'Документ принят' }).click();
    await page.getByRole('button', { name: 'Следующий посетитель' }).click();
    await page.locator('cid-check[state="choice"]').waitFor();
    assert.deepEqual(await recorded(page), [{ result: 'accepted' }]);
    await close();
  });
}

test('a training code at a real desk is refused with its reason, without a request to MAX', async () => {
  const { page, close } = await desk();
  const before = max.requests.length;
  await scan(page, 'https://id.cid-training.invalid/m5/AbCdEf?p=f');
  await page.getByRole('heading', { name: 'Это учебный код' }).waitFor();
  assert.equal(max.requests.length, before);
  await close();
});
