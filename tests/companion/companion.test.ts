import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { judgeTrainingCode, recognise, trainingCode } from '@cid-elements/core';
import { random, scan } from '@cid-elements/scanning/testing/scanner-emulator';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { press } from '../koha/checks.js';
import { type Served, serve, visit } from '../pages/harness.js';
import { openChromium } from '../support/browser.js';

const root = new URL('../../../', import.meta.url);
/** As printed: `SCANNER_TEST_CODE` of the set-up. */
const SCANNER_TEST_CODE = 'https://scanner-test.cid-elements.invalid/Qz7?p=Yx&k=A-b_c';
const AWAY = 'Сканер сейчас пишет в другую программу';

let served: Served;
let browser: Browser;
before(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const { buffer } = new Uint8Array(await readFile(wasm));
  prepareZXingModule({ overrides: { wasmBinary: buffer } });
  served = await serve();
  browser = await openChromium();
});
after(async () => {
  await browser?.close();
  served?.stop();
});

async function open(query = '?discreet', options: BrowserContextOptions = {}) {
  const desk = await visit(browser, served, `companion/${query}`, {
    viewport: { width: 320, height: 560 },
    ...options,
    before: async (page) => {
      page.setDefaultTimeout(10_000);
      await page.addInitScript(() => {
        Object.assign(window, { heard: [] });
        document.addEventListener('cid-done', (event) =>
          (window as unknown as { heard: string[] }).heard.push((event as CustomEvent).detail.result),
        );
      });
    },
  });
  await desk.page.locator('cid-check[state]').waitFor();
  return desk;
}

const reaches = (page: Page, state: string) => page.locator(`cid-check[state="${state}"]`).waitFor();
const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

