/** Notices a stream that is black or does not move, from a thumbnail; nothing of it is kept but a checksum. */

const WIDTH = 32;
const HEIGHT = 18;
const BLACK = 24; // of 255: a covered sensor with its gain up still stays below
const FLAT = 12; // spread of luma in a black picture

export interface Look {
  /** Every sample is near black. */
  black: boolean;
  /** Differs from the sample before. */
  changed: boolean;
}

export class Health {
  #canvas: HTMLCanvasElement | undefined;
  #sum = -1;

  /** Looks at the picture shown now, ≈ 1 ms; `null` while there is none. */
  look(video: HTMLVideoElement): Look | null {
    if (video.readyState < 2 || video.videoWidth === 0) return null;
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
    const changed = sum !== this.#sum;
    this.#sum = sum;
    return { black: high <= BLACK && high - low <= FLAT, changed };
  }

  forget(): void {
    this.#sum = -1;
  }
}
