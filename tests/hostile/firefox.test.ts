/** The main hostile pages in Firefox: whole checks by a wedge scanner, then by paper. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { code } from './desk.js';
import { circulation, type Headers, lib, openSite, type Parts, type Site } from './site.js';

const LIMIT = { timeout: 150_000 };
let site: Site;
let browser: Browser;

before(async () => {
  [site, browser] = await Promise.all([
    openSite(),
    puppeteer.launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true }),
  ]);
}, LIMIT);
after(async () => {
  await browser?.close();
  await site?.close();
});

const arrive = (page: Page, state: string) =>
  page.waitForFunction(
    (state) => document.querySelector('cid-check')?.getAttribute('state') === state,
    { timeout: 30_000 },
    state,
  );

/** Presses the button with these words, through shadow roots, as soon as it is there. */
const click = (page: Page, words: string) =>
  page.waitForFunction(
    (words) => {
      const roots: (Document | ShadowRoot)[] = [document];
      for (const root of roots) {
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          if (element.shadowRoot) roots.push(element.shadowRoot);
          if (element.localName === 'button' && element.textContent?.includes(words)) {
            element.click();
            return true;
          }
        }
      }
      return false;
    },
    { timeout: 30_000 },
    words,
  );

const armed = (page: Page) =>
  page.waitForFunction(
    () =>
      document
        .querySelector('cid-check')
        ?.shadowRoot?.querySelector('cid-scanner')
        ?.shadowRoot?.querySelector('.wedge.on') != null,
    { timeout: 30_000 },
  );

const HOSTS: readonly { name: string; parts?: Parts; headers?: Headers; script?: string }[] = [
  {
    name: 'a strict policy',
    headers: {
      'content-security-policy':
        "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; report-uri /report",
    },
  },
  {
    name: 'enumerable members on the prototypes',
    script: `for (const proto of [Object.prototype, Array.prototype, Function.prototype, String.prototype])
      proto.each = proto.extend = function () { return this; };`,
  },
  { name: '* { all: unset !important }', parts: { head: '<style>* { all: unset !important }</style>' } },
  { name: '<base href> of another site', parts: { before: '<base href="https://elsewhere.invalid/">' } },
  {
    name: 'Bootstrap 3, jQuery 1',
    parts: { head: '<link rel="stylesheet" href="/bootstrap.css"><script src="/jquery.js"></script>' },
  },
];

for (const { name, parts, headers, script } of HOSTS) {
  test(`Firefox: ${name}`, LIMIT, async () => {
    site.pages.set('/host.js', { body: script ?? '' });
    site.pages.set('/jquery.js', { body: lib('jquery1/dist/jquery.js') });
    site.pages.set('/bootstrap.css', { body: lib('bootstrap3/dist/css/bootstrap.css') });
    site.pages.set('/page', {
      body: circulation({
        load: `<script type="module" src="${site.origin}/cid/cid-elements.js"></script>`,
        ...parts,
        head: `<script src="/host.js"></script>${parts?.head ?? ''}`,
      }),
      ...(headers && { headers }),
    });
    site.reports.length = 0;
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    try {
      await page.goto(`${site.origin}/page`);
      await page.evaluate(() => {
        const heard: string[] = [];
        Object.assign(window, { heardDone: heard });
        document.addEventListener('cid-done', (event) =>
          heard.push((event as CustomEvent<{ result: string }>).detail.result),
        );
      });
      await arrive(page, 'choice');
      await page.focus('#barcode');
      await page.keyboard.press('F8');
      await arrive(page, 'capture');
      await armed(page);
      const text = await code();
      await page.focus('#barcode');
      for (const char of text) await page.keyboard.press(char as 'a');
      await page.keyboard.press('Enter');
      await arrive(page, 'face');
      await click(page, 'Лицо совпадает');
      await arrive(page, 'result');
      await click(page, 'Следующий посетитель');
      await arrive(page, 'choice');
      await page.focus('#barcode');
      await page.keyboard.press('F9');
      await arrive(page, 'paper');
      await click(page, 'Документ принят');
      await arrive(page, 'result');
      await click(page, 'Следующий посетитель');
      await arrive(page, 'choice');
      assert.deepEqual(await page.evaluate(() => window.heardDone), ['training', 'training']);
      assert.equal(await page.$eval('#barcode', (field) => (field as HTMLInputElement).value), '');
      assert.deepEqual(faults, []);
      assert.deepEqual(site.reports, []);
    } finally {
      await page.close();
    }
  });
}
