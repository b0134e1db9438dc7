/**
 * Snapshot test of the accessibility tree of every state, recorded in `aria.ru.txt`. After an intended
 * change: `CID_WRITE_ARIA=1 node --test tests/dist/appearance/aria.test.js`, then review the diff.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openChromium } from '../support/browser.js';
import { openElementSite, pageUrl, STATES, show } from '../support/element-site.js';
import { shared } from '../support/shared.js';

const file = fileURLToPath(new URL('../../appearance/aria.ru.txt', import.meta.url));
const browser = await shared(openChromium());
const site = await shared(openElementSite());

test('the accessibility tree of every state is as recorded', async () => {
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  await page.goto(pageUrl(site));
  const trees: string[] = [];
  for (const name of Object.keys(STATES)) {
    await page.evaluate(() => document.querySelector('main')!.replaceChildren());
    await show(page, [name]);
    // The scanner's status text changes shortly after it appears.
    if (await page.locator('cid-scanner:visible').count())
      await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    const snapshot = await page.locator(`[data-shown="${name}"]`).ariaSnapshot();
    // Normalise texts that depend on the time.
    const steady = snapshot
      .replace(/очистится через \d+ секунд[уы]?/g, 'очистится через … секунд')
      .replace(/закончится через \d+ (день|дня|дней)/g, 'закончится через … дня');
    trees.push(`# ${name}\n${steady}\n`);
  }
  const now = trees.join('\n');
  if (process.env.CID_WRITE_ARIA) writeFileSync(file, now);
  assert.equal(now, readFileSync(file, 'utf8'));
  await page.close();
});

test("heading-level shifts the headings into the host's outline", async () => {
  const page = await browser.newPage();
  await page.goto(pageUrl(site));
  await page.evaluate(() => {
    document.querySelector('main')!.innerHTML =
      '<cid-check heading-level="4" attorney-until="2099-12-31"></cid-check>';
  });
  await page.getByRole('heading', { level: 4, name: 'Проверка льготы' }).waitFor();
  await page.keyboard.press('F9');
  await page.getByRole('heading', { level: 5, name: 'Бумажный документ: Студент' }).waitFor();
  await page.close();
});
