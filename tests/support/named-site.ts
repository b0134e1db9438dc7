/** A site with a host name without a port, which the low-vision plugin needs for its cookies. */
import type { BrowserContext } from 'playwright-core';

const NAMED = 'https://library.test';

/** Routes the name to a site in a browser context. @returns the origin that replaces the site's own */
export async function nameSite(context: BrowserContext, origin: string): Promise<string> {
  await context.route(`${NAMED}/**`, async (route) => {
    try {
      await route.fulfill({
        response: await route.fetch({ url: route.request().url().replace(NAMED, origin) }),
      });
    } catch {
      // The page was closed meanwhile.
    }
  });
  return NAMED;
}
