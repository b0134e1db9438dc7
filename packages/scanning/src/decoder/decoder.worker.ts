import { createEngine } from './engine.js';
import { pixelsOf } from './pixels.js';
import type { DecoderImage, Effort, Engine, FromWorker, ToWorker } from './types.js';

export { createEngine, pixelsOf };

const isWorker =
  typeof document === 'undefined' &&
  typeof (globalThis as { importScripts?: unknown }).importScripts === 'function';

async function textOf(engine: Engine | null, image: DecoderImage, effort: Effort): Promise<string | null> {
  try {
    const frame = engine && (await pixelsOf(image));
    return frame ? await engine.read(frame, effort) : null;
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
