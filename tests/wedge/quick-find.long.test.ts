/**
 * Firefox opens its find bar at `/` and `'`, and with `accessibility.typeaheadfind` at any letter. A scan
 * with real X server keys must arrive completely, wherever the focus is.
 */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { code } from '../support/host-desk.js';
import { circulation, openHostSite } from '../support/host-site.js';
import { shared } from '../support/shared.js';
import { openXFirefox, type XFirefox } from '../support/x-display.js';

const LIMIT = { timeout: 180_000 };
const WAIT_MS = 60_000;

let desk: XFirefox | undefined;
const site = await shared(openHostSite());
site.pages.set('/page', {
  // An empty area for clicks.
  body: circulation({ after: '<p id="empty" style="height: 60px">hosgu</p>' }).replace('autofocus', ''),
});
site.pages.set('/scanner', {
  body: circulation({ before: '<cid-scanner sources="wedge"></cid-scanner>' }).replace('autofocus', ''),
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
});

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + WAIT_MS; !(await isTrue()); await sleep(100))
    if (Date.now() > end) throw new Error(`waited for: ${what}`);
}
const phase = (page: XFirefox['page']) =>
  page.evaluate(() => document.querySelector('cid-check')?.getAttribute('state'));
/** The find bar reduces the height of the page or takes the focus. */
const height = (page: XFirefox['page']) => page.evaluate(() => (document.hasFocus() ? innerHeight : 0));

async function open(path: string, preferences: Record<string, unknown>): Promise<XFirefox> {
  desk = await openXFirefox(preferences);
  await desk.page.goto(site.origin + path);
  await until('the element', async () => (await phase(desk!.page)) === 'choice');
  await sleep(1_000);
  return desk;
}
const clickEmpty = async ({ page, click }: XFirefox) => {
  const [x = 0, y = 0] = await page.evaluate(() => {
    const { right, top, bottom } =
      document.querySelector('#empty, h1')?.getBoundingClientRect() ?? new DOMRect();
    return [right - 30, (top + bottom) / 2];
  });
  await click(x, y);
  await sleep(300);
};

for (const [name, preferences] of [
  ['accessibility.typeaheadfind', { 'accessibility.typeaheadfind': true }],
  ['the keys / and apostrophe', {}],
] as const)
  describe(name, () => {
    test('Firefox opens Quick Find for a typed slash without the wedge', LIMIT, async () => {
      const { page, press, ...rest } = await open('/page', preferences);
      await clickEmpty({ page, press, ...rest });
      const before = await height(page);
      press('slash');
      await sleep(1_000);
      assert.ok((await height(page)) < before);
    });

    for (const place of ['where the check puts it', 'nowhere'])
      test(`a check, the focus ${place}`, LIMIT, async () => {
        const opened = await open('/page', preferences);
        const { page, press, scan } = opened;
        await clickEmpty(opened);
        const before = await height(page);
        press('F8');
        await until('capture', async () => (await phase(page)) === 'capture');
        await sleep(1_000);
        if (place === 'nowhere')
          await page.evaluate(() => {
            const { activeElement } = document;
            (activeElement?.shadowRoot?.activeElement as HTMLElement | undefined)?.blur();
            (activeElement as HTMLElement | null)?.blur();
          });
        scan(await code(), 8);
        await until('face', async () => (await phase(page)) === 'face');
        assert.equal(await height(page), before, 'no find bar');
      });

    test('reads a scan that contains slash and apostrophe', LIMIT, async () => {
      const opened = await open('/scanner', preferences);
      const { page, scan } = opened;
      await clickEmpty(opened);
      const before = await height(page);
      await page.evaluate(() => {
        const scanner = document.querySelector('cid-scanner');
        Object.assign(window, { texts: [] });
        scanner?.addEventListener('cid-scan', (event) =>
          (window as Window & { texts?: string[] }).texts?.push((event as CustomEvent).detail.text),
        );
        scanner?.start();
      });
      await sleep(1_000);
      const text = `${(await code()).split('?')[0]}/'a'/b/'?p=f`;
      scan(text, 8);
      await until('a text', async () =>
        page.evaluate(() => Boolean((window as Window & { texts?: string[] }).texts?.length)),
      );
      await sleep(500);
      assert.deepEqual(await page.evaluate(() => (window as Window & { texts?: string[] }).texts), [text]);
      assert.equal(await height(page), before, 'no find bar');
    });
  });
