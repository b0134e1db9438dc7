import { createEngine } from './engine.js';
import { type Native, nativeDetector } from './native.js';
import { pixelsOf } from './pixels.js';
import type { DecoderImage, Effort, Engine, FromWorker, ToWorker } from './types.js';

export { createEngine, pixelsOf };

const isWorker =
  typeof document === 'undefined' &&
  typeof (globalThis as { importScripts?: unknown }).importScripts === 'function';

let native: Native | null = null;

async function textOf(engine: Engine | null, image: DecoderImage, effort: Effort): Promise<string | null> {
  try {
    const frame = engine && (await pixelsOf(image));
    const ask = native;
    return frame ? await engine.read(frame, effort, ask ? () => ask(image) : undefined) : null;
  } catch {
    return null;
  }
}

if (isWorker) {
  const scope = globalThis as unknown as {
    postMessage(message: FromWorker): void;
    onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  };
  let engine: Promise<Engine | null> = Promise.resolve(null);
  // One after another: the engine's memory holds one picture.
  let queue: Promise<void> = Promise.resolve();
  scope.onmessage = ({ data }) => {
    if (data.type === 'setup') {
      engine = createEngine(data.setup).then(
        (made) => {
          scope.postMessage({ type: 'ready', engine: made.name });
          void nativeDetector().then((found) => {
            native = found;
            if (found) scope.postMessage({ type: 'ready', engine: `${made.name} + native` });
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
    const { id, image, effort } = data;
    queue = queue.then(async () => {
      const text = await textOf(await engine, image, effort);
      // What arrived is this worker's own copy.
      if (image && 'close' in image) image.close();
      const finderSeen = (await engine)?.finderSeen ?? false;
      scope.postMessage({ type: 'text', id, text, finderSeen });
    });
  };
}
