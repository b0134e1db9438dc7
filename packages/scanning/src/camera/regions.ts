import type { Point } from '../decoder-like.js';
import type { Frame } from './frames.js';

/** A part of a frame, in fractions of its sides. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Converts points of a part of a frame to points of the frame. */
export const pointsOfFrame = (points: readonly Point[], region: Region): Point[] =>
  points.map(({ x, y }) => ({ x: region.x + x * region.width, y: region.y + y * region.height }));

const SHARE = 0.58;
const FAR = 1 - SHARE;
/**
 * A decoder reads one code per frame. While a foreign code is in view, whole frames and parts are decoded in
 * turn, so that a Digital ID beside it is read.
 */
const REGIONS: readonly (Region | null)[] = [
  null,
  { x: 0, y: 0, width: SHARE, height: 1 },
  { x: FAR, y: 0, width: SHARE, height: 1 },
  { x: 0, y: 0, width: 1, height: SHARE },
  { x: 0, y: FAR, width: 1, height: SHARE },
  { x: 0, y: 0, width: SHARE, height: SHARE },
  { x: FAR, y: 0, width: SHARE, height: SHARE },
  { x: 0, y: FAR, width: SHARE, height: SHARE },
  { x: FAR, y: FAR, width: SHARE, height: SHARE },
  { x: FAR / 2, y: FAR / 2, width: SHARE, height: SHARE },
];
/** A foreign code counts as in view for this long after it was last decoded. */
const LOOK_AROUND_MS = 2_000;

export class RegionRotation {
  #until = 0;
  #turn = 0;

  /** Call when a code was decoded that does not end decoding. */
  lookAround(now: number): void {
    this.#until = now + LOOK_AROUND_MS;
  }

  reset(): void {
    this.#until = 0;
    this.#turn = 0;
  }

  /** The next part of the frame, or `null` for the whole. The caller closes the bitmap. */
  async cut(frame: Frame, now: number): Promise<{ bitmap: ImageBitmap; region: Region } | null> {
    if (now >= this.#until) return null;
    this.#turn = (this.#turn + 1) % REGIONS.length;
    const region = REGIONS[this.#turn];
    if (!region) return null;
    // WebKit ignores the rectangle if the source is a VideoFrame.
    const whole = 'displayWidth' in frame ? await createImageBitmap(frame) : frame;
    const { width, height } = whole;
    try {
      const bitmap = await createImageBitmap(
        whole,
        Math.floor(region.x * width),
        Math.floor(region.y * height),
        Math.floor(region.width * width),
        Math.floor(region.height * height),
      );
      return { bitmap, region };
    } finally {
      if (whole !== frame) (whole as ImageBitmap).close();
    }
  }
}
