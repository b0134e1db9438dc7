/** Cold start in a new page: time until the first text. */
import encodeQR from 'qr';
import { ours, READERS } from './rivals.js';
import { zxingWorker } from './zxing-worker.js';

const EXTRA: typeof READERS = {
  async 'ours in the page'() {
    const decoder = await ours('frame', false);
    return { read: async ({ image }) => (await decoder.decode(image))?.text ?? null };
  },
  async 'zxing-wasm in a worker'() {
    const worker = zxingWorker();
    return { read: async ({ image }) => (await worker.read(image)).text };
  },
};

const TEXT = 'https://www.gosuslugi.ru/m5/cold-start-of-the-benchmark?p=f';

/** An easy 720p picture: black on white, upright. */
function easy(): { image: ImageData; canvas: HTMLCanvasElement } {
  const bits = encodeQR(TEXT, 'raw', { ecc: 'medium', border: 4 });
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const ctx = canvas.getContext('2d', { willReadFrequently: true })!;
  ctx.fillStyle = '#fff';
  ctx.fillRect(0, 0, 1280, 720);
  ctx.fillStyle = '#000';
  bits.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) ctx.fillRect(400 + 8 * x, 120 + 8 * y, 8, 8);
    });
  });
  return { image: ctx.getImageData(0, 0, 1280, 720), canvas };
}

/** Time from requesting the engine to its first answer, ms, and whether the answer is right. */
async function cold(name: string): Promise<{ ms: number; ok: boolean }> {
  const picture = easy();
  await fetch('/reset');
  const start = performance.now();
  const reader = await (READERS[name] ?? EXTRA[name])!();
  const text = await reader.read(picture);
  return { ms: performance.now() - start, ok: text === TEXT };
}

Object.assign(globalThis, { cold });
