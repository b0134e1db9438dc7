/** The manual at /manual/: complete in both languages, every link resolves, every example works. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { axeFindings } from '../support/axe.js';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { serve, visit } from '../support/gateway.js';
import { inTurn } from '../support/quick.js';
import { shared } from '../support/shared.js';

interface Element {
  readonly tag: string;
  readonly attributes: readonly { readonly name: string }[];
}

const scripts = new URL('../../../scripts/', import.meta.url);
const manifestFile = new URL('../../../packages/elements/custom-elements.json', import.meta.url);
const LANGS = ['ru', 'en'] as const;
/** The quick form tests each page in one color scheme. */
const SCHEMES = ['light', 'dark'] as const;

const { elements } = await fresh();
const manual: { manualFiles(): Map<string, string> } = await import(new URL('manual.mjs', scripts).href);
const files = manual.manualFiles();
const served = await shared(serve());
const browser = await shared(openChromium());

/** The elements from the manifest of the last build. */
async function fresh(): Promise<{ elements: Element[] }> {
  const { elementsOf }: { elementsOf(manifest: unknown): Element[] } = await import(
    new URL('manual/elements.mjs', scripts).href
  );
  return { elements: elementsOf(JSON.parse(readFileSync(fileURLToPath(manifestFile), 'utf8'))) };
}

const pages = (): [string, string][] => [...files].filter(([path]) => path.endsWith('.html'));

test('manual: every element has a page in both languages, with every attribute of the manifest', () => {
  assert.ok(elements.length >= 8, `${elements.length} elements`);
  for (const lang of LANGS) {
    for (const { tag, attributes } of elements) {
      const page = files.get(`${lang}/${tag}.html`);
      assert.ok(page, `${lang}: no page of ${tag}: npm run manual`);
      assert.ok(
        files.get(`${lang}/index.html`)?.includes(`href="${tag}.html"`),
        `${tag} is not on the start page`,
      );
      for (const { name } of attributes)
        assert.ok(page.includes(`id="attributes-${name}"`), `${lang} ${tag} ${name}: npm run manual`);
    }
  }
});

test('manual: elements.json is up to date, and every description has a Russian version', async () => {
  const kept: { readElements(): unknown } = await import(new URL('manual/elements.mjs', scripts).href);
  assert.deepEqual(kept.readElements(), elements, 'scripts/manual/elements.json is outdated: npm run manual');
  for (const { tag } of elements)
    assert.doesNotMatch(
      files.get(`ru/${tag}.html`) ?? '',
      /<td><span lang="en">/,
      `${tag}: a description without Russian in scripts/manual/russian.mjs`,
    );
});

test('manual: every guide has a page in both languages, without inline script or style', () => {
  for (const [path, page] of pages()) {
    const other = path.startsWith('ru/') ? path.replace('ru/', 'en/') : path.replace('en/', 'ru/');
    assert.ok(files.has(other), other);
    assert.doesNotMatch(
      page.replace(/<script type="module" src="[^"]+"><\/script>/g, ''),
      /<script|<style|\sstyle=|\son\w+=/,
    );
  }
});

test('manual: every link and anchor resolves', async () => {
  const outside = new Set<string>();
  for (const [path, page] of pages()) {
    for (const [, href = ''] of page.matchAll(/(?:href|src)="([^"]+)"/g)) {
      if (/^(https:|data:)/.test(href)) continue;
      const { pathname, hash } = new URL(href, `http://manual/manual/${path}`);
      if (!pathname.startsWith('/manual/')) {
        outside.add(pathname);
        continue;
      }
      const target = files.get(pathname.slice('/manual/'.length));
      assert.ok(target, `${path}: ${href}`);
      if (hash) assert.ok(target.includes(`id="${decodeURI(hash.slice(1))}"`), `${path}: ${href}`);
    }
  }
  for (const pathname of ['/manual', '/manual/', '/manual/en/', ...outside])
    assert.equal((await fetch(new URL(pathname, served.base))).status, 200, pathname);
  for (const pathname of ['/manual/ru/none.html', '/manual/..%2fpackage.json', '/manual/page.mjs'])
    assert.equal((await fetch(new URL(pathname, served.base))).status, 404, pathname);
});

const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** The first state of each example. */
const FIRST_STATES: Readonly<Record<string, string>> = {
  'cid-check': 'choice',
  'cid-fallback': 'paper',
  'cid-goskan': 'working',
};

