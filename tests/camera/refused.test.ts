/** Pages without permission to use a camera, refused by the real browser in different ways. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PATIENCE_MS } from '../support/browser.js';
import { openScanningSite } from '../support/scanning-site.js';
import { shared } from '../support/shared.js';

const CAMERA = `<!doctype html><link rel="icon" href="data:,"><video></video><script type="module">
  import { Camera } from '/camera/camera.js';
  const say = (expected) => { document.title = expected; parent.postMessage(expected, '*'); };
  const camera = new Camera({
    video: document.querySelector('video'),
    decoder: async () => ({ decode: async () => null }),
    onCode() {},
    onStatus: (status, problem) => say(problem ?? status),
  });
  camera.start();
</script>`;

const frame = (port: string, allow: string) => `<!doctype html><link rel="icon" href="data:,"><script>
  onmessage = ({ data }) => { document.title = data; };
</script><iframe ${allow} src="http://127.0.0.1:${port}/camera"></iframe>`;

const pages: Record<string, string> = { '/camera': CAMERA };

const site = await shared(openScanningSite(pages));
pages['/forbidden'] = frame(String(site.port), '');
pages['/allowed'] = frame(String(site.port), 'allow="camera"');

for (const [name, host, path, expected] of [
  ['a page of its own', 'localhost', '/camera', 'on'],
  ['http in the local network', 'ils.test', '/camera', 'insecure'],
  ['a frame without allow="camera"', 'localhost', '/forbidden', 'frame-forbidden'],
  ['a frame with it', 'localhost', '/allowed', 'on'],
] as const) {
  test(`${name}: ${expected}`, async () => {
    const page = await site.browser.newPage();
    await page.goto(`http://${host}:${site.port}${path}`);
    const last = page.waitForFunction((wanted) => document.title === wanted, expected, {
      timeout: PATIENCE_MS,
    });
    await last.catch(async () => assert.equal(await page.title(), expected));
    await page.close();
  });
}

for (const [name, camera, expected] of [
  [
    'a user who refuses',
    ['--use-fake-ui-for-media-stream=deny', '--use-fake-device-for-media-stream'],
    'denied',
  ],
  [
    'a machine without a camera',
    ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=0'],
    'none',
  ],
] as const) {
  test(`${name}: ${expected}`, async () => {
    const other = await openScanningSite(pages, [...camera]);
    try {
      const page = await other.browser.newPage();
      await page.goto(`http://localhost:${other.port}/camera`);
      const last = page.waitForFunction((wanted) => document.title === wanted, expected, {
        timeout: PATIENCE_MS,
      });
      await last.catch(async () => assert.equal(await page.title(), expected));
    } finally {
      await other.close();
    }
  });
}
