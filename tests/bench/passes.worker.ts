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

async function measure(image: ImageData) {
  await zxing;
  const ours = await engine;
  const frame = () => ({
    width: image.width,
    height: image.height,
    kind: 'rgba',
    data: image.data,
    stride: image.width * 4,
  });
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

addEventListener('message', async ({ data }: MessageEvent<{ type: string; image: ImageData }>) => {
  if (data.type === 'bench') postMessage({ bench: await measure(data.image) });
});
