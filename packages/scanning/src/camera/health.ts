/** Detects a black or frozen stream. Of a picture only a checksum is stored. */

const WIDTH_PX = 32;
const HEIGHT_PX = 18;
const STRIP_PX = 16;
/** Of 255. A covered sensor stays below it even at high gain. */
const MAX_BLACK_LUMA = 24;
/** Difference between the lightest and the darkest sample of a black picture. */
const MAX_BLACK_SPREAD = 12;
/** Higher than {@link MAX_BLACK_LUMA}: in a video frame's luma plane black may be 16. */
const MAX_DARK_STRIP_LUMA = 48;

export interface Look {
  /** Every sample is near black. */
  black: boolean;
  /** Differs from the previous sample. */
  changed: boolean;
}

export class Health {
  #canvas: HTMLCanvasElement | undefined;
  #strip: Uint8Array<ArrayBuffer> | undefined;
  #thumbnailChecksum = -1;
  #stripChecksum = -1;

  /**
   * Samples the current picture; `null` while there is none. If the browser gives access to the planes of a
   * frame, a strip of luma is sampled first: it costs a tenth of a thumbnail, which is drawn only if the
   * strip is dark or unchanged.
   */
  async look(video: HTMLVideoElement): Promise<Look | null> {
    if (video.readyState < 2 || video.videoWidth === 0) return null;
    return (await this.#byStrip(video)) ?? this.#byThumbnail(video);
  }

  forget(): void {
    this.#thumbnailChecksum = -1;
    this.#stripChecksum = -1;
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
      const changed = this.#stripChecksum !== -1 && sum !== this.#stripChecksum;
      this.#stripChecksum = sum;
      const dark = high <= MAX_DARK_STRIP_LUMA && high - low <= MAX_BLACK_SPREAD;
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
      this.#canvas.width = WIDTH_PX;
      this.#canvas.height = HEIGHT_PX;
    }
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    context.drawImage(video, 0, 0, WIDTH_PX, HEIGHT_PX);
    const { data } = context.getImageData(0, 0, WIDTH_PX, HEIGHT_PX);
    context.clearRect(0, 0, WIDTH_PX, HEIGHT_PX);
    let low = 255;
    let high = 0;
    let sum = 17;
    for (let i = 0; i < data.length; i += 4) {
      const luma = (data[i]! * 77 + data[i + 1]! * 150 + data[i + 2]! * 29) >> 8;
      if (luma < low) low = luma;
      if (luma > high) high = luma;
      sum = (Math.imul(sum, 31) + data[i]! + (data[i + 1]! << 8) + (data[i + 2]! << 16)) | 0;
    }
    const changed = this.#thumbnailChecksum !== -1 && sum !== this.#thumbnailChecksum;
    this.#thumbnailChecksum = sum;
    return { black: high <= MAX_BLACK_LUMA && high - low <= MAX_BLACK_SPREAD, changed };
  }
}
