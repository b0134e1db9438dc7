/** `<cid-info>` on the pages of `examples/site`, and the static page. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { infoFragment, infoPage } from '@cid-elements/elements/info/page';
import type { Browser, Page } from 'playwright-core';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { FONT_SETS } from '../support/fonts.js';
import { nameSite } from '../support/named-site.js';
import { inTurn } from '../support/quick.js';
import { openRepositorySite, pagesOf, root } from '../support/repository-site.js';
import { shared } from '../support/shared.js';

/** Gzip bytes of our files, the configuration and the support of the low-vision plugin. */
const BUDGET = 12_000;
const PAGES = ['index', 'wordpress', 'joomla', 'bvi'] as const;
const axe = createRequire(import.meta.url).resolve('axe-core');

const config: {
  institution: { name: string; contact: string; hours: string; branches: { name: string }[] };
} = JSON.parse(await readFile(`${root}examples/site/library.json`, 'utf8'));
const plain = { ru: (await infoPage(config, 'ru')).html, en: (await infoPage(config, 'en')).html };
const site = await shared(
  openRepositorySite({
    pages: {
      '/plain': plain.ru,
      '/plain-en': plain.en,
      '/fragment': `<!doctype html><html lang="ru"><meta charset="utf-8"><title>x</title><body>${(await infoFragment(config, '/examples/site/library.json')).html}<script src="/dist/cid-info.classic.js"></script></body></html>`,
      ...Object.fromEntries(
        ['ru', 'en'].map((lang) => [
          `/weigh-${lang}`,
          `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>x</title><body><div class="bvi-body" data-bvi-theme="blue"><cid-info config="/examples/site/library.json"></cid-info></div><script src="/dist/cid-info.classic.js"></script></body></html>`,
        ]),
      ),
      '/narrow': `<!doctype html><html lang="ru"><meta charset="utf-8"><title>x</title><body><div style="display: flex"><p style="flex: none">Меню</p><cid-info></cid-info></div><div style="overflow: hidden"><cid-info style="float: left"></cid-info></div><table><tr><td>Меню</td><td><cid-info></cid-info></td></tr></table><script src="/dist/cid-info.classic.js"></script></body></html>`,
      '/en': `<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><body><h1>x</h1><cid-info config="/examples/site/library.json"></cid-info><script src="/dist/cid-info.classic.js"></script></body></html>`,
    },
  }),
);
const browser = await shared(openChromium());

interface Visit {
  readonly width?: number;
  readonly dark?: boolean;
  readonly scripts?: boolean;
  /** A browser other than the shared one. */
  readonly within?: Browser;
}

