/**
 * Whole checks on pages with adverse code, styles or policies: no uncaught error, no CSP report, no keys in
 * the page. The quick form runs on each page a wedge check and one other kind in turn; on pages with CSPs for
 * our files it runs every kind.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openChromium } from '../support/browser.js';
import { cameraCheck, goskanCheck, openHostDesk, paperCheck, wedgeCheck } from '../support/host-desk.js';
import { openHostSite } from '../support/host-site.js';
import { HOSTS, serveHost } from '../support/hosts.js';
import { inTurn } from '../support/quick.js';
import { shared } from '../support/shared.js';

const site = await shared(openHostSite());
const elsewhere = await shared(openHostSite());
const browser = await shared(openChromium({ camera: true }));

const CHECKS = { camera: cameraCheck, goskan: goskanCheck, paper: paperCheck };

/** A page of another site with the desk in a frame. */
const framed = (attributes: string): string =>
  `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Чужой сайт</title><style>iframe { width: 900px; height: 700px }</style>
<iframe ${attributes} src="http://localhost:${site.port}/page"></iframe>`;

test('an iframe on another origin with allow="camera"', { timeout: 150_000 }, async () => {
  serveHost(site, { name: 'frame' });
  elsewhere.pages.set('/portal', { body: framed('allow="camera"') });
  const desk = await openHostDesk(browser, `${elsewhere.origin}/portal`);
  try {
    await desk.page.frameLocator('iframe').locator('cid-check[state="choice"]').waitFor();
    desk.frame = desk.page.frames()[1] ?? desk.frame;
    await wedgeCheck(desk);
    await cameraCheck(desk);
    await goskanCheck(desk);
    await paperCheck(desk);
    // Chromium's own message about the page's `autofocus` is expected.
    assert.deepEqual(
      desk.faults.filter((fault) => !fault.includes('Blocked autofocusing')),
      [],
    );
  } finally {
    await desk.context.close();
  }
});

for (const [i, host] of HOSTS.entries()) {
  const also = host.bundle ? (host.also ?? []) : inTurn(host.also ?? [], host.also?.length ?? 1, i);
  test(host.name, { timeout: 150_000 }, async () => {
    const desk = await openHostDesk(browser, serveHost(site, host));
    try {
      if (host.rewrites) await desk.frame.locator('#anew').waitFor();
      await wedgeCheck(desk, async () => host.during && desk.frame.evaluate(host.during));
      // The result differs between training and Goskan, so the paper check comes last.
      for (const kind of (['camera', 'goskan', 'paper'] as const).filter((name) => also.includes(name))) {
        const training = kind === 'paper' && !also.includes('goskan');
        await (kind === 'paper' ? paperCheck(desk, training ? 'training' : 'accepted') : CHECKS[kind](desk));
      }
      await host.check?.(desk, site);
      assert.deepEqual(desk.faults, []);
      const foreign = desk.requests.filter(
        (url) => !url.startsWith(`${site.origin}/`) && !url.startsWith('blob:'),
      );
      assert.deepEqual(foreign, [], 'no other host gets requests');
      assert.deepEqual(site.reports, []);
    } finally {
      await desk.context.close();
    }
  });
}
