/**
 * Layout checks: no text cut off, no overflow, overlap or small target at narrow width, large text, text
 * spacing, zoom, in a pseudo-locale and on hostile pages. The quick form runs every second case: the narrower
 * one of two widths.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openChromium } from '../support/browser.js';
import { openElementSite, pageUrl, show } from '../support/element-site.js';
import { inTurn } from '../support/quick.js';
import { shared } from '../support/shared.js';
import { misfits, spaceText, speakPseudo } from './in-page.js';

const browser = await shared(openChromium());
const site = await shared(openElementSite());

interface Place {
  readonly name: string;
  readonly width?: number;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly spaced?: boolean;
  readonly pseudo?: boolean;
}

const large = 'html { font-size: 200% }';
const places: readonly Place[] = [
  { name: 'wide' },
  { name: '320 px (400 % zoom of a desk screen)', width: 320 },
  { name: '200 % text', width: 640, query: { style: large } },
  { name: '200 % text at 320 px', width: 320, query: { style: large } },
  { name: 'a column of 240 px', query: { style: 'main { inline-size: 240px }' } },
  { name: 'text spacing', width: 320, spaced: true },
  { name: 'a language 40 % longer, from right to left', query: { lang: 'he' }, pseudo: true },
  { name: 'the same at 320 px', width: 320, query: { lang: 'he' }, pseudo: true },
  { name: 'zoom: 1.5', query: { style: '[data-shown] { zoom: 1.5 }' } },
  { name: 'all: unset', query: { style: '* { all: unset !important }' } },
  {
    name: 'a reset of everything',
    query: {
      style:
        '*, *::before { display: inline !important; color: red !important; font: 5px serif !important; padding: 40px !important }',
    },
  },
  { name: 'Bootstrap 3', width: 400, query: { css: '/node_modules/bootstrap3/dist/css/bootstrap.min.css' } },
  { name: 'Bootstrap 5', width: 400, query: { css: '/node_modules/bootstrap5/dist/css/bootstrap.min.css' } },
];

for (const { name, width = 760, query, spaced, pseudo } of inTurn(places, 2, 1)) {
  test(name, async () => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(pageUrl(site, query));
    if (pseudo) await page.evaluate(speakPseudo);
    await show(page);
    if (spaced) await page.evaluate(spaceText);
    if (pseudo) {
      const text = await page.locator('cid-check').first().innerText();
      assert.doesNotMatch(text, /\p{Script=Cyrillic}/u);
    }
    assert.equal((await page.evaluate(misfits, 44)).join('\n'), '');
    await page.close();
  });
}
