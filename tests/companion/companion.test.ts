import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { trainingCode } from '@cid-elements/core';
import { random, scan } from '@cid-elements/scanning/testing/scanner-emulator';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { openCompanion, reaches, wide } from '../support/companion.js';
import { guarded, serve } from '../support/gateway.js';
import { type } from '../support/keyboard.js';
import { contentType, openServer } from '../support/server.js';
import { shared } from '../support/shared.js';

const root = new URL('../../../', import.meta.url);
const AWAY = 'Сканер сейчас пишет в другую программу';

const served = await shared(serve());
const browser = await shared(openChromium());

const open = (query?: string, options?: BrowserContextOptions) =>
  openCompanion(browser, served, query, options);

const recorded = (page: Page) =>
  page.evaluate(() => (window as typeof window & { recorded: string[] }).recorded);

async function scanned(page: Page, text: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const scanner = { msPerKey: 5, jitter: 0.3, prefix: '', layout: 'ru', caps: false, by: 'code' } as const;
  await type({ page, cdp }, scan(text, { ...scanner, suffix: 'enter' }, random(3)));
}

/**
 * A static server with both folders in a subfolder of the site. `now` is the version of `dist` that it
 * serves.
 */
async function openFolder() {
  const { version } = JSON.parse(await readFile(new URL('dist/files.json', root), 'utf8'));
  const { origin, close } = await openServer(async ({ pathname }, _request, response) => {
    const path = pathname
      .replace('/site/companion/', 'examples/companion/')
      .replace('/site/dist/', 'dist/')
      .replaceAll(site.now, version)
      .replace(/\/$/, '/index.html');
    if (path.endsWith('companion.json') || (pathname.includes(version) && site.now !== version))
      throw new Error('no such file');
    const body = await readFile(new URL(path, root));
    response.setHeader('content-type', contentType(path));
    response.end(/\.js(on)?$/.test(path) ? body.toString().replaceAll(version, site.now) : body);
  });
  const site = { now: version as string, address: `${origin}/site/companion/`, close };
  return site;
}

describe('Companion desk', () => {
  it('takes no gateway or configuration of another origin from its URL', async () => {
    const { page, close } = await open(
      '?verifier=gateway&gateway=https://elsewhere.invalid/&config=//elsewhere.invalid/c.json&workstation=1',
    );
    const check = page.locator('cid-check');
    assert.equal(await check.getAttribute('workstation'), '1');
    assert.equal(await check.getAttribute('gateway'), null);
    assert.equal(await check.getAttribute('config'), null);
    await close();
  });

  it('is installable, with valid icons', async () => {
    const { page, faults, close } = await open();
    const cdp = await page.context().newCDPSession(page);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    // Automated browsers use a private context, which is reported as an error.
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

  it('opens offline and checks by paper', async () => {
    const own = await serve();
    const context = await browser.newContext({ viewport: { width: 320, height: 560 } });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${own.base}companion/?attorney-until=2099-01-01`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    // The service worker serves the files from the second load on.
    await page.reload();
    await reaches(page, 'choice');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.keyboard.press('F9');
    await reaches(page, 'paper');
    await page.getByRole('button', { name: 'Документ принят' }).waitFor();
    await own.close();
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

  it('accepts a code without a key press, and then the next one', async () => {
    const { page, faults, close } = await open('?verifier=training');
    await reaches(page, 'choice');
    await guarded(page);
    for (let visitor = 1; visitor <= 2; visitor++) {
      const code = trainingCode('right', 'student', Date.now(), `${visitor}`).text;
      await scanned(page, code);
      await reaches(page, 'face');
      await page.waitForTimeout(1_200);
      await page.keyboard.press('1');
      await reaches(page, 'result');
      await page.waitForTimeout(1_200);
      // Discreet: key 1 reveals the text, key 2 starts the next check.
      await page.keyboard.press('2');
      await reaches(page, 'choice');
      assert.equal((await recorded(page)).length, visitor);
    }
    assert.deepEqual(await recorded(page), ['training', 'training']);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    assert.equal(await page.evaluate(() => document.cookie), '');
    assert.deepEqual(faults, []);
    await close();
  });

  it('auto-start arms the scanner for the next code', async () => {
    const { page, close } = await open('?verifier=training&auto-start');
    await page.getByText('Сканер готов').first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => (window as typeof window & { recorded: string[] }).recorded.length > 0);
    await reaches(page, 'capture');
    await close();
  });

  it('warns while the window lacks focus, and does not clear the result then', async () => {
    const { page, close } = await open('?attorney-until=2099-01-01');
    await reaches(page, 'choice');
    await page.keyboard.press('F9');
    await reaches(page, 'paper');
    assert.equal(await page.textContent('#away'), '');
    // The window loses the focus to another Windows program.
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
    // A port scanner works without the focus.
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

  it('clears a result when hidden', async () => {
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

  it('is discreet by default', async () => {
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

  it('fits 320 px in every step, also at 200 % text', async () => {
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

  it('is translated by ?lang=en, and reports an unknown setting', async () => {
    const { page, close } = await open('?lang=en&verifer=gateway');
    assert.equal(await page.title(), 'Benefit check');
    assert.match((await page.textContent('#trouble')) ?? '', /verifer/);
    await page.locator('cid-check').getByText('Digital ID').first().waitFor();
    await close();
  });

  it('works from a static server in a subfolder without companion.json', async () => {
    const site = await openFolder();
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(site.address);
    // Without companion.json the verifier must be configured first.
    await page.waitForURL('**/setup.html');
    await page.getByRole('button', { name: 'Сохранить и открыть окно' }).click();
    await reaches(page, 'choice');
    assert.equal(await page.textContent('#trouble'), '');
    await page.close();
    await site.close();
  });

  it('updates to a new version at the next opening', async () => {
    const site = await openFolder();
    const context = await browser.newContext({ viewport: { width: 320, height: 480 } });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
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
    // The first load may precede the control by the service worker.
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
});
