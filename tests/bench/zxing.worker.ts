/** zxing-wasm in a worker: receives `{ id, image }`, sends `{ id, text, ms }`. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { WASM_URL, ZXING_WASM } from './rivals.js';

const ready = prepareZXingModule({ overrides: { locateFile: () => WASM_URL }, fireImmediately: true });
let ctx: OffscreenCanvasRenderingContext2D | undefined;

function pixels(image: ImageData | ImageBitmap): ImageData {
  if (image instanceof ImageData) return image;
  const { width, height } = image;
  if (ctx?.canvas.width !== width || ctx.canvas.height !== height)
    ctx = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  ctx.drawImage(image, 0, 0);
  image.close();
  return ctx.getImageData(0, 0, width, height);
}

addEventListener(
  'message',
  async ({ data }: MessageEvent<{ id: number; image: ImageData | ImageBitmap }>) => {
    await ready;
    const start = performance.now();
    const text = (await readBarcodes(pixels(data.image), ZXING_WASM))[0]?.text ?? null;
    postMessage({ id: data.id, text, ms: performance.now() - start });
  },
);
