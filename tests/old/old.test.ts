/**
 * Whole checks in a real Chromium 109, the last version for Windows 7. The quick form runs a third of the
 * hostile pages.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { openChromium } from '../support/browser.js';
import {
  cameraCheck,
  type Desk,
  goskanCheck,
  openHostDesk,
  paperCheck,
  wedgeCheck,
} from '../support/host-desk.js';
import { circulation, openHostSite } from '../support/host-site.js';
import { HOSTS, serveHost } from '../support/hosts.js';
import { inTurn } from '../support/quick.js';
import { shared } from '../support/shared.js';

const old = createRequire(import.meta.url)('@sparticuz/chromium') as { executablePath(): Promise<string> };
const LIMIT = { timeout: 150_000 };

let desk: Desk;

const site = await shared(openHostSite());
site.pages.set('/desk', { body: circulation({ check: 'verifier="training" gateway="/"' }) });
site.pages.set('/goskan', { body: circulation({ check: 'attorney-until="2999-01-01"' }) });
const browser = await shared(
  openChromium({
    camera: true,
    executablePath: await old.executablePath(),
    args: ['--no-zygote'],
  }),
);

const whole = (
  name: string,
  path: string,
  run: () => Promise<void>,
  prepare = () => {},
  skip: string | false = false,
) =>
  test(name, { ...LIMIT, skip }, async () => {
    prepare();
    desk = await openHostDesk(browser, site.origin + path);
    try {
      await run();
      assert.deepEqual(desk.faults, []);
    } finally {
      await desk.context.close();
    }
  });

test('runs Chromium 109', () => assert.match(browser.version(), /^109\./));
whole('by a wedge scanner, then by paper', '/desk', async () => {
  await wedgeCheck(desk);
  await paperCheck(desk, 'training');
});
whole('by the camera', '/desk', () => cameraCheck(desk));
whole('by Goskan, then by paper', '/goskan', async () => {
  await goskanCheck(desk);
  await paperCheck(desk);
});

for (const host of inTurn(HOSTS, 3, 2))
  whole(
    host.name,
    '/page',
    async () => {
      if (host.rewrites) await desk.frame.locator('#anew').waitFor();
      // With CSS zoom, Chromium 109 reports element boxes and expects click positions in different units.
      desk.byKeys = host.zoomed ?? false;
      await wedgeCheck(desk, async () => host.during && desk.frame.evaluate(host.during));
      await paperCheck(desk, 'training');
      assert.deepEqual(site.reports, []);
    },
    () => serveHost(site, host),
    host.not109,
  );
