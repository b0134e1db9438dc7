/** Support: a site under a name without a port, as the low-vision plug-in needs it to set its cookies. */
import type { BrowserContext } from 'playwright-core';

const NAMED = 'https://library.test';

/** Gives a site this name in a context. @returns the origin that stands for the site's own */
export async function nameSite(context: BrowserContext, origin: string): Promise<string> {
  await context.route(`${NAMED}/**`, async (route) => {
    try {
      await route.fulfill({
        response: await route.fetch({ url: route.request().url().replace(NAMED, origin) }),
      });
    } catch {
      // The page went away meanwhile.
    }
  });
  return NAMED;
}