async function scanned(page: Page, text: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const scanner = { msPerKey: 5, jitter: 0.3, prefix: '', layout: 'ru', caps: false, by: 'code' } as const;
  await press({ cdp }, scan(text, { ...scanner, suffix: 'enter' }, random(3)));
}

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A static server with the two folders side by side, in a folder of the site. `now`: another version of `dist`. */
async function openFolder() {
  const { version } = JSON.parse(await readFile(new URL('dist/files.json', root), 'utf8'));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://static');
    const path = pathname
      .replace('/site/companion/', 'examples/companion/')
      .replace('/site/dist/', 'dist/')
      .replaceAll(site.now, version)
      .replace(/\/$/, '/index.html');
    try {
      if (path.endsWith('companion.json') || (pathname.includes(version) && site.now !== version))
        throw new Error('no such file');
      const body = await readFile(new URL(path, root));
      response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.end(/\.js(on)?$/.test(path) ? body.toString().replaceAll(version, site.now) : body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const site = {
    now: version as string,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/site/companion/`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
  return site;
}

describe('Companion desk', () => {
  it('a link of somebody else names no gateway and no configuration', async () => {
    const { page, close } = await open(
      '?verifier=gateway&gateway=https://elsewhere.invalid/&config=//elsewhere.invalid/c.json&workstation=1',
    );
    const check = page.locator('cid-check');
    assert.equal(await check.getAttribute('workstation'), '1');
    assert.equal(await check.getAttribute('gateway'), null);
    assert.equal(await check.getAttribute('config'), null);
    await close();
  });

  it('can be installed: the browser finds nothing missing, and every icon is what it says', async () => {
    const { page, faults, close } = await open();
    const cdp = await page.context().newCDPSession(page);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    // A tab of an automated browser is private, which is its own affair.
    const errors = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
    assert.deepEqual(errors, []);
    const manifest = await cdp.send('Page.getAppManifest');
    assert.deepEqual(manifest.errors, []);
    const { icons } = JSON.parse(manifest.data ?? '{}') as { icons: { src: string; sizes: string }[] };
    for (const { src, sizes } of icons.filter(({ src }) => src.endsWith('.png'))) {
      const png = await readFile(new URL(`examples/companion/${src}`, root));
      assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes);
    }
    assert.deepEqual(faults, []);
    await close();
  });

  it('opens without a network, and checks by paper there', async () => {
    const own = await serve();
    const context = await browser.newContext({ viewport: { width: 320, height: 560 } });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${own.base}companion/?attorney-until=2099-01-01`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    // Its parts come through the worker from the second opening on.
    await page.reload();
    await reaches(page, 'choice');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.keyboard.press('F9');
    await reaches(page, 'paper');
    await page.getByRole('button', { name: 'Документ принят' }).waitFor();
    own.stop();
    await page.waitForTimeout(300);
    await page.reload();
    await reaches(page, 'choice');
    assert.equal(await page.textContent('#trouble'), '');
    await page.keyboard.press('F9');
    await page.getByRole('button', { name: 'Документ принят' }).click();
    await reaches(page, 'result');
    const kept = await page.evaluate(async () => {
      const urls: string[] = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
      return urls;
    });
    assert.ok(kept.length > 0 && kept.every((url) => !url.includes('?') && !url.includes('/v1/')), `${kept}`);
    await context.close();
  });

  it('takes a visitor’s code without a key before it, and is ready for the next', async () => {
    const { page, faults, close } = await open('?verifier=training');
    await reaches(page, 'choice');
    for (let visitor = 1; visitor <= 2; visitor++) {
      const code = trainingCode('right', 'student', Date.now(), `${visitor}`).text;
      await scanned(page, code);
      await reaches(page, 'face');
      await page.waitForTimeout(1_200);
      await page.keyboard.press('1');
      await reaches(page, 'result');
      await page.waitForTimeout(1_200);
      // Discreet: 1 shows the words, 2 is the next visitor.
      await page.keyboard.press('2');
      await reaches(page, 'choice');
      assert.equal((await heard(page)).length, visitor);
    }
    assert.deepEqual(await heard(page), ['training', 'training']);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    assert.equal(await page.evaluate(() => document.cookie), '');
    assert.deepEqual(faults, []);
    await close();
  });

  it('waits for the next code by itself with auto-start', async () => {
    const { page, close } = await open('?verifier=training&auto-start');
    await page.getByText('Сканер готов').first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => (window as unknown as { heard: string[] }).heard.length > 0);
    await reaches(page, 'capture');
    await close();
  });

  it('says that the scanner writes elsewhere while it has no focus, and clears nothing then', async () => {
    const { page, close } = await open('?attorney-until=2099-01-01');
    await reaches(page, 'choice');
    await page.keyboard.press('F9');
    await reaches(page, 'paper');
    assert.equal(await page.textContent('#away'), '');
    // What the browser does when the clerk clicks into a Windows program.
    await page.evaluate(() => {
      document.hasFocus = () => false;
      window.dispatchEvent(new FocusEvent('blur'));
    });
    await page.getByText(AWAY).waitFor();
    assert.equal(await page.locator('cid-check').getAttribute('state'), 'paper');
    assert.equal(await wide(page), 0);
    await page.evaluate(() => {
      document.hasFocus = () => true;
      window.dispatchEvent(new FocusEvent('focus'));
    });
    assert.equal(await page.textContent('#away'), '');
    // With a scanner of its own, the window reads on.
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'serial', {
        value: { getPorts: async () => [{ readable: new ReadableStream() }] },
        configurable: true,
      });
      document.hasFocus = () => false;
      window.dispatchEvent(new FocusEvent('blur'));
    });
    await page.waitForTimeout(200);
    assert.equal(await page.textContent('#away'), '');
    await close();
  });

  it('clears a result when it is hidden', async () => {
    const { page, close } = await open('?attorney-until=2099-01-01');
    await reaches(page, 'choice');
    await page.keyboard.press('F9');
    await page.getByRole('button', { name: 'Документ принят' }).click();
    await reaches(page, 'result');
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await reaches(page, 'choice');
    await close();
  });

  it('is discreet until the clerk says otherwise', async () => {
    const { page, close } = await open();
    const button = page.getByRole('switch', { name: 'Скрытно' });
    assert.equal(await button.getAttribute('aria-checked'), 'true');
    assert.notEqual(await page.locator('cid-check').getAttribute('discreet'), null);
    await button.click();
    assert.equal(await button.getAttribute('aria-checked'), 'false');
    assert.equal(await page.locator('cid-check').getAttribute('discreet'), null);
    await close();
    const second = await open('?discreet=0');
    assert.equal(await second.page.getByRole('switch').getAttribute('aria-checked'), 'false');
    await second.close();
  });

  it('fits 320 px in every step, at 200 % text too', async () => {
    for (const scale of ['100%', '200%']) {
      const { page, close } = await open('?verifier=training');
      await page.evaluate((scale) => {
        document.documentElement.style.fontSize = scale;
      }, scale);
      await reaches(page, 'choice');
      assert.equal(await wide(page), 0);
      await page.keyboard.press('F8');
      await reaches(page, 'capture');
      assert.equal(await wide(page), 0);
      await page.keyboard.press('F9');
      await page.getByRole('button', { name: 'Документ не подходит' }).waitFor();
      assert.equal(await wide(page), 0);
      await page.getByRole('button', { name: 'Документ не подходит' }).click();
      await reaches(page, 'result');
      assert.equal(await wide(page), 0);
      await close();
    }
  });

  it('speaks English on request, and names a setting it does not know', async () => {
    const { page, close } = await open('?lang=en&verifer=gateway');
    assert.equal(await page.title(), 'Benefit check');
    assert.match((await page.textContent('#trouble')) ?? '', /verifer/);
    await page.locator('cid-check').getByText('Digital ID').first().waitFor();
    await close();
  });

  it('works from any static server, in a folder, without companion.json', async () => {
    const site = await openFolder();
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(site.address);
    // Nobody has said how checks are made here.
    await page.waitForURL('**/setup.html');
    await page.getByRole('button', { name: 'Сохранить и открыть окно' }).click();
    await reaches(page, 'choice');
    assert.equal(await page.textContent('#trouble'), '');
    await page.close();
    await site.close();
  });

  it('has a new version whole after one opening, and nothing of the old', async () => {
    const site = await openFolder();
    const context = await browser.newContext({ viewport: { width: 320, height: 480 } });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${site.address}?attorney-until=2099-01-01`);
    await reaches(page, 'choice');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    site.now = '9.9.9';
    const kept = () =>
      page.evaluate(async () => {
        const urls: string[] = [];
        for (const name of await caches.keys())
          for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
        return urls.filter((url) => /-\d+\.\d+\.\d+\.js$/.test(url));
      });
    // The first pages may have come before the worker had taken over.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.reload();
    await reaches(page, 'choice');
    for (let turn = 0; turn < 50; turn++) {
      const urls = await kept();
      if (urls.length > 5 && urls.every((url) => url.endsWith('-9.9.9.js'))) break;
      await page.waitForTimeout(100);
    }
    assert.deepEqual(
      (await kept()).filter((url) => !url.endsWith('-9.9.9.js')),
      [],
    );
    await site.close();
    await page.reload();
    await reaches(page, 'choice');
    await page.keyboard.press('F9');
    await page.getByRole('button', { name: 'Документ принят' }).click();
    await reaches(page, 'result');
    await context.close();
  });

  it('asks at the first start, keeps the answers on this computer alone, and forgets them', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
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
      asked.filter((line) => !line.startsWith('GET ') || !line.includes(new URL(served.base).host)),
      [],
    );
    await page.getByRole('link', { name: 'Настройки' }).click();
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

  it('takes the last day from a power of attorney file', async () => {
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

  it('tests a scanner by one printed code; of any other it tells the kind alone', async () => {
    const { page, faults, close } = await visit(browser, served, 'companion/setup.html', {});
    await page.getByLabel('Тренировка: ничего настоящего').check();
    const cdp = await page.context().newCDPSession(page);
    const type = async (text: string, more: object = {}) => {
      await page.locator('#scan').focus();
      const scanner = {
        msPerKey: 5,
        jitter: 0.3,
        prefix: '',
        layout: 'us',
        caps: false,
        by: 'code',
      } as const;
      await press({ cdp }, scan(text, { ...scanner, suffix: 'enter', ...more }, random(3)));
      await page.locator('#found p').first().waitFor();
      return page.locator('#found').innerText();
    };
    const plain = await type(SCANNER_TEST_CODE);
    for (const words of [SCANNER_TEST_CODE, 'без изменений', 'Префикса нет', 'Enter'])
      assert.ok(plain.includes(words), plain);
    const russian = await type(SCANNER_TEST_CODE, { layout: 'ru', prefix: ']Q1' });
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
      const said = await type(text, { layout: 'ru' });
      assert.ok(said.includes(words), `${text}: ${said}`);
      const all = await page.content();
      assert.ok(!all.includes(text.slice(-12)), text);
    }
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    assert.deepEqual(faults, []);
    await close();
  });

  it('the test code is no visitor’s code, and the printed one says it', async () => {
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

  it('links the course, in the way of this desk', async () => {
    const { page, faults, close } = await open('?discreet');
    await page.getByRole('link', { name: 'Учебный курс' }).click();
    await page.locator('cid-training[way="goskan"]').waitFor();
    await page.getByRole('button', { name: 'Начать курс' }).waitFor();
    assert.equal(await wide(page), 0);
    assert.deepEqual(faults, []);
    await close();
  });
});