test('manual: every example reaches its first state without CSP or axe violations', async () => {
  const { page, faults, go, close } = await visit(browser, served, 'manual/ru/index.html');
  // The quick form opens the page of every second element.
  for (const { tag } of inTurn(elements, 2)) {
    await go(`manual/ru/${tag}.html`);
    const example = page.locator('#example');
    const state = FIRST_STATES[tag] ?? 'idle';
    await page.locator(`#example[state="${state}"]`).waitFor({ state: 'attached', timeout: PATIENCE_MS });
    await page.waitForFunction(
      (expected) => document.getElementById('state')?.textContent === expected,
      state,
    );
    assert.ok(await example.evaluate((one) => one.shadowRoot !== null), tag);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await axeFindings(page), [], tag);
    assert.deepEqual(faults, [], tag);
  }
  await close();
});

test('manual: a control sets its attribute, and fired events are logged without values', async () => {
  const { page, faults, close } = await visit(browser, served, 'manual/en/cid-check.html');
  await page.locator('#example[state="choice"]').waitFor({ timeout: PATIENCE_MS });
  await page.getByRole('textbox', { name: 'benefits' }).fill('age');
  await page.getByRole('textbox', { name: 'benefits' }).press('Tab');
  assert.equal(await page.locator('#example').getAttribute('benefits'), 'age');
  assert.match((await page.locator('#markup').textContent()) ?? '', / benefits="age"/);
  const discreet = page.getByRole('checkbox', { name: 'discreet' });
  await discreet.check();
  assert.equal(await page.locator('#example').getAttribute('discreet'), '');
  await discreet.uncheck();
  assert.equal(await page.locator('#example').getAttribute('discreet'), null);
  await page.getByRole('combobox', { name: 'lang' }).selectOption('ru');
  await page.locator('#example').getByRole('button', { name: 'Бумажный документ' }).click();
  await page.locator('#example[state="paper"]').waitFor({ timeout: PATIENCE_MS });
  await page.locator('#example').getByRole('button', { name: 'Документ принят' }).click();
  await page.locator('#example[state="result"]').waitFor({ timeout: PATIENCE_MS });
  await page.locator('#example').getByRole('button', { name: 'Следующий посетитель' }).click();
  await page.locator('#fired p', { hasText: 'cid-done' }).waitFor({ timeout: PATIENCE_MS });
  assert.match((await page.locator('#fired').textContent()) ?? '', /cid-done \{ result \}/);
  assert.deepEqual(faults, []);
  await close();
});

test('manual: verify() of the example works, and its text is not logged', async () => {
  const { page, faults, close } = await visit(browser, served, 'manual/ru/cid-result.html');
  await page.locator('#example[state="idle"]').waitFor({ state: 'attached', timeout: PATIENCE_MS });
  await page.getByRole('button', { name: /verify/ }).click();
  await page.locator('#example[state="result"]').waitFor({ timeout: PATIENCE_MS });
  const log = page.locator('#fired p', { hasText: 'cid-outcome { outcome' });
  await log.waitFor({ timeout: PATIENCE_MS });
  assert.ok(!(await page.locator('#fired').innerText()).includes('чужой'));
  assert.deepEqual(faults, []);
  await close();
});

test('manual: no overflow and no axe violations, light and dark, at 320 px and 200 % text', async () => {
  const { page, faults, go, close } = await visit(browser, served, 'manual/ru/index.html', {
    viewport: { width: 320, height: 640 },
  });
  const enlarge = (size: string) =>
    page.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize;
    }, size);
  const paths = [
    'ru/index.html',
    'en/index.html',
    'ru/configuration.html',
    'en/cid-check.html',
    'ru/region.html',
  ];
  for (const [i, path] of paths.entries()) {
    await go(`manual/${path}`);
    await page.waitForLoadState('networkidle');
    for (const colorScheme of inTurn(SCHEMES, SCHEMES.length, i)) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await axeFindings(page), [], `${path} ${colorScheme}`);
      for (const size of ['200%', '100%']) {
        await enlarge(size);
        assert.ok((await sideways(page)) <= 0, `${path} ${size}: ${await sideways(page)} px too wide`);
      }
    }
    assert.deepEqual(faults, []);
  }
  await close();
});
