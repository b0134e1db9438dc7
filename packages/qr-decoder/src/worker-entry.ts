/**
 * Entry of `decoder.worker.js`: runs as the worker; if workers are forbidden, the page imports its exports.
 */
import { createEngine } from './engine.js';
import { readParts } from './image-parts.js';
import { type Native, nativeDetector } from './native.js';
import { pixelsOf } from './pixels.js';
import {
  type DecoderImage,
  type Effort,
  type Engine,
  type FromWorker,
  NOTHING_SEEN,
  type PictureAnswer,
  type Pixels,
  type ToWorker,
} from './types.js';

export { createEngine, pixelsOf };

/** The worker's global scope, which TypeScript's DOM library does not declare. */
declare const self: {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const isWorker =
  typeof document === 'undefined' &&
  typeof (globalThis as { importScripts?: unknown }).importScripts === 'function';

let native: Native | null = null;

/** The image that was sent; pixels become an ImageData again, without a copy. */
function restored(image: DecoderImage | Pixels): DecoderImage {
  if (!image || !('data' in image) || image instanceof ImageData) return image;
  const { data, width, height, colorSpace } = image;
  return new ImageData(data, width, height, { colorSpace });
}

async function textOf(engine: Engine | null, image: DecoderImage, effort: Effort): Promise<string | null> {
  try {
    if (engine) Object.assign(engine.seen, NOTHING_SEEN);
    const frame = engine && (await pixelsOf(image));
    const ask = native;
    return frame ? await engine.read(frame, effort, ask ? () => ask(image) : undefined) : null;
  } catch {
    return null;
  }
}

if (isWorker) {
  const scope = self;
  let engine: Promise<Engine | null> = Promise.resolve(null);
  // Sequential, because the engine's memory holds one picture.
  let queue: Promise<unknown> = Promise.resolve();
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  };
  const forgotten = new Set<number>();
  const picture = async (id: number, file: Blob): Promise<PictureAnswer | null> => {
    try {
      const reader = await engine;
      const bitmap = await createImageBitmap(file);
      const { width, height } = bitmap;
      return await readParts(
        { source: bitmap, width, height, close: () => bitmap.close() },
        (pixels, effort) => enqueue(() => textOf(reader, pixels, effort)),
        () => forgotten.has(id),
      );
    } catch {
      return null;
    }
  };
  scope.onmessage = ({ data }) => {
    if (data.type === 'setup') {
      engine = createEngine(data.setup).then(
        (made) => {
          const announce = () =>
            scope.postMessage({ type: 'ready', engine: native ? `${made.name} + native` : made.name });
          announce();
          // While the page prepares the first picture.
          made.warmUp();
          void made.complete.then(announce);
          void nativeDetector().then((found) => {
            native = found;
            if (found) announce();
          });
          return made;
        },
        () => {
          scope.postMessage({ type: 'failed' });
          return null;
        },
      );
      return;
    }
    const { id } = data;
    if (data.type === 'forget') {
      forgotten.add(id);
      return;
    }
    if (data.type === 'picture') {
      void picture(id, data.file).then((answer) => {
        forgotten.delete(id);
        scope.postMessage({ type: 'picture', id, answer });
      });
      return;
    }
    const { effort } = data;
    void enqueue(async () => {
      const image = restored(data.image);
      const text = await textOf(await engine, image, effort);
      // The image is a copy owned by this worker.
      if (image && 'close' in image) image.close();
      const seen = (await engine)?.seen ?? NOTHING_SEEN;
      scope.postMessage({ type: 'text', id, text, seen });
    });
  };
}
