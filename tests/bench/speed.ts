/** Timings of 720p frames: round trips to the workers, and the passes inside ours. */
import { ours } from './rivals.js';
import { digitalId, type Item, synthetic } from './source.js';
import { zxingWorker } from './zxing-worker.js';

async function pixelsOf(item: Item): Promise<ImageData> {
  const bitmap = await createImageBitmap((await item.picture()) as Blob);
  const ctx = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  ctx.drawImage(bitmap, 0, 0);
  bitmap.close();
  return ctx.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height);
}

const is720p = ({ labels }: Item) => labels.includes('size 1280×720');

async function frames(count: number, seed: number): Promise<{ image: ImageData; text: string }[]> {
  const list: { image: ImageData; text: string }[] = [];
  for (const item of synthetic(504, seed).filter(is720p).slice(0, count))
    list.push({ image: await pixelsOf(item), text: String(item.text) });
  return list;
}

interface Trip {
  ours: number;
  zxing: number;
  oursRead: boolean;
  zxingRead: boolean;
}

/** Alternately sends the same pixels to our worker and to a worker with zxing-wasm. Times the round trip. */
async function trips(count: number, repeats: number, seed: number): Promise<Trip[]> {
  const list = await frames(count, seed);
  const decoder = await ours('frame');
  const zxing = zxingWorker();
  const warm = list[0]!.image;
  for (let i = 0; i < 10; i++) {
    await decoder.decode(warm);
    await zxing.read(warm);
  }
  const result: Trip[] = [];
  for (let round = 0; round < repeats; round++)
    for (const { image, text } of list) {
      const start = performance.now();
      const mine = await decoder.decode(image);
      const middle = performance.now();
      const theirs = await zxing.read(image);
      const end = performance.now();
      result.push({
        ours: middle - start,
        zxing: end - middle,
        oursRead: mine?.text === text,
        zxingRead: theirs.text === text,
      });
    }
  decoder.close();
  zxing.close();
  return result;
}

interface PassTime {
  pass: string;
  ms: number[];
}

/** Times every pass of our engine, and zxing-wasm's `readBarcodes`, inside a worker. */
async function passes(count: number, repeats: number, seed: number): Promise<PassTime[]> {
  const list = await frames(count, seed);
  const worker = new Worker('/bundle/passes.worker.js', { type: 'module' });
  const ask = (image?: ImageData) =>
    new Promise<{ pass: string; ms: number }[]>((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.bench) resolve(data.bench);
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ type: 'bench', image });
    });
  const times = new Map<string, number[]>();
  await ask(list[0]!.image);
  await ask(list[1]!.image);
  for (let round = 0; round < repeats; round++)
    for (const { image } of list)
      for (const { pass, ms } of await ask(image)) times.set(pass, [...(times.get(pass) ?? []), ms]);
  worker.terminate();
  return [...times].map(([pass, ms]) => ({ pass, ms }));
}

interface UnreadTime {
  ours: number;
  zxing: number;
}

/** Times inside a worker of the 720p frames that effort `frame` does not decode, ms. */
async function unread(cards: number, others: number, repeats: number, seed: number): Promise<UnreadTime[]> {
  const worker = new Worker('/bundle/passes.worker.js', { type: 'module' });
  const ask = (image: ImageData) =>
    new Promise<UnreadTime | null>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data.unread);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ type: 'unread', image, repeats });
    });
  const times: UnreadTime[] = [];
  for (const item of [...digitalId(cards, seed), ...synthetic(others, seed)].filter(is720p)) {
    const time = await ask(await pixelsOf(item));
    if (time) times.push(time);
  }
  worker.terminate();
  return times;
}

Object.assign(globalThis, { speed: { trips, passes, unread } });
