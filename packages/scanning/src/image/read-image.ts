import type { DecoderLike } from '../camera/decode-loop.js';
import { openPicture, type Picture } from './picture.js';
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
const MAX_PIXELS = 120e6;
const HEAD = 256 * 1024; // bytes
const SIDE = 1_600; // px of what the decoder gets at once
const SMALL = 400; // px: below, modules may be single pixels
const MARGIN = 24; // px: cut-outs come without a quiet zone
const OVERLAP = 0.3; // of a tile: a code on the seam is whole in one of them
const MAX_TILES = 60;

const COMMON = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'];

interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
  scale: number;
}

/** What is looked at, coarse to fine: the whole, then tiles of about 3,200 px, then of the full size. */
function* parts(width: number, height: number): Generator<Part> {
  const longest = Math.max(width, height);
  const whole = longest < SMALL ? Math.ceil(SMALL / longest) : Math.min(1, SIDE / longest);
  yield { x: 0, y: 0, width, height, scale: whole };
  const levels = longest > SIDE * 2.5 ? [(SIDE * 2) / longest, 1] : longest > SIDE * 1.25 ? [1] : [];
  let count = 0;
  for (const scale of levels) {
    const size = SIDE / scale;
    const step = size * (1 - OVERLAP);
    for (let y = 0; y === 0 || y + size - step < height; y += step) {
      for (let x = 0; x === 0 || x + size - step < width; x += step) {
        if (count++ >= MAX_TILES) return;
        yield { x, y, width: Math.min(size, width - x), height: Math.min(size, height - y), scale };
      }
    }
  }
}

function cut(picture: Picture, part: Part, paper: string): { pixels: ImageData; transparent: boolean } {
  const canvas = document.createElement('canvas');
  const width = Math.max(1, Math.round(part.width * part.scale));
  const height = Math.max(1, Math.round(part.height * part.scale));
  canvas.width = width + 2 * MARGIN;
  canvas.height = height + 2 * MARGIN;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  context.imageSmoothingEnabled = part.scale < 1;
  context.imageSmoothingQuality = 'medium';
  const { x, y } = part;
  context.drawImage(picture.source, x, y, part.width, part.height, MARGIN, MARGIN, width, height);
  const drawn = context.getImageData(MARGIN, MARGIN, width, height).data;
  let transparent = false;
  for (let i = 3; i < drawn.length && !transparent; i += 4 * 7) transparent = drawn[i]! < 255;
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  canvas.width = canvas.height = 0; // Safari counts canvases until they are collected
  return { pixels, transparent };
}

/** Lets the page paint and answer between two pieces of work. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/**
 * Reads the code in a picture of any size that came as a file, by paste or by drop. Keeps nothing of it.
 * Pictures turned by their EXIF data are turned; transparent ones are tried on white, then on black.
 *
 * @param decoder best one made with `effort: 'thorough'`
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
  let picture: Picture;
  try {
    picture = await openPicture(blob);
  } catch {
    return signal?.aborted ? null : { problem: 'unreadable-format' };
  }
  try {
    if (picture.width * picture.height > MAX_PIXELS) return { problem: 'too-large' };
    for (const part of parts(picture.width, picture.height)) {
      for (const paper of ['#fff', '#000']) {
        if (signal?.aborted) return null;
        await breathe();
        const { pixels, transparent } = cut(picture, part, paper);
        const result = await decoder.decode(pixels);
        if (signal?.aborted) return null;
        if (result?.text) return { text: result.text };
        if (!transparent) break;
      }
    }
    return { problem: 'no-code' };
  } catch {
    return signal?.aborted ? null : { problem: 'no-code' };
  } finally {
    picture.close();
  }
}
