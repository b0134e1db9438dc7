import type { DecoderImage, Frame } from './types.js';

/** Pictures larger than this are drawn smaller first: 50 megapixels would only cost memory. */
const MOST_PIXELS = 16_000_000;

const LUMA_FIRST = ['I420', 'I420A', 'I422', 'I444', 'NV12'];

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

let context: Context | null = null;
let planes = new Uint8Array(0);

function contextOf(width: number, height: number): Context | null {
  if (!context) {
    const options = { willReadFrequently: true };
    const canvas =
      typeof OffscreenCanvas === 'function' ? new OffscreenCanvas(1, 1) : document.createElement('canvas');
    context = canvas.getContext('2d', options) as Context | null;
  }
  if (context && (context.canvas.width !== width || context.canvas.height !== height)) {
    context.canvas.width = width;
    context.canvas.height = height;
  }
  return context;
}

function drawn(image: ImageBitmap | VideoFrame, fullWidth: number, fullHeight: number): Frame | null {
  const shrink = Math.min(1, Math.sqrt(MOST_PIXELS / (fullWidth * fullHeight)));
  const width = Math.max(1, Math.round(fullWidth * shrink));
  const height = Math.max(1, Math.round(fullHeight * shrink));
  const target = contextOf(width, height);
  if (!target) return null;
  // White below a transparent picture: a code drawn on nothing is meant for a light page.
  target.globalCompositeOperation = 'copy';
  target.drawImage(image, 0, 0, width, height);
  target.globalCompositeOperation = 'destination-over';
  target.fillStyle = '#fff';
  target.fillRect(0, 0, width, height);
  return {
    width,
    height,
    kind: 'rgba',
    data: target.getImageData(0, 0, width, height).data,
    stride: width * 4,
  };
}

async function videoPixels(frame: VideoFrame): Promise<Frame | null> {
  const width = frame.visibleRect?.width ?? frame.displayWidth;
  const height = frame.visibleRect?.height ?? frame.displayHeight;
  if (!(width > 0 && height > 0)) return null;
  const format = frame.format;
  if (format && (LUMA_FIRST.includes(format) || /^(RGB|BGR)[AX]$/.test(format))) {
    try {
      const size = frame.allocationSize();
      if (planes.length !== size) planes = new Uint8Array(size);
      const layout = await frame.copyTo(planes);
      const { offset, stride } = layout[0] ?? { offset: 0, stride: width };
      const kind = LUMA_FIRST.includes(format) ? 'luma' : 'rgba';
      const copy = frame;
      const colour = () => drawn(copy, copy.displayWidth, copy.displayHeight);
      const data = planes.subarray(offset);
      return { width, height, kind, data, stride, ...(kind === 'luma' ? { colour } : {}) };
    } catch {
      // A frame whose planes cannot be copied may still be drawn.
    }
  }
  return drawn(frame, frame.displayWidth, frame.displayHeight);
}

/** The pixels of a picture; null where there are none to be had. */
export async function pixelsOf(image: DecoderImage): Promise<Frame | null> {
  if (typeof VideoFrame === 'function' && image instanceof VideoFrame) return videoPixels(image);
  const { width, height } = image as ImageData | ImageBitmap;
  if (!(width > 0 && height > 0)) return null;
  if ('data' in image) {
    const data = image.data as Uint8ClampedArray;
    return { width, height, kind: 'rgba', data, stride: width * 4 };
  }
  return drawn(image as ImageBitmap, width, height);
}
