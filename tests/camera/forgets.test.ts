/** After a code was read, its text is nowhere in the page's heap. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import encodeQR from 'qr';
import { openScanningSite } from '../support/scanning-site.js';
import { shared } from '../support/shared.js';

/** The page gets the modules of the code, not its text. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>Camera</title>
<link rel="icon" href="data:,"><video id="v" width="320"></video>
<script type="module">
  import { Camera } from '/camera/camera.js';
  import { createDecoder } from '/decoder/decoder.js';
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 480];
  const context = canvas.getContext('2d');
  MediaDevices.prototype.getUserMedia = async () => canvas.captureStream(15);
  window.read = (rows) =>
    new Promise((resolve) => {
      const timer = setInterval(() => {
        context.fillStyle = '#fff';
        context.fillRect(0, 0, 640, 480);
        context.fillStyle = '#000';
        rows.forEach((row, y) => row.forEach((dark, x) => dark && context.fillRect(60 + 8 * x, 60 + 8 * y, 8, 8)));
      }, 60);
      const camera = new Camera({
        video: document.getElementById('v'),
        decoder: () => createDecoder(),
        onCode(text) {
          camera.stop();
          clearInterval(timer);
          window.kept = text;
          resolve(text.length);
        },
      });
      camera.start();
    });
</script>`;

const site = await shared(openScanningSite({ '/': PAGE }));

test('the text of a code is not in the heap once its receiver has dropped it', async () => {
  const page = await site.browser.newPage();
  await page.goto(`http://127.0.0.1:${site.port}/`);
  const cdp = await page.context().newCDPSession(page);
  const secret = randomBytes(12).toString('hex');
  const text = `https://www.gosuslugi.ru/m5/${secret}?p=f`;
  const rows = encodeQR(text, 'raw', { border: 4 });
  type Page = typeof window & { read(rows: boolean[][]): Promise<number> };
  assert.equal(await page.evaluate((bits) => (window as Page).read(bits), rows), text.length);
  const isInHeap = async () => {
    for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
    const chunks: string[] = [];
    const collect = ({ chunk }: { chunk: string }) => void chunks.push(chunk);
    cdp.on('HeapProfiler.addHeapSnapshotChunk', collect);
    await cdp.send('HeapProfiler.takeHeapSnapshot');
    cdp.off('HeapProfiler.addHeapSnapshotChunk', collect);
    return chunks.join('').includes(secret);
  };
  assert.equal(await isInHeap(), true, 'while its receiver keeps it');
  await page.evaluate(() => Reflect.deleteProperty(window, 'kept'));
  assert.equal(await isInHeap(), false);
});
