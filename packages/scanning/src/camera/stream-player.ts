import { listen } from '../listeners.js';
import { readTrack, watchFrames } from './frames.js';

const FIRST_PICTURE_LIMIT_MS = 6_000;

interface StreamPlayerOptions {
  /** A new picture is shown. `frame` is the picture itself, where it came straight from the camera; the receiver closes it. */
  onPicture(isFirst: boolean, frame?: VideoFrame): void;
  /** The track has ended. */
  onEnded(): void;
}

/** Plays one stream at a time on a <video>, and tells of each picture. */
export class StreamPlayer {
  readonly #options: StreamPlayerOptions;
  #video: HTMLVideoElement;
  #stream: MediaStream | null = null;
  /** Listeners, timers and the reader of the track. */
  #stops: (() => void)[] = [];

  constructor(video: HTMLVideoElement, options: StreamPlayerOptions) {
    this.#video = video;
    this.#options = options;
  }

  get video(): HTMLVideoElement {
    return this.#video;
  }

  /** The next stream is played there. */
  set video(video: HTMLVideoElement) {
    this.stop();
    this.#video = video;
  }

  /** Resolves at the first picture, at {@link stop}, or after a time limit. */
  play(stream: MediaStream): Promise<void> {
    const video = this.#video;
    const stops: (() => void)[] = [];
    this.#stream = stream;
    this.#stops = stops;
    video.muted = true;
    video.playsInline = true;
    video.setAttribute('playsinline', ''); // iOS reads the attribute.
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
        // A move in the document pauses a video that should play on.
        listen(video, { pause: () => setTimeout(() => this.resume(), 0) }),
      );
      this.resume();
    });
  }

  /** Plays on where the browser or a move in the document has paused the video. */
  resume(): void {
    if (!this.#stream || !this.#video.paused) return;
    this.#video.play().catch(() => {}); // Rejected before a user gesture or when stop() interrupts it: the watchdog tries again.
  }

  /** Takes the stream off the <video>; ending its tracks is the caller's business. */
  stop(): void {
    if (!this.#stream) return;
    const stops = this.#stops;
    this.#stream = null;
    this.#stops = [];
    for (const stop of stops) stop();
    this.#video.srcObject = null;
  }
}
