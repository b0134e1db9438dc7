/** Decodes a picture of any size in tiles; used on the page and in the worker. */

/** A picture that can be drawn in parts. */
export interface Picture {
  source: CanvasImageSource;
  /** Pixels, after EXIF rotation. */
  width: number;
  height: number;
  close(): void;
}

/** Maximum area, px; larger pictures are rejected. */
export const MAX_PIXELS = 120e6;
/** Maximum side of a tile. */
const TILE_PX = 1_600;
/** Smaller pictures are enlarged, because their modules may be single pixels. */
const SMALL_PX = 400;
/** Margin around a tile, because cropped pictures may have no quiet zone. */
const MARGIN_PX = 24;
/** Share of a tile that overlaps the next one, so that one of them contains a whole code. */
const OVERLAP = 0.3;
const MAX_TILES = 60;

interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
  scale: number;
}

/** Parts, coarse to fine: the whole picture, tiles at a longest side of 3,200 px, tiles at full size. */
function* parts(width: number, height: number): Generator<Part> {
  const longest = Math.max(width, height);
  const whole = longest < SMALL_PX ? Math.ceil(SMALL_PX / longest) : Math.min(1, TILE_PX / longest);
  yield { x: 0, y: 0, width, height, scale: whole };
  const levels = longest > TILE_PX * 2.5 ? [(TILE_PX * 2) / longest, 1] : longest > TILE_PX * 1.25 ? [1] : [];
  let count = 0;
  for (const scale of levels) {
    const size = TILE_PX / scale;
    const step = size * (1 - OVERLAP);
    for (let y = 0; y === 0 || y + size - step < height; y += step) {
      for (let x = 0; x === 0 || x + size - step < width; x += step) {
        if (count++ >= MAX_TILES) return;
        yield { x, y, width: Math.min(size, width - x), height: Math.min(size, height - y), scale };
      }
    }
  }
}

function cut(picture: Picture, part: Part, background: string): { pixels: ImageData; transparent: boolean } {
  const canvas =
    typeof document === 'undefined' ? new OffscreenCanvas(1, 1) : document.createElement('canvas');
  const width = Math.max(1, Math.round(part.width * part.scale));
  const height = Math.max(1, Math.round(part.height * part.scale));
  canvas.width = width + 2 * MARGIN_PX;
  canvas.height = height + 2 * MARGIN_PX;
  const context = canvas.getContext('2d', { willReadFrequently: true }) as
    | OffscreenCanvasRenderingContext2D
    | CanvasRenderingContext2D
    | null;
  if (!context) throw new Error('no 2d canvas');
  context.imageSmoothingEnabled = part.scale < 1;
  context.imageSmoothingQuality = 'medium';
  const { x, y } = part;
  context.drawImage(picture.source, x, y, part.width, part.height, MARGIN_PX, MARGIN_PX, width, height);
  const drawn = context.getImageData(MARGIN_PX, MARGIN_PX, width, height).data;
  let transparent = false;
  for (let i = 3; i < drawn.length && !transparent; i += 4 * 7) transparent = drawn[i]! < 255;
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  // Frees the pixels at once: Safari limits the total canvas memory until garbage collection.
  canvas.width = canvas.height = 0;
  return { pixels, transparent };
}

/**
 * Decodes the code in a picture; transparent ones on white, then on black. Closes the picture.
 *
 * @param decode returns the text in these pixels; called with `thorough` for the whole picture and `frame`
 * for each tile
 * @param ended checked before each part; true aborts
 */
export async function readParts(
  picture: Picture,
  decode: (pixels: ImageData, effort: 'frame' | 'thorough') => Promise<string | null>,
  ended: () => boolean,
): Promise<{ text: string } | { problem: 'no-code' | 'too-large' }> {
  try {
    if (picture.width * picture.height > MAX_PIXELS) return { problem: 'too-large' };
    let effort: 'frame' | 'thorough' = 'thorough';
    for (const part of parts(picture.width, picture.height)) {
      for (const background of ['#fff', '#000']) {
        if (ended()) return { problem: 'no-code' };
        const { pixels, transparent } = cut(picture, part, background);
        const text = await decode(pixels, effort);
        if (text) return { text };
        if (!transparent) break;
      }
      effort = 'frame';
    }
  } catch {
    // A picture that cannot be drawn is reported as one without a code.
  } finally {
    picture.close();
  }
  return { problem: 'no-code' };
}
