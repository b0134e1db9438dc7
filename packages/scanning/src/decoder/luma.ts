import type { Frame } from './types.js';

/** Gray of a frame, written tightly at `to`. */
export function writeLuma(frame: Frame, to: Uint8Array | Uint8ClampedArray): void {
  const { width, height, data, stride } = frame;
  if (frame.kind === 'luma') {
    for (let y = 0; y < height; y++) to.set(data.subarray(y * stride, y * stride + width), y * width);
    return;
  }
  let at = 0;
  for (let y = 0; y < height; y++) {
    let p = y * stride;
    for (let x = 0; x < width; x++, p += 4)
      to[at++] = (306 * data[p]! + 601 * data[p + 1]! + 117 * data[p + 2]! + 512) >> 10;
  }
}
