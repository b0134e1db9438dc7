/** Opens the companion's window as a clerk does. */

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PATIENCE_MS } from './browser.js';
import { type Served, visit } from './gateway.js';

export async function openCompanion(
  browser: Browser,
  served: Served,
  query = '?discreet',
  options: BrowserContextOptions = {},
) {
  const desk = await visit(browser, served, `companion/${query}`, {
    viewport: { width: 320, height: 560 },
    ...options,
    before: async (page) => {
      page.setDefaultTimeout(PATIENCE_MS);
      await page.addInitScript(() => {
        Object.assign(window, { recorded: [] });
        document.addEventListener('cid-done', (event) =>
          (window as typeof window & { recorded: string[] }).recorded.push(
            (event as CustomEvent).detail.result,
          ),
        );
      });
    },
  });
  await desk.page.locator('cid-check[state]').waitFor();
  return desk;
}

export const reaches = (page: Page, state: string) => page.locator(`cid-check[state="${state}"]`).waitFor();
export const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
