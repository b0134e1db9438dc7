import type { Frame } from './frames.js';

/** A part of a picture, in shares of its sides. */
interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

const SHARE = 0.58;
const FAR = 1 - SHARE;
/**
 * A decoder reads one code of a picture. While a code that cannot be a Digital ID is in view, the frames are looked at
 * as a whole and by parts in turn, so that a code beside it is read.
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
/** How long after its last sighting a foreign code counts as out of view. */
const LOOK_AROUND_MS = 2_000;

export class RegionRotation {
  #until = 0;
  #turn = 0;

  /** A code was read that does not end the reading. */
  lookAround(now: number): void {
    this.#until = now + LOOK_AROUND_MS;
  }

  reset(): void {
    this.#until = 0;
    this.#turn = 0;
  }

  /** The part of the frame whose turn it is, or `null` for the whole. The caller closes it. */
  async cut(frame: Frame, now: number): Promise<ImageBitmap | null> {
    if (now >= this.#until) return null;
    this.#turn = (this.#turn + 1) % REGIONS.length;
    const region = REGIONS[this.#turn];
    if (!region) return null;
    // WebKit ignores the rectangle where the source is a VideoFrame.
    const whole = 'displayWidth' in frame ? await createImageBitmap(frame) : frame;
    const { width, height } = whole;
    try {
      return await createImageBitmap(
        whole,
        Math.floor(region.x * width),
        Math.floor(region.y * height),
        Math.floor(region.width * width),
        Math.floor(region.height * height),
      );
    } finally {
      if (whole !== frame) (whole as ImageBitmap).close();
    }
  }
}
