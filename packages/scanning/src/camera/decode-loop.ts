import { type Frame, type FrameKind, firstKind, grab, nextKind, release } from './frames.js';

/** As much of a decoder as a source needs; `createDecoder` gives one. */
export interface DecoderLike {
  /** Neither keeps, transfers nor closes the image. */
  decode(image: Frame, effort?: 'glance' | 'frame' | 'thorough'): Promise<{ text: string } | null>;
  /** Reads a picture file by itself; `null` when it cannot. For decoders that do. */
  picture?(
    file: Blob,
    signal?: AbortSignal,
  ): Promise<{ text: string } | { problem: 'no-code' | 'too-large' } | null>;
  /** Whether the last image showed a finder pattern, for decoders that tell. */
  readonly finderSeen?: boolean;
  /** It will never answer again. */
  readonly dead?: boolean;
}

interface DecodeLoopOptions {
  decoder: () => Promise<DecoderLike>;
  onText(text: string): void;
  onFinder(seen: boolean): void;
  onFailed(): void;
}

const BRISK = 40; // ms a decode may take before the machine is given as long a rest, if no code is in sight
const LONGEST_REST = 1_000; // ms
const HUNG = 15_000; // ms
const PATIENCE = 2; // failures in a row before another kind of frame is tried

/** One decode at a time, always of the newest picture; keeps no picture and no text. */
export class DecodeLoop {
  readonly #options: DecodeLoopOptions;
  #loading: Promise<DecoderLike> | null = null;
  #decoder: DecoderLike | null = null;
  #kind: FrameKind = firstKind();
  #failures = 0;
  #session = 0;
  #running = false;
  #busy = false;
  #rested = 0;
  #done = false;
  #fresh: HTMLVideoElement | null = null;
  /** The newest picture itself, where it came straight from the camera. */
  #picture: VideoFrame | undefined;

  constructor(options: DecodeLoopOptions) {
    this.#options = options;
  }

  /** Loads the decoder, beside the camera's own start. */
  prepare(): void {
    if (this.#loading) return;
    const loading = Promise.resolve().then(() => this.#options.decoder());
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
        if (this.#running) this.#options.onFailed();
      },
    );
  }

  begin(): void {
    this.#running = true;
    if (!this.#loading) this.#options.onFailed();
  }

  end(): void {
    this.#running = false;
    this.#session += 1;
    this.#fresh = null;
    this.#keep(undefined);
    this.#rested = 0;
  }

  /** After a text: reads on. */
  resume(): void {
    this.#done = false;
  }

  /** The video shows a new picture, or will: `picture` is that one, and now ours to close. */
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
      if (performance.now() < this.#rested) return;
      const video = this.#fresh;
      const picture = this.#picture;
      this.#fresh = null;
      this.#picture = undefined;
      this.#busy = true;
      const session = this.#session;
      const started = performance.now();
      const text = await this.#read(decoder, video, picture);
      this.#busy = false;
      if (session !== this.#session || !this.#running) continue;
      const took = performance.now() - started;
      const rests = took > BRISK && !decoder.finderSeen;
      this.#rested = rests ? performance.now() + Math.min(took, LONGEST_REST) : 0;
      if (this.#done) return;
      if (text) {
        this.#done = true;
        this.#options.onFinder(false);
        this.#options.onText(text);
        return;
      }
      if (decoder.finderSeen) this.#options.onFinder(true);
    }
  }

  async #read(decoder: DecoderLike, video: HTMLVideoElement, picture?: VideoFrame): Promise<string> {
    let frame: Frame | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const session = this.#session;
    try {
      if (picture?.format && this.#kind === 'frame') frame = picture;
      else {
        picture?.close();
        if (video.readyState < 2) return ''; // it shows nothing yet
        frame = await grab(video, this.#kind);
      }
      if (session !== this.#session) return '';
      const hung = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('the decoder does not answer')), HUNG);
      });
      const result = await Promise.race([decoder.decode(frame, 'glance'), hung]);
      if (decoder.dead) {
        if (session === this.#session) this.#giveUp();
        return '';
      }
      this.#failures = 0;
      return result?.text ?? '';
    } catch {
      if (session === this.#session) this.#failed();
      return '';
    } finally {
      clearTimeout(timer);
      if (frame) release(frame);
    }
  }

  #failed(): void {
    this.#failures += 1;
    if (this.#failures < PATIENCE) return;
    this.#failures = 0;
    const kind = nextKind(this.#kind);
    this.#kind = kind ?? firstKind();
    if (kind) return;
    this.#giveUp();
  }

  /** Another start asks for another decoder. */
  #giveUp(): void {
    this.#loading = null;
    this.#decoder = null;
    this.#options.onFailed();
  }
}
