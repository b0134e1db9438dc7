/** The real low-vision plugin (npm `bvi`), operated by its buttons, also during a scan. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openChromium } from '../support/browser.js';
import { BVI_PAGE, openElementSite, pageUrl, show, turnBviOn } from '../support/element-site.js';
import { nameSite } from '../support/named-site.js';
import { shared } from '../support/shared.js';

const site = await shared(openElementSite());
const browser = await shared(openChromium({ camera: true }));

/** Computed styles of the outermost part of every element. */
async function looks(page: Page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[data-shown], cid-info')].every((element) =>
      element.shadowRoot?.querySelector('.root'),
    ),
  );
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-shown], cid-info')].map((element) => {
      const style = getComputedStyle(element.shadowRoot!.querySelector('.root')!);
      const { color, backgroundColor, fontSize, letterSpacing, fontFamily } = style;
      return {
        colours: `${color} on ${backgroundColor}`,
        fontSize,
        letterSpacing,
        lineHeight:
          Math.round((Number.parseFloat(style.lineHeight) / Number.parseFloat(fontSize)) * 100) / 100,
        font: fontFamily.split(',')[0]!.replaceAll('"', ''),
      };
    }),
  );
}

async function open(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
  const page = await context.newPage();
  const named = { base: await nameSite(context, site.base) };
  await page.goto(pageUrl(named, { ...BVI_PAGE, html: `${BVI_PAGE.html}<cid-info></cid-info>` }));
  return page;
}

const THEMES = {
  white: 'rgb(0, 0, 0) on rgb(255, 255, 255)',
  black: 'rgb(255, 255, 255) on rgb(0, 0, 0)',
  blue: 'rgb(6, 52, 98) on rgb(157, 209, 255)',
  brown: 'rgb(77, 75, 67) on rgb(247, 243, 214)',
  green: 'rgb(169, 228, 77) on rgb(59, 39, 22)',
};

test('every element follows the low-vision plug-in when it is switched on and off', async () => {
  const page = await open();
  await show(page, ['choice', 'scanner-idle', 'fallback-paper', 'goskan-alone', 'result-confirmed']);
  const before = await looks(page);
  await turnBviOn(page, { theme: 'white', fontSize: 16 });
  const press = async (what: string, times = 1) => {
    for (let i = 0; i < times; i++)
      await page.evaluate((name) => document.querySelector<HTMLElement>(name)!.click(), `.bvi-${what}`);
    await page.waitForTimeout(50);
  };
  for (const [theme, colours] of Object.entries(THEMES)) {
    await press(`theme-${theme}`);
    assert.deepEqual([...new Set((await looks(page)).map((one) => one.colours))], [colours], theme);
  }
  await press('fontSize-plus', 8);
  await press('letter-spacing-big');
  await press('line-height-average');
  await press('font-family-times');
  const set = { fontSize: '24px', letterSpacing: '4px', lineHeight: 2, font: 'Times New Roman' };
  for (const { colours: _, ...rest } of await looks(page)) assert.deepEqual(rest, set);
  const pictures = () => page.locator('.picture:visible').count();
  await press('images-on');
  assert.equal(await pictures(), 3);
  await press('images-off');
  assert.equal(await pictures(), 0);
  // Icons of outcomes carry information, so they are kept.
  assert.equal(await page.locator('.outcome .icon svg:visible').count(), 1);
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-bvi="close"]')!.click());
  await page.waitForTimeout(100);
  assert.deepEqual(await looks(page), before);
  await page.context().close();
});

test('outcomes differ by icon and words where the plug-in leaves two colours', async () => {
  const page = await open();
  await show(page, ['attested', 'goskan-not-confirmed']);
  await turnBviOn(page, { theme: 'green' });
  const outcomes = await page.evaluate(() =>
    [...document.querySelectorAll('[data-shown]')].map((element) => {
      const outcome = element.shadowRoot!.querySelector('.outcome')!;
      return {
        words: outcome.querySelector('.title')!.textContent,
        icon: outcome.querySelector('path')!.getAttribute('d'),
      };
    }),
  );
  assert.deepEqual(
    outcomes.map(({ words }) => words),
    ['Статус подтверждён: Студент', 'Госкан не подтвердил статус'],
  );
  assert.notEqual(outcomes[0]!.icon, outcomes[1]!.icon);
  await page.context().close();
});

test('switching the plug-in on during a scan keeps camera and wedge running', async () => {
  const page = await open();
  await show(page, ['capture']);
  await page.evaluate(() => {
    const done: string[] = [];
    Object.assign(window, { done });
    document.addEventListener('cid-done', (event) => done.push((event as CustomEvent).detail.result));
  });
  await page.getByRole('button', { name: 'Включить камеру' }).click();
  const camera = () =>
    page.evaluate(() => {
      const scanner = document.querySelector('cid-check')!.shadowRoot!.querySelector('cid-scanner')!;
      const video = scanner.shadowRoot!.querySelector('video');
      const track = (video?.srcObject as MediaStream | null)?.getTracks()[0];
      return {
        id: track?.id,
        live: track?.readyState === 'live',
        paused: video?.paused,
        time: video?.currentTime ?? 0,
      };
    });
  await page.waitForFunction(() => {
    const scanner = document.querySelector('cid-check')!.shadowRoot!.querySelector('cid-scanner')!;
    return (scanner.shadowRoot!.querySelector('video')?.currentTime ?? 0) > 0;
  });
  const before = await camera();
  await turnBviOn(page, { theme: 'black', fontSize: 20 });
  assert.ok(
    await page.evaluate(() => document.querySelector('.bvi-body cid-check') !== null),
    'it was moved',
  );
  await page.waitForFunction((time) => {
    const scanner = document.querySelector('cid-check')!.shadowRoot!.querySelector('cid-scanner')!;
    return scanner.shadowRoot!.querySelector('video')!.currentTime > time;
  }, before.time);
  const after = await camera();
  assert.deepEqual([after.id, after.live, after.paused], [before.id, true, false]);
  assert.equal(await page.locator('cid-check').getAttribute('state'), 'capture');
  assert.equal((await page.getByText('Сканер готов').count()) > 0, true);
  assert.deepEqual(await page.evaluate(() => (window as typeof window & { done: string[] }).done), []);
  await page.context().close();
});
