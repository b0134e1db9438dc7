/** In a fresh page: how long from nothing to the first text. */
import { READERS } from './rivals.js';
import { synthetic } from './source.js';
import { zxingWorker } from './zxing-worker.js';

const EXTRA: typeof READERS = {
  async 'zxing-wasm in a worker'() {
    const worker = zxingWorker();
    return { read: async ({ image }) => (await worker.read(image)).text };
  },
};

/** Milliseconds from asking for the engine to its first answer; whether that was the right text. */
async function cold(name: string): Promise<{ ms: number; ok: boolean }> {
  const item = synthetic(1, 1)[0]!;
  const bitmap = await createImageBitmap((await item.picture()) as Blob);
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const ctx = canvas.getContext('2d', { willReadFrequently: true })!;
  ctx.drawImage(bitmap, 0, 0);
  const image = ctx.getImageData(0, 0, canvas.width, canvas.height);
  await fetch('/reset', { method: 'POST' });
  const start = performance.now();
  const reader = await (READERS[name] ?? EXTRA[name])!();
  const text = await reader.read({ image, canvas });
  return { ms: performance.now() - start, ok: text === item.text };
}

Object.assign(globalThis, { cold });
