import { MAX_PIXELS, type Picture, readParts } from '@cid-elements/qr-decoder/image-parts';
import type { DecoderLike } from '../decoder-like.js';
import { openPicture } from './picture.js';
import { type Signature, signatureOf } from './signature.js';

export type ImageProblem =
  /** No image file: a document, a link, an empty file. */
  | 'not-an-image'
  /** An image that this browser cannot decode (HEIC outside Safari, TIFF, a damaged file). */
  | 'unreadable-format'
  /** An image without a readable code. */
  | 'no-code'
  /** More than 100 MB or 120 megapixels. */
  | 'too-large';

export type ImageResult = { text: string } | { problem: ImageProblem };

const MAX_BYTES = 100e6;
const HEAD_BYTES = 256 * 1024;
const COMMON = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'];

/** Yields to the event loop, so that the page can paint and handle events. */
const yieldToPage = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/**
 * Reads the code in an image file of any size. Stores nothing of it. Applies the EXIF orientation; composes a
 * transparent image on white, then on black.
 *
 * @param signal when aborted, the result is `null`
 */
export async function readImage(
  blob: Blob,
  decoder: DecoderLike,
  signal?: AbortSignal,
): Promise<ImageResult | null> {
  if (blob.size === 0) return { problem: 'not-an-image' };
  let signature: Signature | null;
  try {
    signature = signatureOf(new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()));
  } catch {
    return { problem: 'unreadable-format' }; // The file was removed or may not be read.
  }
  const type = blob.type.toLowerCase();
  if (!signature && (!type.startsWith('image/') || COMMON.includes(type))) return { problem: 'not-an-image' };
  if (blob.size > MAX_BYTES || (signature && signature.width * signature.height > MAX_PIXELS)) {
    return { problem: 'too-large' };
  }
  // Prefer the worker: splitting a large image on the main thread would block the page.
  const fromWorker = await decoder.picture?.(blob, signal);
  if (signal?.aborted) return null;
  if (fromWorker) return fromWorker;
  let picture: Picture;
  try {
    picture = await openPicture(blob);
  } catch {
    return signal?.aborted ? null : { problem: 'unreadable-format' };
  }
  const answer = await readParts(
    picture,
    async (pixels, effort) => {
      await yieldToPage();
      return (await decoder.decode(pixels, effort))?.text ?? null;
    },
    () => signal?.aborted === true,
  );
  return signal?.aborted ? null : answer;
}