async function visit(path: string, { width = 1000, dark, scripts = true, within = browser }: Visit = {}) {
  const context = await within.newContext({
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: scripts,
    bypassCSP: false,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(site.origin + path);
  if (scripts && path !== '/plain' && path !== '/plain-en') await ready(page);
  return { page, errors, close: () => context.close() };
}

async function ready(page: Page): Promise<void> {
  try {
    await page.waitForFunction(() => document.querySelector('cid-info')?.shadowRoot?.querySelector('.about'));
  } catch (cause) {
    const seen = await page.evaluate(() => document.querySelector('cid-info')?.outerHTML.slice(0, 500));
    throw new Error(`not shown; the page has ${seen}; requested: ${site.requested.slice(-8).join(' ')}`, {
      cause,
    });
  }
}

/** Headings and lines in reading order, of the element or of the page. */
const outline = (page: Page) =>
  page.evaluate(() => {
    const from = document.querySelector('cid-info')?.shadowRoot ?? document.body;
    const text = (node: Element) => (node.textContent ?? '').split(/\s+/).join('');
    return {
      headings: [...from.querySelectorAll('h1,h2,h3,h4')].map(text),
      lines: [...from.querySelectorAll('p, li')].map(text).sort(),
      links: [...from.querySelectorAll('a')].map((link) => [text(link), link.href]),
    };
  });

async function findings(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    const { axe } = window as typeof window & { axe: typeof import('axe-core') };
    const found = await axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: true } } });
    return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`));
  });
}

test('one script and one tag show every fact of the configuration without third-party requests', async () => {
  const { page, errors, close } = await visit('/examples/site/index.html');
  const { lines, links } = await outline(page);
  const all = lines.join('\n');
  const isShown = (fact: string) => all.includes(fact.split(' ').join(''));
  for (const fact of [
    config.institution.name,
    config.institution.hours,
    config.institution.contact,
    ...config.institution.branches.map((branch) => branch.name),
    '18 лет и старше',
    'Для граждан России от 18 лет.',
  ])
    assert.ok(isShown(fact), fact);
  assert.ok(links.some(([, href]) => href === `${site.origin}/documents/digital-id.pdf`));
  assert.deepEqual(errors, []);
  await close();
});

for (const lang of ['ru', 'en'])
  test(`<cid-info> fetches less than ${BUDGET} bytes (${lang})`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const ours: { url: string; size: number }[] = [];
    const hosts = new Set<string>();
    page.on('requestfinished', async (request) => {
      hosts.add(new URL(request.url()).origin);
      if (!/\/dist\/|library\.json$/.test(request.url())) return;
      const { responseBodySize } = await request.sizes();
      ours.push({ url: request.url(), size: responseBodySize });
    });
    await page.goto(`${site.origin}/weigh-${lang}`);
    await ready(page);
    await page.waitForLoadState('networkidle');
    const total = ours.reduce((sum, { size }) => sum + size, 0);
    console.log(`<cid-info> in ${lang}: ${total} bytes in ${ours.length} files`);
    assert.equal(ours.length, 4, ours.map(({ url }) => url).join());
    assert.ok(total > 1000 && total < BUDGET, `${total} bytes`);
    assert.deepEqual([...hosts], [site.origin]);
    await context.close();
  });

test('the page without scripts has the same headings, facts and links as the element', async () => {
  const element = await visit('/examples/site/index.html');
  // The static page contains the texts that the element loads when details are opened.
  await element.page.locator('cid-info summary').click();
  await element.page.locator('cid-info details a').first().waitFor();
  const expected = await outline(element.page);
  await element.close();
  const { page, close } = await visit('/plain', { scripts: false });
  // Scripts of the page are disabled; `page.content()` still works.
  const html = await page.content();
  assert.ok(!html.includes('<script') && !html.includes(' style='));
  await close();
  const looked = await visit('/plain');
  const read = await outline(looked.page);
  assert.deepEqual(read, expected);
  assert.equal(await looked.page.locator('h1').count(), 1);
  await looked.close();
});

test('has a usable width in a row, a float and a table cell', async () => {
  for (const width of [1000, 320]) {
    const { page, close } = await visit('/narrow', { width });
    const widths = await page.evaluate(() =>
      [...document.querySelectorAll('cid-info')].map((element) => element.getBoundingClientRect().width),
    );
    assert.ok(
      widths.every((each) => each >= 200),
      `${widths}`,
    );
    await close();
  }
});

test('the fragment is readable without scripts and replaced by the element with them', async () => {
  const off = await visit('/fragment', { scripts: false });
  assert.ok(await off.page.getByRole('heading', { name: 'Как показать Цифровой ID' }).isVisible());
  await off.close();
  const on = await visit('/fragment');
  assert.equal(await on.page.getByRole('heading', { name: 'Как показать Цифровой ID' }).count(), 1);
  await on.close();
});

const LOOKS: readonly (readonly [string, Visit])[] = [
  ['light', {}],
  ['dark', { dark: true }],
  ['narrow', { width: 320 }],
];

// The quick form tests the first page in every look and each other page in one look.
for (const [i, name] of PAGES.entries())
  for (const [look, how] of inTurn(LOOKS, i === 0 ? 1 : LOOKS.length, i))
    test(`${name}, ${look}: no axe violations, no overflow`, async () => {
      const { page, errors, close } = await visit(`/examples/site/${name}.html`, how);
      if (look === 'dark') await page.addStyleTag({ content: 'html { color-scheme: dark; }' });
      if (look === 'dark')
        await page.evaluate(() => {
          document.documentElement.style.colorScheme = 'dark';
        });
      await page.waitForTimeout(100);
      const mine = (await findings(page)).filter(
        (line) => !line.startsWith('color-contrast') || look !== 'dark' || line.includes('cid-'),
      );
      assert.deepEqual(mine, []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      assert.deepEqual(errors, []);
      await close();
    });

test('the page without scripts: no axe violations, no overflow at 320 px', async () => {
  for (const width of [1000, 320]) {
    const { page, close } = await visit('/plain', { width });
    assert.deepEqual(await findings(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await close();
  }
});

test('a poster prints alone, and only while it is shown', async () => {
  const { page, close } = await visit('/examples/site/wordpress.html');
  try {
    await page.emulateMedia({ media: 'print' });
    // The example's own style sheet already hides everything else, so an extra element is added.
    await page.evaluate(() => {
      const beside = document.createElement('p');
      beside.style.cssText = 'display: block';
      beside.textContent = 'Новости';
      document.querySelector('cid-info')?.after(beside);
    });
    const others = () =>
      page.evaluate(() => {
        const shown = (element: Element) => element.getClientRects().length > 0;
        return [...document.querySelectorAll('body *')].filter(
          (element) =>
            !element.querySelector('cid-info') && element.localName !== 'cid-info' && shown(element),
        ).length;
      });
    const before = await others();
    assert.ok(before > 0);
    await page.evaluate(() => document.querySelector('cid-info')?.setAttribute('poster', ''));
    await page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
    assert.equal(await others(), 0);
    await page.evaluate(() => document.querySelector('cid-info')?.removeAttribute('poster'));
    await page.waitForFunction(() => document.adoptedStyleSheets.length === 0);
    assert.equal(await others(), before);
  } finally {
    await close();
  }
});

const PRINTED = ['/plain', '/plain-en', ...PAGES.map((name) => `/examples/site/${name}.html`), '/en'];

// The quick form prints each page with one of the font sets.
for (const [i, fonts] of FONT_SETS.entries())
  test(`with ${fonts} fonts each page and its poster print on one sheet of A4`, async () => {
    const printer = await openChromium({ fonts });
    const margin = { top: '10mm', right: '10mm', bottom: '10mm', left: '10mm' };
    try {
      for (const path of inTurn(PRINTED, FONT_SETS.length, i)) {
        const { page, close } = await visit(path, { within: printer });
        const sheets = async () => [
          pagesOf(await page.pdf({ format: 'A4', margin })),
          pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true })),
        ];
        assert.deepEqual(await sheets(), [1, 1], path);
        const poster = await page.evaluate(() => {
          const info = document.querySelector('cid-info');
          info?.setAttribute('poster', '');
          return info !== null;
        });
        if (poster) {
          await page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
          assert.deepEqual(await sheets(), [1, 1], `${path} as a poster`);
        }
        await close();
      }
    } finally {
      await printer.close();
    }
  });

test('inherits font and accent of the theme, and resists its element styles', async () => {
  for (const [name, family, accent] of [
    ['wordpress', 'Manrope', 'rgb(80, 58, 168)'],
    ['joomla', '-apple-system', 'rgb(20, 80, 140)'],
  ] as const) {
    const { page, close } = await visit(`/examples/site/${name}.html`);
    const look = await page.evaluate(() => {
      const shadow = document.querySelector('cid-info')!.shadowRoot!;
      const style = (selector: string) => getComputedStyle(shadow.querySelector(selector)!);
      return {
        family: style('.info').fontFamily,
        link: style('.about a').color,
        list: style('.confirms ul').paddingLeft,
      };
    });
    assert.ok(look.family.startsWith(family), look.family);
    assert.equal(look.link, accent);
    assert.ok(Number.parseFloat(look.list) < 30, look.list);
    await close();
  }
});

test('follows the low-vision plug-in, which moves the page content and sets sizes', async () => {
  // The plugin sets cookies for `location.host`, which browsers accept only without a port.
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const named = await nameSite(context, site.origin);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${named}/examples/site/bvi.html`);
  await ready(page);
  const size = () =>
    page.evaluate(() =>
      Number.parseFloat(
        getComputedStyle(document.querySelector('cid-info')!.shadowRoot!.querySelector('.info')!).fontSize,
      ),
    );
  const before = await outline(page);
  const press = (selector: string) =>
    page.evaluate((name) => document.querySelector<HTMLElement>(name)?.click(), selector);
  await press('.bvi-open');
  await page.locator('.bvi-body').waitFor();
  await press('.bvi-panel .bvi-theme-black');
  for (let i = 0; i < 8; i++) await press('.bvi-panel .bvi-fontSize-plus');
  await page.waitForTimeout(300);
  assert.ok(await page.evaluate(() => document.querySelector('.bvi-body cid-info') !== null));
  assert.deepEqual(await outline(page), before);
  assert.ok((await size()) >= 22, `${await size()} px`);
  assert.deepEqual(errors, []);
  await context.close();
});
