/** Receives a picture, returns its numbers. Terminating this worker frees the pictures in its memory. */
import { createLocator } from '@cid-elements/qr-decoder/measure';
import { type FrameNumbers, measureFrame } from './frame.js';

export interface ToWorker {
  image: ImageData | ImageBitmap | VideoFrame;
}
/** `failed`: measuring is not possible in this browser. */
export type FromWorker = { numbers: FrameNumbers | null } | { failed: true };

declare const self: {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

let locate: ReturnType<typeof createLocator> | undefined;

self.onmessage = async ({ data: { image } }) => {
  let numbers: FrameNumbers | null = null;
  try {
    locate ??= createLocator();
  } catch {
    self.postMessage({ failed: true });
    return;
  }
  try {
    const code = await locate(image);
    numbers = code && measureFrame(code);
  } catch {
    // An unreadable picture has no numbers.
  }
  if ('close' in image) image.close();
  self.postMessage({ numbers });
};
