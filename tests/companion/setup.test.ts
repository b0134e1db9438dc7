/** The companion's first start: its settings and the scanner test. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { judgeTrainingCode, recognise, trainingCode } from '@cid-elements/core';
import { random, scan } from '@cid-elements/scanning/testing/scanner-emulator';
import type { BrowserContextOptions } from 'playwright-core';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { axeFindings } from '../support/axe.js';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { openCompanion, reaches, wide } from '../support/companion.js';
import { serve, visit } from '../support/gateway.js';
import { type } from '../support/keyboard.js';
import { shared } from '../support/shared.js';

/** `SCANNER_TEST_CODE` of the set-up page, as printed. */
const SCANNER_TEST_CODE = 'https://scanner-test.cid-elements.invalid/Qz7?p=Yx&k=A-b_c';

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
const { buffer } = new Uint8Array(await readFile(wasm));
prepareZXingModule({ overrides: { wasmBinary: buffer } });
const served = await shared(serve());
const browser = await shared(openChromium());

const open = (query?: string, options?: BrowserContextOptions) =>
  openCompanion(browser, served, query, options);

describe('Companion set-up', () => {
  it('asks at the first start, stores the answers locally, and deletes them on request', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const requested: string[] = [];
    page.on('request', (request) => requested.push(`${request.method()} ${request.url()}`));
    await page.goto(`${served.base}companion/`);
    await page.waitForURL('**/companion/setup.html');
    await page.getByLabel('Последний день доверенности').fill('2099-01-31');
    await page.getByLabel('Многодетная семья').uncheck();
    assert.equal(await wide(page), 0);
    await page.getByRole('button', { name: 'Сохранить и открыть окно' }).click();
    await reaches(page, 'choice');
    const check = page.locator('cid-check');
    assert.equal(await check.getAttribute('attorney-until'), '2099-01-31');
    assert.equal(await check.getAttribute('benefits'), 'student age');
    assert.deepEqual(JSON.parse((await page.evaluate(() => localStorage.getItem('cid-companion'))) ?? ''), {
      verifier: 'goskan',
      benefits: 'student age',
      lang: 'ru',
      'attorney-until': '2099-01-31',
    });
    assert.deepEqual(
      requested.filter((line) => !line.startsWith('GET ') || !line.includes(new URL(served.base).host)),
      [],
    );
    await page.getByRole('link', { name: 'Настройки' }).click();
    await page.waitForURL('**/companion/setup.html');
    assert.equal(await page.getByLabel('Последний день доверенности').inputValue(), '2099-01-31');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Скачать companion.json' }).click();
    assert.equal((await download).suggestedFilename(), 'companion.json');
    await page.getByRole('button', { name: 'Забыть настройки' }).click();
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await page.goto(`${served.base}companion/`);
    await page.waitForURL('**/companion/setup.html');
    await context.close();
  });

  it('reads the last day from a power of attorney file', async () => {
    const { page, close } = await visit(browser, served, 'companion/setup.html', {});
    await page.getByText('Взять из файла доверенности').click();
    await page.locator('cid-attorney input[type=file]').setInputFiles({
      name: 'mchd.xml',
      mimeType: 'text/xml',
      buffer: Buffer.from(
        '<Доверенность xmlns="urn://x-artefacts/EMCHD_1"><Документ><Довер><СвДов НомДовер="7f3c1d2e-AB12" ДатаВыдДовер="2020-01-15" СрокДейст="2999-01-14"/></Довер></Документ></Доверенность>',
      ),
    });
    await page.getByRole('button', { name: 'Взять этот срок' }).click();
    assert.equal(await page.getByLabel('Последний день доверенности').inputValue(), '2999-01-14');
    await close();
  });

  it('tests a scanner with the printed test code; of another code it shows only the kind', async () => {
    const { page, faults, close } = await visit(browser, served, 'companion/setup.html', {});
    await page.getByLabel('Тренировка: ничего настоящего').check();
    const cdp = await page.context().newCDPSession(page);
    const scanned = async (text: string, more: object = {}) => {
      await page.locator('#scan').focus();
      await page.locator('#found').evaluate((found) => found.replaceChildren());
      const scanner = {
        msPerKey: 5,
        jitter: 0.3,
        prefix: '',
        layout: 'us',
        caps: false,
        by: 'code',
      } as const;
      await type({ page, cdp }, scan(text, { ...scanner, suffix: 'enter', ...more }, random(3)));
      await page.locator('#found p').first().waitFor();
      return page.locator('#found').innerText();
    };
    const plain = await scanned(SCANNER_TEST_CODE);
    for (const words of [SCANNER_TEST_CODE, 'без изменений', 'Префикса нет', 'Enter'])
      assert.ok(plain.includes(words), plain);
    const russian = await scanned(SCANNER_TEST_CODE, { layout: 'ru', prefix: ']Q1' });
    assert.ok(russian.includes('в другой раскладке'), russian);
    assert.ok(russian.includes('Префикс: ]Q1'), russian);
    assert.equal(await page.getByLabel('Префикс сканера').inputValue(), ']Q1');
    for (const [text, words] of [
      ['https://www.gosuslugi.ru/m5/SECRETSECRETSECRET?p=f', 'Это код Цифрового ID'],
      [trainingCode('right', 'student', Date.now(), 'x').text, 'Это учебный код'],
      ['https://max.ru/digitalid_bot?startapp=age_verification', 'Это приглашение в MAX'],
      ['4600000000017', 'штрихкод из цифр'],
      ['SOMETHING-ELSE-1', 'Это другой код'],
    ] as const) {
      const message = await scanned(text, { layout: 'ru' });
      assert.ok(message.includes(words), `${text}: ${message}`);
      const all = await page.content();
      assert.ok(!all.includes(text.slice(-12)), text);
    }
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    assert.deepEqual(faults, []);
    await close();
  });

  it('the test code is foreign to every verifier, and its print is labelled as a test', async () => {
    assert.equal(recognise(SCANNER_TEST_CODE).kind, 'foreign');
    assert.equal(judgeTrainingCode(SCANNER_TEST_CODE, 'student', Date.now()).reason, 'foreign-code');
    const { page, close } = await visit(browser, served, 'companion/setup.html', {
      viewport: { width: 400, height: 600 },
    });
    await page.emulateMedia({ media: 'print' });
    await page.locator('.on-paper img').waitFor();
    const [found] = await readBarcodes(await page.screenshot(), { formats: ['QRCode'] });
    assert.equal(found?.text, SCANNER_TEST_CODE);
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`no axe violations and no overflow at 320 px and large text, ${colorScheme}`, async () => {
      const { page, close } = await visit(browser, served, 'companion/setup.html', {
        colorScheme,
        viewport: { width: 320, height: 640 },
      });
      for (const [way, parts] of [
        [
          'Госкан на телефоне',
          [
            ['#goskan-part', true],
            ['#gateway-part', false],
            ['#scanner-part', false],
          ],
        ],
        [
          'Шлюз учреждения',
          [
            ['#goskan-part', false],
            ['#gateway-part', true],
            ['#scanner-part', true],
          ],
        ],
      ] as const) {
        await page.getByLabel(way).check();
        for (const [part, shown] of parts) assert.equal(await page.locator(part).isVisible(), shown, part);
        assert.deepEqual(await axeFindings(page), [], way);
        assert.equal(await wide(page), 0, way);
      }
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      assert.equal(await wide(page), 0, '200 %');
      await close();
    });

  it('links to the course with the way of this desk', async () => {
    const { page, faults, close } = await open('?discreet');
    await page.getByRole('link', { name: 'Учебный курс' }).click();
    await page.locator('cid-training[way="goskan"]').waitFor();
    await page.getByRole('button', { name: 'Начать курс' }).waitFor();
    assert.equal(await wide(page), 0);
    assert.deepEqual(faults, []);
    await close();
  });
});
