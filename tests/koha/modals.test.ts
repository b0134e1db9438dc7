/** Koha's modal dialogs, the position of the check on its page, and the scroll position after a check. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { trainingCode } from '@cid-elements/core';
import { random, scan } from '@cid-elements/scanning/testing/scanner-emulator';
import { guarded } from '../support/gateway.js';
import { block } from '../support/guide.js';
import { type } from '../support/keyboard.js';
import { shared } from '../support/shared.js';
import { focusOf, pasted, phase, scanner, TRAINING } from './checks.js';
import { fields, fromRoot, type Koha, launch, openKoha, openTab, type Tab } from './desk.js';

const CHECKOUT = '/cgi-bin/koha/circ/circulation.pl?borrowernumber=7';
const POLICY = block(await fromRoot('docs/koha.md'), 'csp')[0] ?? '';

let koha: Koha;
let tab: Tab;
const browser = await shared(launch());
afterEach(async () => {
  assert.deepEqual([tab.errors, koha.reports], [[], []]);
  await tab.context.close();
  await koha.close();
});

async function open(path = CHECKOUT, settings: Record<string, string> = TRAINING): Promise<void> {
  koha = await openKoha({ age: '25', userJs: await pasted(settings), policy: POLICY });
  tab = await openTab(browser);
  await tab.page.goto(`${koha.origin}${path}`);
  await phase(tab, 'choice');
  await guarded(tab.page);
}

const posted = () => koha.requested.filter((line) => line.startsWith('POST'));
const shown = (id: string) => tab.page.waitForFunction((id) => document.querySelector(`#${id}.show`), id);

describe('A modal window of Koha', () => {
  it('blocks a check with an explanation, and receives none of its keys', async () => {
    await open(`${CHECKOUT}&holds`);
    await tab.page.focus('#barcode');
    await type(tab, scan('30126000123456', scanner(), random(1)));
    await shown('circ-warnwaitingholds-modal');
    await tab.page.keyboard.press('F8');
    await type(tab, scan(trainingCode('right', 'age', Date.now()).text, scanner(), random(2)));
    await tab.page.waitForSelector('#circ-warnwaitingholds-modal [role="alert"]');
    assert.match(await tab.page.innerText('#circ-warnwaitingholds-modal [role="alert"]'), /Закройте/);
    assert.equal(await tab.page.getAttribute('cid-check', 'state'), 'choice');
    assert.deepEqual(posted(), [], 'the OK button of the dialog was not pressed');
    assert.ok(await tab.page.isVisible('#circ-warnwaitingholds-modal'));
  });

  it('keeps the scan out of its own field', async () => {
    await open(`${CHECKOUT}&fallback`);
    await shown('itemSearchFallback');
    await tab.page.focus('#fallback-filter');
    await tab.page.keyboard.press('F8');
    await type(tab, scan(trainingCode('right', 'age', Date.now()).text, scanner(), random(2)));
    await tab.page.waitForTimeout(700);
    assert.equal(await tab.page.inputValue('#fallback-filter'), '');
    assert.equal(await focusOf(tab), 'fallback-filter');
    assert.equal(await tab.page.getAttribute('cid-check', 'state'), 'choice');
    await tab.page.keyboard.press('Escape');
    await tab.page.waitForFunction(() => !document.querySelector('.modal.show, .modal-backdrop'));
    await tab.page.keyboard.press('F8');
    await phase(tab, 'capture');
  });
});

describe('A Koha alert that takes the focus', () => {
  it('does not block a check and is not confirmed by it', async () => {
    await open(`${CHECKOUT}&confirm`);
    assert.equal(await focusOf(tab), 'circ_needsconfirmation');
    // A digit counts only if the element has the focus, and not immediately after another key.
    const digit = async (key: string) => {
      await tab.page.waitForFunction(() => document.activeElement?.localName === 'cid-check');
      await tab.page.waitForTimeout(300);
      await tab.page.keyboard.press(key);
    };
    await tab.page.keyboard.press('F9');
    await phase(tab, 'paper');
    await digit('1');
    await phase(tab, 'result');
    await digit('1');
    await phase(tab, 'choice');
    assert.deepEqual(posted(), []);
    assert.equal(await focusOf(tab), 'circ_needsconfirmation');
  });
});

describe('The position of the check on the checkout page', () => {
  for (const [width, height] of [
    [1280, 900],
    [1024, 768],
  ] as const)
    it(`is at least 350 px wide and above the fold, at ${width} × ${height}`, async () => {
      koha = await openKoha({ age: '25', userJs: await pasted(TRAINING), policy: POLICY });
      tab = await openTab(browser);
      await tab.page.setViewportSize({ width, height });
      await tab.page.goto(`${koha.origin}${CHECKOUT}`);
      await phase(tab, 'choice');
      const side = await tab.page.locator('aside').evaluate((aside) => aside.clientWidth);
      assert.ok(Math.abs(side - (width === 1280 ? 203 : 160)) <= 2, `the side column is as in Koha: ${side}`);
      const box = await tab.page.locator('cid-check').boundingBox();
      assert.ok((box?.width ?? 0) > 350, `${box?.width} px`);
      await tab.page.keyboard.press('F8');
      await phase(tab, 'capture');
      const reading = await tab.page.locator('cid-check').boundingBox();
      assert.ok((reading?.y ?? height) + 200 < height, `the reading step begins at ${reading?.y}`);
      await tab.page.keyboard.press('Escape');
    });

  it('is below the patron details where Koha shows no barcode field', async () => {
    koha = await openKoha({ age: '25', userJs: await pasted(TRAINING), policy: POLICY });
    tab = await openTab(browser);
    await tab.page.route(/circulation\.pl/, async (route) => {
      const response = await route.fetch();
      const html = (await response.text()).replace(
        /<form method="post"[^>]*id="mainform"[\s\S]*?<\/form>/,
        '',
      );
      await route.fulfill({ response, body: html });
    });
    await tab.page.goto(`${koha.origin}${CHECKOUT}`);
    await phase(tab, 'choice');
    assert.equal(await tab.page.locator('.patroninfo + cid-check').count(), 1);
  });

  it('scrolls the barcode field into view after a check', async () => {
    koha = await openKoha({ age: '25', userJs: await pasted(TRAINING), policy: POLICY });
    tab = await openTab(browser);
    await tab.page.setViewportSize({ width: 1024, height: 400 });
    await tab.page.goto(`${koha.origin}${CHECKOUT}`);
    await phase(tab, 'choice');
    await tab.page.focus('#barcode');
    await tab.page.keyboard.press('F9');
    await phase(tab, 'paper');
    await tab.page.evaluate(() => {
      document.body.style.paddingBlockEnd = '2000px';
      window.scrollTo(0, 1_500);
    });
    await tab.page.waitForTimeout(300);
    await tab.page.keyboard.press('Escape');
    await phase(tab, 'choice');
    assert.equal(await focusOf(tab), 'barcode');
    const box = await tab.page.locator('#barcode').boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 400, JSON.stringify(box));
    assert.ok((await fields(tab.page)).every((value) => value === ''));
  });
});
