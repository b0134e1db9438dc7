import { scriptUrl } from './trusted.js';
import {
  type Decoder,
  type DecoderImage,
  type DecoderOptions,
  type Effort,
  type Engine,
  type FromWorker,
  NOTHING_SEEN,
  type PictureAnswer,
  type Pixels,
  type Seen,
  type Setup,
  type ToWorker,
} from './types.js';

/** For tests: `wasm: false` acts as if a policy forbids wasm, `worker: false` as if it forbids workers. */
export interface InternalOptions extends DecoderOptions {
  wasm?: boolean;
  worker?: boolean;
}

const START_MS = 20_000;

/** Runs the engine in a worker or on this thread. */
interface Runner {
  engine: string;
  seen: Seen;
  readonly dead: boolean;
  ask(image: DecoderImage, effort: Effort): Promise<string | null>;
  picture(file: Blob, signal?: AbortSignal): Promise<PictureAnswer | null>;
  close(): void;
}

function spawn(url: string): { worker: Worker; release(): void } {
  if (new URL(url, location.href).origin === location.origin) {
    return { worker: new Worker(scriptUrl(url), { type: 'module', name: 'cid-decoder' }), release() {} };
  }
  // A worker's script must be same-origin, but it may import a module of another origin.
  const shim = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' }));
  const worker = new Worker(scriptUrl(shim), { type: 'module', name: 'cid-decoder' });
  return { worker, release: () => URL.revokeObjectURL(shim) };
}

/**
 * Copies an image for its transfer, so that the caller's stays usable. Pixels are copied once; a structured
 * clone would copy them twice.
 */
function handOver(image: DecoderImage): { image: DecoderImage | Pixels; transfer: Transferable[] } {
  if (typeof VideoFrame === 'function' && image instanceof VideoFrame) {
    const copy = image.clone();
    return { image: copy, transfer: [copy] };
  }
  if (image instanceof ImageData && image.data instanceof Uint8ClampedArray) {
    const { width, height, colorSpace } = image;
    const data = image.data.slice();
    return { image: { width, height, colorSpace, data }, transfer: [data.buffer] };
  }
  return { image, transfer: [] };
}

async function workerRunner(workerUrl: string, setup: Setup): Promise<Runner> {
  const { worker, release } = spawn(workerUrl);
  const waiting = new Map<number, (text: string | null) => void>();
  const pictures = new Map<number, (answer: PictureAnswer | null) => void>();
  let next = 0;
  let dead = false;
  const end = () => {
    dead = true;
    worker.terminate();
    release();
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
    for (const answer of pictures.values()) answer(null);
    pictures.clear();
  };
  const runner: Runner = {
    engine: '',
    seen: NOTHING_SEEN,
    get dead() {
      return dead;
    },
    async ask(image, effort) {
      if (dead) throw new Error('The decoder worker has ended.');
      const handed = handOver(image);
      return new Promise((resolve) => {
        const id = next++;
        waiting.set(id, resolve);
        const message: ToWorker = { type: 'decode', id, image: handed.image, effort };
        try {
          worker.postMessage(message, handed.transfer);
        } catch {
          waiting.delete(id);
          resolve(null);
        }
      });
    },
    async picture(file, signal) {
      if (dead) return null;
      const id = next++;
      const forget = () => worker.postMessage({ type: 'forget', id } satisfies ToWorker);
      signal?.addEventListener('abort', forget, { once: true });
      const answer = await new Promise<PictureAnswer | null>((resolve) => {
        pictures.set(id, resolve);
        worker.postMessage({ type: 'picture', id, file } satisfies ToWorker);
      });
      signal?.removeEventListener('abort', forget);
      pictures.delete(id);
      return answer;
    },
    close: end,
  };
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The decoder worker did not start.')), START_MS);
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'text') {
        runner.seen = data.seen;
        waiting.get(data.id)?.(data.text);
        waiting.delete(data.id);
      } else if (data.type === 'picture') {
        pictures.get(data.id)?.(data.answer);
      } else {
        clearTimeout(timer);
        if (data.type === 'ready') {
          runner.engine = data.engine;
          resolve();
        } else reject(new Error('The decoder worker failed to create an engine.'));
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      reject(new Error('The decoder worker failed.'));
      // Out of memory, or terminated: pending and later decodes resolve to null.
      end();
    };
    worker.postMessage({ type: 'setup', setup } satisfies ToWorker);
  }).catch((error) => {
    end();
    throw error;
  });
  return runner;
}

/** Without a worker: runs the engine on this thread, one picture at a time. */
async function pageRunner(workerUrl: string, setup: Setup): Promise<Runner> {
  // The comments stop bundlers from resolving the variable as a module.
  const { createEngine, pixelsOf }: typeof import('./worker-entry.js') = await import(
    /* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ workerUrl
  );
  const engine: Engine = await createEngine(setup);
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    get engine() {
      return engine.name;
    },
    dead: false,
    seen: engine.seen,
    ask(image, effort) {
      const answer = queue.then(async () => {
        await new Promise((resolve) => setTimeout(resolve));
        if (closed) return null;
        Object.assign(engine.seen, NOTHING_SEEN);
        const frame = await pixelsOf(image);
        return frame && engine.read(frame, effort);
      });
      queue = answer.catch(() => {});
      return answer;
    },
    async picture() {
      return null;
    },
    close() {
      closed = true;
    },
  };
}

function addressOf(given: string | URL | undefined, ours: URL): string {
  return given === undefined ? ours.href : new URL(given, location.href).href;
}

/**
 * Creates a decoder of QR codes. It runs our own reader, then zxing-wasm, in a module worker; as JavaScript
 * if the page's policy forbids wasm; on this thread if it forbids workers. Rejects only if the decoder's own
 * file cannot be loaded.
 */
export async function createDecoder(options: DecoderOptions = {}): Promise<Decoder> {
  const { effort = 'frame', wasm = true, worker = true } = options as InternalOptions;
  // Literal URLs, so that bundlers copy the files.
  const workerUrl = addressOf(options.workerUrl, new URL('./decoder.worker.js', import.meta.url));
  const setup: Setup = {
    wasm,
    wasmUrl: addressOf(options.wasmUrl, new URL('./zxing_reader.wasm', import.meta.url)),
    plainUrl: addressOf(options.plainUrl, new URL('./decoder.plain.js', import.meta.url)),
  };
  let runner: Runner | null = null;
  if (worker && typeof Worker === 'function') runner = await workerRunner(workerUrl, setup).catch(() => null);
  runner ??= await pageRunner(workerUrl, setup);
  const running = runner;
  let closed = false;
  return {
    get engine() {
      return running.engine;
    },
    get codeSeen() {
      return running.seen.codeSeen;
    },
    get finderSeen() {
      return running.seen.codeSeen;
    },
    get finderPatternsSeen() {
      return running.seen.finderPatternsSeen;
    },
    get corners() {
      return running.seen.corners;
    },
    get quality() {
      return running.seen.quality;
    },
    get dead() {
      return closed || running.dead;
    },
    async decode(image, wanted = effort) {
      if (closed) return null;
      try {
        const text = await running.ask(image, wanted);
        return text && !closed ? { text } : null;
      } catch {
        return null;
      }
    },
    async picture(file, signal) {
      return closed ? null : running.picture(file, signal);
    },
    close() {
      closed = true;
      running.close();
    },
  };
}
