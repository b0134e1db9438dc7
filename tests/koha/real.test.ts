/**
 * The same checks on a real Koha. Environment: KOHA_URL (staff client), KOHA_USER, KOHA_PASSWORD, and
 * optionally KOHA_BORROWER, the borrowernumber of a patron. Nothing is checked out or installed there: the
 * bundle and the paste-in file are injected into its responses.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { random, scan } from '@cid-elements/scanning/testing/scanner-emulator';
import type { Browser } from 'playwright-core';
import { PATIENCE_MS } from '../support/browser.js';
import { type } from '../support/keyboard.js';
import { contentType } from '../support/server.js';
import {
  checkWhole,
  findNoTrace,
  focusOf,
  moment,
  type Place,
  pasted,
  phase,
  scanner,
  TRAINING,
  waitOutScan,
} from './checks.js';
import { fields, launch, openTab, type Tab } from './desk.js';

const { KOHA_URL, KOHA_USER, KOHA_PASSWORD, KOHA_BORROWER } = process.env;
const missing = [
  ['KOHA_URL', KOHA_URL],
  ['KOHA_USER', KOHA_USER],
  ['KOHA_PASSWORD', KOHA_PASSWORD],
].flatMap(([name, value]) => (value ? [] : [name]));
if (missing.length) console.log(`Tests with a real Koha skipped: ${missing.join(', ')} not set.`);

const root = new URL('../../../', import.meta.url);

/** A paste-in file that is already installed. It is removed, because its settings would take precedence. */
const INSTALLED = /\/\*\s+\* Цифровой ID у стола(?:(?!<\/script>).)*\}\)\(\);/s;

/** Injects the file as Koha prints IntranetUserJS: one classic inline script with the page's nonce. */
function withUserJs(page: string, userJs: string): string {
  const html = page.replace(INSTALLED, '');
  const at = html.lastIndexOf('</body>');
  const nonce = html.match(/<script[^>]* nonce="([^"]+)"/)?.[1];
  const script = `<script${nonce ? ` nonce="${nonce}"` : ''}>${userJs}</script>`;
  return at < 0 ? html : html.slice(0, at) + script + html.slice(at);
}

async function openReal(browser: Browser, userJs: string): Promise<Place> {
  const tab = await openTab(browser);
  const { page } = tab;
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${KOHA_URL}/cgi-bin/koha/mainpage.pl`);
  // Koha 24.05 renamed the fields.
  const field = (name: string) => page.locator(`input[name="login_${name}"], input[name="${name}"]`).first();
  await field('userid').fill(KOHA_USER ?? '');
  await field('password').fill(KOHA_PASSWORD ?? '');
  await Promise.all([page.waitForNavigation(), field('password').press('Enter')]);
  await page.route('**/cid/dist/*', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop() ?? '';
    const body = await readFile(new URL(`dist/${name}`, root));
    await route.fulfill({ body, contentType: contentType(name) });
  });
  await page.route(/\/cgi-bin\/koha\//, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch();
    return route.fulfill({ response, body: withUserJs(await response.text(), userJs) });
  });
  return { tab, requested: [] };
}

async function patron({ page }: Tab): Promise<string> {
  if (KOHA_BORROWER) return KOHA_BORROWER;
  const found = await page.evaluate(async () => {
    const response = await fetch('/api/v1/patrons?_per_page=1');
    const patrons = response.ok ? await response.json() : [];
    return patrons[0]?.patron_id ?? patrons[0]?.borrowernumber;
  });
  assert.ok(found, 'no patron found: name one in KOHA_BORROWER');
  return String(found);
}

const CHECKOUT = '/cgi-bin/koha/circ/circulation.pl';

describe('A real Koha', { skip: missing.length > 0 && `${missing.join(', ')} not set` }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  it('shows the check after the patron and completes it without a key reaching Koha', async () => {
    const place = await openReal(browser, await pasted(TRAINING));
    const { page, errors, context } = place.tab;
    await page.goto(`${KOHA_URL}${CHECKOUT}?borrowernumber=${await patron(place.tab)}`);
    await phase(place.tab, 'choice');
    assert.ok(
      await page.evaluate(
        () => document.querySelector('.patroninfo + cid-check, .row > .col-sm-6 > cid-check') !== null,
      ),
    );
    await page.waitForLoadState('networkidle');
    assert.equal(await focusOf(place.tab), 'barcode');
    const own = errors.length;
    await checkWhole(place, scanner());
    assert.equal(errors.length, own);
    const kept = await page.evaluate(() => window.kept);
    assert.ok(
      kept.every((line) => !line.includes('/cid/')),
      'nothing of ours is kept',
    );
    await page.reload();
    await phase(place.tab, 'choice');
    await context.close();
  });

  it('guards the search pages', async () => {
    const place = await openReal(browser, await pasted());
    const { page, context } = place.tab;
    for (const path of ['/cgi-bin/koha/mainpage.pl', CHECKOUT, '/cgi-bin/koha/members/members-home.pl']) {
      await page.goto(`${KOHA_URL}${path}`);
      await page.waitForLoadState('networkidle');
      await page.locator('input[type="text"]:visible').first().focus();
      const before = await fields(page);
      const since = moment(place);
      const code = 'https://www.gosuslugi.ru/m5/aB3dE5gH7jK9mN1pQ3sT5v?p=f';
      await type(place.tab, scan(code, scanner({ msPerKey: 2 }), random(1)));
      await page.waitForSelector('#cid-notice');
      await waitOutScan(place.tab);
      assert.deepEqual(await fields(page), before, path);
      await findNoTrace(place, code, since);
    }
    await context.close();
  });
});
