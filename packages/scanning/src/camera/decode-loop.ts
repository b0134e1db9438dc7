import { isCanvasFalsified } from '../canvas-noise.js';
import type { DecoderLike, PictureQuality, Point } from '../decoder-like.js';
import { withTimeLimit } from '../time-limit.js';
import { type Frame, type FrameKind, firstKind, grab, nextKind, release } from './frames.js';
import { pointsOfFrame, type Region, RegionRotation } from './regions.js';

interface DecodeLoopOptions {
  decoder: () => Promise<DecoderLike>;
  /** Whether this text ends decoding; otherwise the loop continues. */
  accepts(text: string): boolean;
  onCode(text: string): void;
  onCodeInView(seen: boolean): void;
  /**
   * Called after each decode: where the code is, and how well it can be seen in a whole frame that was not
   * decoded.
   */
  onDecoded(corners: readonly Point[] | null, quality: PictureQuality | null): void;
  onFailed(problem: 'failed' | 'canvas-falsified'): void;
}

/** After a slower decode without finder patterns the loop pauses for as long as the decode took. */
const MAX_FAST_DECODE_MS = 40;
const MAX_PAUSE_MS = 1_000;
const DECODE_LIMIT_MS = 15_000;
const LOAD_LIMIT_MS = 20_000;
/** After this many consecutive failures the next frame type is tried. */
const MAX_FAILURES = 2;

/** Runs one decode at a time, always of the newest frame. Stores no frame and no text. */
export class DecodeLoop {
  readonly #options: DecodeLoopOptions;
  readonly #regions = new RegionRotation();
  #loading: Promise<DecoderLike> | null = null;
  #decoder: DecoderLike | null = null;
  #kind: FrameKind = firstKind();
  #failures = 0;
  /** Incremented at each restart; results of an earlier generation are discarded. */
  #generation = 0;
  #running = false;
  #busy = false;
  #pausedUntil = 0;
  #done = false;
  #canvasChecked = false;
  #fresh: HTMLVideoElement | null = null;
  /** The newest frame, if the track processor delivered it. */
  #picture: VideoFrame | undefined;

  constructor(options: DecodeLoopOptions) {
    this.#options = options;
  }

  /** Loads the decoder while the camera starts. */
  prepare(): void {
    if (this.#loading) return;
    const loading = withTimeLimit(
      Promise.resolve().then(() => this.#options.decoder()),
      LOAD_LIMIT_MS,
    );
    this.#loading = loading;
    loading.then(
      (decoder) => {
        if (this.#loading !== loading) return;
        this.#decoder = decoder;
        void this.#next();
      },
      () => {
        if (this.#loading !== loading) return;
        this.#loading = null;
        if (this.#running) this.#options.onFailed('failed');
      },
    );
  }

  begin(): void {
    this.#running = true;
    this.#canvasChecked = false;
    if (!this.#loading) this.#options.onFailed('failed');
  }

  end(): void {
    this.#running = false;
    this.#generation += 1;
    this.#fresh = null;
    this.#keep(undefined);
    this.#pausedUntil = 0;
    this.#regions.reset();
  }

  /** Continues decoding after a text. */
  resume(): void {
    this.#done = false;
  }

  /** Call for each new frame. The loop closes `picture`. */
  offer(video: HTMLVideoElement, picture?: VideoFrame): void {
    this.#fresh = video;
    this.#keep(picture);
    void this.#next();
  }

  #keep(picture: VideoFrame | undefined): void {
    this.#picture?.close();
    this.#picture = picture;
  }

  async #next(): Promise<void> {
    const decoder = this.#decoder;
    while (decoder && this.#running && !this.#busy && !this.#done && this.#fresh) {
      if (performance.now() < this.#pausedUntil) return;
      const video = this.#fresh;
      const picture = this.#picture;
      this.#fresh = null;
      this.#picture = undefined;
      this.#busy = true;
      const generation = this.#generation;
      const started = performance.now();
      const answer = await this.#read(decoder, video, picture);
      this.#busy = false;
      if (generation !== this.#generation || !this.#running) continue;
      const tookMs = performance.now() - started;
      const pauses = tookMs > MAX_FAST_DECODE_MS && !(decoder.finderPatternsSeen ?? decoder.codeSeen);
      this.#pausedUntil = pauses ? performance.now() + Math.min(tookMs, MAX_PAUSE_MS) : 0;
      if (this.#done || !answer) continue;
      const { text, region } = answer;
      const corners = decoder.corners ?? null;
      this.#options.onDecoded(
        corners && region ? pointsOfFrame(corners, region) : corners,
        (!region && decoder.quality) || null,
      );
      if (text) this.#found(text);
      else if (decoder.codeSeen) this.#options.onCodeInView(true);
    }
  }

  #found(text: string): void {
    this.#done = this.#options.accepts(text);
    if (this.#done) this.#options.onCodeInView(false);
    else this.#regions.lookAround(performance.now());
    this.#options.onCode(text);
  }

  /** Decodes a frame or its next part; `null` if nothing was decoded. */
  async #read(
    decoder: DecoderLike,
    video: HTMLVideoElement,
    picture?: VideoFrame,
  ): Promise<{ text: string; region: Region | undefined } | null> {
    let frame: Frame | null = null;
    let part: { bitmap: ImageBitmap; region: Region } | null = null;
    const generation = this.#generation;
    try {
      if (picture?.format && this.#kind === 'frame') frame = picture;
      else {
        picture?.close();
        if (video.readyState < 2) return null; // No frame is available yet.
        frame = await grab(video, this.#kind);
      }
      if (generation !== this.#generation) return null;
      if (!(await this.#canReadPixels())) return null;
      part = await this.#regions.cut(frame, performance.now());
      if (generation !== this.#generation) return null;
      const result = await withTimeLimit(decoder.decode(part?.bitmap ?? frame, 'glance'), DECODE_LIMIT_MS);
      if (decoder.dead) {
        if (generation === this.#generation) this.#giveUp();
        return null;
      }
      this.#failures = 0;
      return { text: result?.text ?? '', region: part?.region };
    } catch {
      if (generation === this.#generation) this.#failed();
      return null;
    } finally {
      if (frame) release(frame);
      part?.bitmap.close();
    }
  }

  /** Whether frames can be read: some browsers falsify canvas pixels (fingerprint protection). */
  async #canReadPixels(): Promise<boolean> {
    if (this.#kind === 'frame' || this.#canvasChecked) return true;
    this.#canvasChecked = true;
    if (!isCanvasFalsified()) return true;
    this.#options.onFailed('canvas-falsified');
    return false;
  }

  #failed(): void {
    this.#failures += 1;
    if (this.#failures < MAX_FAILURES) return;
    this.#failures = 0;
    const kind = nextKind(this.#kind);
    this.#kind = kind ?? firstKind();
    if (kind) return;
    this.#giveUp();
  }

  /** Reports the failure. The next start requests a new decoder. */
  #giveUp(): void {
    this.#loading = null;
    this.#decoder = null;
    this.#options.onFailed('failed');
  }
}
