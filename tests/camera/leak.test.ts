/** Leak test with many starts and stops of a real camera stream: heap, tracks, workers, listeners. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openScanningSite } from '../support/scanning-site.js';
import { shared } from '../support/shared.js';

/** The quick form; `npm run test:long` runs 500. */
const CYCLES = process.env.CID_LONG === '1' ? 500 : 150;
const PAGE = `<!doctype html><meta charset="utf-8"><title>Camera</title>
<link rel="icon" href="data:,"><video id="v" width="320"></video>
<script type="module">
  import { Camera } from '/camera/camera.js';
  import { createDecoder } from '/decoder/decoder.js';
  let live = 0;
  const ask = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (...args) {
    const stream = await ask.apply(this, args);
    for (const track of stream.getTracks()) {
      live += 1;
      const stop = track.stop;
      track.stop = () => { if (track.readyState === 'live') live -= 1; stop.call(track); };
    }
    return stream;
  };
  let pictures = 0;
  let decoder;
  const camera = new Camera({
    video: document.getElementById('v'),
    decoder: () => (decoder ??= createDecoder()),
    onCode() {},
    onStatus: (status) => { if (status === 'on') pictures += 1; },
  });
  window.cycles = async (count) => {
    for (let i = 0; i < count; i++) {
      const started = camera.start();
      if (i % 2 === 0) await started;
      else await new Promise((resolve) => setTimeout(resolve, i % 40));
      camera.stop();
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { live, pictures };
  };
</script>`;

const site = await shared(openScanningSite({ '/': PAGE }));

test(`${CYCLES} starts and stops leak at most 2 MB, one worker and no live track`, async (t) => {
  const page = await site.browser.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`http://127.0.0.1:${site.port}/`);
  const cdp = await page.context().newCDPSession(page);
  const run = (count: number) =>
    page.evaluate(
      (n) =>
        (window as typeof window & { cycles(n: number): Promise<{ live: number; pictures: number }> }).cycles(
          n,
        ),
      count,
    );
  const measure = async () => {
    for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const { jsEventListeners, nodes } = await cdp.send('Memory.getDOMCounters');
    return { bytes: usedSize, listeners: jsEventListeners, nodes };
  };
  await run(20);
  const first = await measure();
  const { live, pictures } = await run(CYCLES);
  const last = await measure();
  const grown = last.bytes - first.bytes;
  t.diagnostic(
    `heap ${(first.bytes / 1e6).toFixed(2)} → ${(last.bytes / 1e6).toFixed(2)} MB, ` +
      `listeners ${first.listeners} → ${last.listeners}, ${pictures} pictures, ${page.workers().length} worker`,
  );
  assert.deepEqual(problems, []);
  assert.ok(pictures >= CYCLES / 2, `${pictures} pictures`);
  assert.equal(live, 0);
  assert.equal(page.workers().length, 1);
  assert.ok(grown <= 2e6, `heap grew by ${grown} bytes`);
  assert.ok(last.listeners <= first.listeners + 5, `listeners ${first.listeners} → ${last.listeners}`);
  assert.ok(last.nodes <= first.nodes + 5, `nodes ${first.nodes} → ${last.nodes}`);
});
