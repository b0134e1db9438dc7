import type { Picture } from '@cid-elements/qr-decoder/image-parts';

export function pictureOf(bitmap: ImageBitmap): Picture {
  return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
}

const byBitmap = async (blob: Blob) => pictureOf(await createImageBitmap(blob));

async function byElement(blob: Blob): Promise<Picture> {
  const image = new Image();
  const url = URL.createObjectURL(blob);
  const close = () => {
    image.src = '';
    URL.revokeObjectURL(url);
  };
  try {
    image.src = url;
    await image.decode();
    if (!image.naturalWidth || !image.naturalHeight) throw new Error('no size');
  } catch (error) {
    close();
    throw error;
  }
  return { source: image, width: image.naturalWidth, height: image.naturalHeight, close };
}

/**
 * Decodes the file without blocking the main thread. Chromium creates a bitmap in the background, but decodes
 * an <img> again when it is drawn; in Firefox and WebKit it is the reverse. Falls back to the other method,
 * because a page's CSP may forbid `img-src blob:`.
 *
 * @throws if the browser cannot decode it
 */
export async function openPicture(blob: Blob): Promise<Picture> {
  const chromium = 'userAgentData' in navigator;
  const [first, second] = chromium ? [byBitmap, byElement] : [byElement, byBitmap];
  try {
    return await first(blob);
  } catch {
    return second(blob);
  }
}
