import { MAX_PIXELS, type Picture, readParts } from '@cid-elements/qr-decoder/image-parts';
import type { DecoderLike } from '../decoder-like.js';
import { openPicture } from './picture.js';
import { type Signature, signatureOf } from './signature.js';

export type ImageProblem =
  /** A document, a link, an empty file: nothing of a picture in it. */
  | 'not-an-image'
  /** A picture this browser cannot decode (HEIC outside Safari, TIFF, a damaged file). */
  | 'unreadable-format'
  /** A picture without a code that can be read. */
  | 'no-code'
  /** More than 100 MB or 120 megapixels. */
  | 'too-large';

export type ImageResult = { text: string } | { problem: ImageProblem };

const MAX_BYTES = 100e6;
const HEAD = 256 * 1024; // bytes
const COMMON = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'];

/** Lets the page paint and answer between two pieces of work. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/**
 * Reads the code in a picture of any size that came as a file, by paste or by drop. Keeps nothing of it.
 * Pictures turned by their EXIF data are turned; transparent ones are tried on white, then on black.
 *
 * @param signal when it fires, the answer is `null`
 */
export async function readImage(
  blob: Blob,
  decoder: DecoderLike,
  signal?: AbortSignal,
): Promise<ImageResult | null> {
  if (blob.size === 0) return { problem: 'not-an-image' };
  let signature: Signature | null;
  try {
    signature = signatureOf(new Uint8Array(await blob.slice(0, HEAD).arrayBuffer()));
  } catch {
    return { problem: 'unreadable-format' }; // the file went away, or may not be read
  }
  const type = blob.type.toLowerCase();
  if (!signature && (!type.startsWith('image/') || COMMON.includes(type))) return { problem: 'not-an-image' };
  if (blob.size > MAX_BYTES || (signature && signature.width * signature.height > MAX_PIXELS)) {
    return { problem: 'too-large' };
  }
  // Prefer the worker: cutting up a large picture on this thread would block the page.
  const away = await decoder.picture?.(blob, signal);
  if (signal?.aborted) return null;
  if (away) return away;
  let picture: Picture;
  try {
    picture = await openPicture(blob);
  } catch {
    return signal?.aborted ? null : { problem: 'unreadable-format' };
  }
  const answer = await readParts(
    picture,
    async (pixels, effort) => {
      await breathe();
      return (await decoder.decode(pixels, effort))?.text ?? null;
    },
    () => signal?.aborted === true,
  );
  return signal?.aborted ? null : answer;
}
