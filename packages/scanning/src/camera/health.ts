/** Notices a stream that is black or does not move; nothing of a picture is kept but a checksum. */

const WIDTH = 32;
const HEIGHT = 18;
const BLACK = 24; // of 255: a covered sensor with its gain up still stays below
const FLAT = 12; // spread of luma in a black picture
const STRIP_PX = 16; // px
const MAYBE_BLACK = 48; // luma of a strip, which may count from 16

export interface Look {
  /** Every sample is near black. */
  black: boolean;
  /** Differs from the sample before. */
  changed: boolean;
}

export class Health {
  #canvas: HTMLCanvasElement | undefined;
  #strip: Uint8Array<ArrayBuffer> | undefined;
  #thumbnail = -1;
  #luma = -1;

  /**
   * Looks at the picture shown now; `null` while there is none. Where the browser hands out planes of a frame, a
   * strip of it tells that all is well for a tenth of the price; only a doubt is settled with a thumbnail.
   */
  async look(video: HTMLVideoElement): Promise<Look | null> {
    if (video.readyState < 2 || video.videoWidth === 0) return null;
    return (await this.#byStrip(video)) ?? this.#byThumbnail(video);
  }

  forget(): void {
    this.#thumbnail = -1;
    this.#luma = -1;
  }

  async #byStrip(video: HTMLVideoElement): Promise<Look | null> {
    if (typeof VideoFrame !== 'function') return null;
    let frame: VideoFrame | undefined;
    try {
      frame = new VideoFrame(video);
      const { format, visibleRect } = frame;
      if ((format !== 'I420' && format !== 'NV12') || !visibleRect) return null;
      const height = visibleRect.height & ~1;
      const x = (visibleRect.x + visibleRect.width / 2) & ~1;
      const options = { rect: { x, y: visibleRect.y & ~1, width: STRIP_PX, height } };
      const size = frame.allocationSize(options);
      if (this.#strip?.length !== size) this.#strip = new Uint8Array(size);
      const strip = this.#strip;
      const [plane] = await frame.copyTo(strip, options);
      if (!plane) return null;
      let low = 255;
      let high = 0;
      let sum = 17;
      for (let y = 0; y < height; y += 2) {
        for (let i = plane.offset + y * plane.stride, end = i + STRIP_PX; i < end; i++) {
          const luma = strip[i]!;
          if (luma < low) low = luma;
          if (luma > high) high = luma;
          sum = (Math.imul(sum, 31) + luma) | 0;
        }
      }
      strip.fill(0);
      const changed = this.#luma !== -1 && sum !== this.#luma;
      this.#luma = sum;
      const dark = high <= MAYBE_BLACK && high - low <= FLAT;
      return changed && !dark ? { black: false, changed } : null;
    } catch {
      return null;
    } finally {
      frame?.close();
    }
  }

  #byThumbnail(video: HTMLVideoElement): Look | null {
    if (video.readyState < 2) return null;
    if (!this.#canvas) {
      this.#canvas = document.createElement('canvas');
      this.#canvas.width = WIDTH;
      this.#canvas.height = HEIGHT;
    }
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    context.drawImage(video, 0, 0, WIDTH, HEIGHT);
    const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    let low = 255;
    let high = 0;
    let sum = 17;
    for (let i = 0; i < data.length; i += 4) {
      const luma = (data[i]! * 77 + data[i + 1]! * 150 + data[i + 2]! * 29) >> 8;
      if (luma < low) low = luma;
      if (luma > high) high = luma;
      sum = (Math.imul(sum, 31) + data[i]! + (data[i + 1]! << 8) + (data[i + 2]! << 16)) | 0;
    }
    const changed = this.#thumbnail !== -1 && sum !== this.#thumbnail;
    this.#thumbnail = sum;
    return { black: high <= BLACK && high - low <= FLAT, changed };
  }
}
