/** A picture in, its numbers out: when this worker ends, the pictures that its memory held end with it. */
import { createLocator } from '@cid-elements/qr-decoder/measure';
import { type FrameNumbers, measureFrame } from './frame.js';

export interface ToWorker {
  image: ImageData | ImageBitmap | VideoFrame;
}
/** `failed`: it cannot measure here at all. */
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
    // A picture that cannot be looked at shows nothing.
  }
  if ('close' in image) image.close();
  self.postMessage({ numbers });
};
