import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { type Benefit, judgeTrainingCode, VISITORS, type Visitor } from '@cid-elements/core';
import type { Page } from 'playwright-core';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openChromium } from '../support/browser.js';
import { serve, visit } from '../support/gateway.js';
import { shared } from '../support/shared.js';

const EXPECTED: Readonly<Record<Visitor, string>> = {
  right: 'confirmed',
  'wrong-person': 'confirmed',
  'not-confirmed': 'not-confirmed',
  expired: 'expired-code',
  used: 'used-code',
  'no-digital-id': 'no-digital-id',
  foreign: 'foreign-code',
  'real-code': 'real-code',
  'no-network': 'unavailable',
  'rate-limited': 'rate-limited',
  misconfigured: 'misconfigured',
  screenshot: '',
  'prefers-paper': '',
  invitation: 'invitation-code',
};
const PHONE = { viewport: { width: 390, height: 844 } };

const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  .buffer as ArrayBuffer;
prepareZXingModule({ overrides: { wasmBinary } });
const served = await shared(serve());
const browser = await shared(openChromium());

const { page: phone, faults, go } = await shared(visit(browser, served, 'phone/', PHONE));

const codeOf = (page: Page): Promise<string> =>
  page.locator('#code').evaluate((element: HTMLElement) => element.dataset.code ?? '');

async function codesIn(page: Page): Promise<string[]> {
  const found = await readBarcodes(await page.screenshot(), { formats: ['QRCode'] });
  return found.map(({ text }) => text);
}

function judged(code: string, benefit: Benefit): string {
  const { outcome, reason } = judgeTrainingCode(code, benefit, Date.now());
  return reason ?? outcome;
}

for (const visitor of VISITORS) {
  test(`phone: ${visitor}`, async () => {
    await go(`phone/?scenario=${visitor}`);
    await phone.locator('#at-desk svg').waitFor();
    let [code, seen] = [await codeOf(phone), await codesIn(phone)];
    // The code may have been renewed between the two reads.
    if (code !== (seen[0] ?? '')) [code, seen] = [await codeOf(phone), await codesIn(phone)];
    if (EXPECTED[visitor] === '') {
      assert.equal(code, '');
      assert.deepEqual(seen, []);
    } else {
      assert.deepEqual(seen, [code]);
      assert.equal(judged(code, 'student'), EXPECTED[visitor]);
    }
    assert.deepEqual(faults, []);
  });
}

test('phone: a scenario of clause 3.1.2 selects its benefit', async () => {
  for (const [query, benefit] of [
    ['scenario=student', 'student'],
    ['scenario=large-family', 'large-family'],
    ['scenario=age', 'age'],
    ['scenario=right&benefit=large-family', 'large-family'],
  ] as const) {
    await go(`phone/?${query}`);
    assert.equal(judged(await codeOf(phone), benefit), 'confirmed', query);
    assert.equal(judged(await codeOf(phone), benefit === 'age' ? 'student' : 'age'), 'not-confirmed', query);
  }
});

test('phone: choosing another visitor or scenario changes the code', async () => {
  const { page, close } = await visit(browser, served, 'phone/');
  const first = await codeOf(page);
  await page.getByLabel('Подтверждение возраста').check();
  const second = await codeOf(page);
  assert.notEqual(second, first);
  assert.equal(judged(second, 'age'), 'confirmed');
  await page.getByRole('radio', { name: /Чужой код/ }).check();
  assert.equal(judged(await codeOf(page), 'age'), 'foreign-code');
  assert.ok(!page.url().includes((await codeOf(page)).slice(-12)), 'the URL must not contain the code');
  await page.getByRole('radio', { name: /Снимок экрана/ }).check();
  assert.equal(await codeOf(page), '');
  await close();
});

test('phone: the code renews itself, and two phones never show the same', async () => {
  const before = (page: Page) => page.clock.install();
  const { page, tab, close } = await visit(browser, served, 'phone/', { ...PHONE, before });
  const first = await codeOf(page);
  await page.clock.runFor(30_000);
  const second = await codeOf(page);
  assert.notEqual(second, first);
  assert.equal(judged(second, 'student'), 'confirmed');
  const other = await tab('phone/');
  assert.notEqual(await codeOf(other), await codeOf(page));
  await close();
});

test('phone: corrects a wrong local clock by the server', async () => {
  for (const minutes of [-47, 90]) {
    const before = (page: Page) => page.clock.install({ time: Date.now() + minutes * 60_000 });
    const { page, close } = await visit(browser, served, 'phone/', { ...PHONE, before });
    for (let i = 0; i < 50 && judged(await codeOf(page), 'student') !== 'confirmed'; i++)
      await page.waitForTimeout(100);
    assert.equal(judged(await codeOf(page), 'student'), 'confirmed', `${minutes} minutes`);
    await close();
  }
});

test('phone: only the wrong person differs from the photo', async () => {
  const features = (page: Page, id: string) =>
    page.locator(`#${id} circle[r="4"]`).evaluateAll((eyes) => eyes.map((eye) => eye.getAttribute('fill')));
  for (const visitor of ['right', 'wrong-person'] as const) {
    await go(`phone/?scenario=${visitor}`);
    const same =
      JSON.stringify(await features(phone, 'photo')) === JSON.stringify(await features(phone, 'at-desk'));
    assert.equal(same, visitor === 'right');
  }
});
