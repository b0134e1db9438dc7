import { listen } from '../listeners.js';
import { readTrack, watchFrames } from './frames.js';

const FIRST_PICTURE_LIMIT_MS = 6_000;

interface StreamPlayerOptions {
  /** A new frame. `frame` is given if the track processor delivered it; the receiver closes it. */
  onPicture(isFirst: boolean, frame?: VideoFrame): void;
  /** The track has ended. */
  onEnded(): void;
}

/** Plays one stream at a time in a <video> and reports each frame. */
export class StreamPlayer {
  readonly #options: StreamPlayerOptions;
  #video: HTMLVideoElement;
  #stream: MediaStream | null = null;
  /** Cleanup functions of listeners, timers and the track's reader. */
  #stops: (() => void)[] = [];

  constructor(video: HTMLVideoElement, options: StreamPlayerOptions) {
    this.#video = video;
    this.#options = options;
  }

  get video(): HTMLVideoElement {
    return this.#video;
  }

  /** Stops the stream; the next one plays in the new element. */
  set video(video: HTMLVideoElement) {
    this.stop();
    this.#video = video;
  }

  /** Resolves at the first frame, at {@link stop}, or after a time limit. */
  play(stream: MediaStream): Promise<void> {
    const video = this.#video;
    const stops: (() => void)[] = [];
    this.#stream = stream;
    this.#stops = stops;
    video.muted = true;
    video.playsInline = true;
    video.setAttribute('playsinline', ''); // Required by iOS.
    video.disablePictureInPicture = true;
    video.srcObject = stream;
    const [track] = stream.getVideoTracks();
    return new Promise((resolve) => {
      let pictures = 0;
      const onPicture = (frame?: VideoFrame) => {
        pictures += 1;
        this.#options.onPicture(pictures === 1, frame);
        resolve();
      };
      const watchVideo = () => {
        if (this.#stops === stops) stops.push(watchFrames(video, onPicture));
      };
      const stopReading = track && readTrack(track, onPicture, watchVideo);
      if (stopReading) stops.push(stopReading);
      else watchVideo();
      const timer = setTimeout(resolve, FIRST_PICTURE_LIMIT_MS);
      stops.push(
        () => clearTimeout(timer),
        resolve,
        listen(track, { ended: () => this.#options.onEnded() }),
        // A move in the document pauses the video.
        listen(video, { pause: () => setTimeout(() => this.resume(), 0) }),
      );
      this.resume();
    });
  }

  /** Resumes a video that the browser or a move in the document has paused. */
  resume(): void {
    if (!this.#stream || !this.#video.paused) return;
    // Rejects without a user gesture or if stop() interrupts it. The watchdog tries again.
    this.#video.play().catch(() => {});
  }

  /** Detaches the stream from the <video>. The caller ends its tracks. */
  stop(): void {
    if (!this.#stream) return;
    const stops = this.#stops;
    this.#stream = null;
    this.#stops = [];
    for (const stop of stops) stop();
    this.#video.srcObject = null;
  }
}
