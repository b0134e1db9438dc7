import type { DecoderImage, Frame } from './types.js';

/** Maximum area, px; larger pictures are scaled down to save memory. */
const MAX_PIXELS = 16_000_000;

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
  const shrink = Math.min(1, Math.sqrt(MAX_PIXELS / (fullWidth * fullHeight)));
  const width = Math.max(1, Math.round(fullWidth * shrink));
  const height = Math.max(1, Math.round(fullHeight * shrink));
  const target = contextOf(width, height);
  if (!target) return null;
  // Transparent pictures get a white background, because their codes are meant for a light page.
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
      // If the planes cannot be copied, the frame is drawn on a canvas.
    }
  }
  return drawn(frame, frame.displayWidth, frame.displayHeight);
}

/** Composites transparent pixels on white, in a copy; returns opaque data unchanged. */
function onWhite(data: Uint8ClampedArray): Uint8ClampedArray {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  let all = 0xff000000;
  for (let i = 0; i < words.length; i++) all &= words[i] as number;
  if (all >>> 24 === 255) return data;
  const white = data.slice();
  for (let i = 0; i < white.length; i += 4) {
    const alpha = (white[i + 3] as number) / 255;
    for (let j = i; j < i + 3; j++) white[j] = 255 - (255 - (white[j] as number)) * alpha;
  }
  return white;
}

/** The pixels of a picture; null if it is empty or cannot be drawn. */
export async function pixelsOf(image: DecoderImage): Promise<Frame | null> {
  if (typeof VideoFrame === 'function' && image instanceof VideoFrame) return videoPixels(image);
  const { width, height } = image as ImageData | ImageBitmap;
  if (!(width > 0 && height > 0)) return null;
  if ('data' in image) {
    // Float16 canvases have more than one byte a component.
    if (image.data.BYTES_PER_ELEMENT !== 1) {
      const bitmap = await createImageBitmap(image);
      const frame = drawn(bitmap, width, height);
      bitmap.close();
      return frame;
    }
    const data = onWhite(image.data as Uint8ClampedArray);
    return { width, height, kind: 'rgba', data, stride: width * 4 };
  }
  return drawn(image as ImageBitmap, width, height);
}
