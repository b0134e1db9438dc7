/** Times the passes of our engine in a worker, and zxing-wasm's reading of the same pixels. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { WASM_URL, ZXING_WASM } from './rivals.js';

/** An engine that reports its passes by name is timed by pass, any other as a whole. */
interface Engine {
  read(frame: object, effort: 'frame' | 'thorough'): Promise<string | null>;
  passes?: readonly string[];
  pass?(name: string, frame: object): Promise<string | null> | string | null;
}

const OURS = '/ours/decoder.worker.js';
const zxing = prepareZXingModule({ overrides: { locateFile: () => WASM_URL }, fireImmediately: true });
const engine = (import(OURS) as Promise<{ createEngine(setup: object): Promise<Engine> }>).then(
  ({ createEngine }) => createEngine({ wasm: true, wasmUrl: '/ours/zxing_reader.wasm' }),
);

const frameOf = (image: ImageData) => ({
  width: image.width,
  height: image.height,
  kind: 'rgba',
  data: image.data,
  stride: image.width * 4,
});

/** Shortest of `repeats` times of our effort `frame` and of zxing-wasm, ms; null if ours decodes the frame. */
async function measureUnread(image: ImageData, repeats: number) {
  await zxing;
  const ours = await engine;
  if (await ours.read(frameOf(image), 'frame')) return null;
  const shortest = { ours: Number.POSITIVE_INFINITY, zxing: Number.POSITIVE_INFINITY };
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await ours.read(frameOf(image), 'frame');
    const middle = performance.now();
    await readBarcodes(image, ZXING_WASM);
    shortest.ours = Math.min(shortest.ours, middle - start);
    shortest.zxing = Math.min(shortest.zxing, performance.now() - middle);
  }
  return shortest;
}

async function measure(image: ImageData) {
  await zxing;
  const ours = await engine;
  const frame = () => frameOf(image);
  const times: { pass: string; ms: number }[] = [];
  const take = async (pass: string, run: () => unknown) => {
    const start = performance.now();
    const text = await run();
    const ms = performance.now() - start;
    times.push({ pass, ms }, { pass: `${pass}, ${text ? 'read' : 'not read'}`, ms });
  };
  await take('zxing-wasm', async () => (await readBarcodes(image, ZXING_WASM))[0]?.text);
  for (const name of ours.passes ?? []) await take(`pass ${name}`, () => ours.pass?.(name, frame()));
  await take('effort frame', () => ours.read(frame(), 'frame'));
  await take('effort thorough', () => ours.read(frame(), 'thorough'));
  return times;
}

interface Request {
  type: 'bench' | 'unread';
  image: ImageData;
  repeats: number;
}

addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  if (data.type === 'bench') postMessage({ bench: await measure(data.image) });
  if (data.type === 'unread') postMessage({ unread: await measureUnread(data.image, data.repeats) });
});
