import { isCanvasFalsified } from '../canvas-noise.js';
import type { DecoderLike } from '../decoder-like.js';
import { listen } from '../listeners.js';
import type { CodeSource, SourceCallbacks } from '../source.js';
import { withTimeLimit } from '../time-limit.js';
import { type ImageProblem, type ImageResult, readImage } from './read-image.js';

/** `failed`: the decoder did not load or exceeded the time limit. */
export type ImageSourceProblem = ImageProblem | 'canvas-falsified' | 'failed';
export type { ImageProblem };

/** Status: `on` while waiting for an image, `reading`, `problem`, `off`. */
export interface ImageSourceOptions extends SourceCallbacks<ImageSourceProblem> {
  /** Called at the first image, and again after a failure. The caller closes the decoder. */
  decoder: () => Promise<DecoderLike>;
  /** The drop target. Images can be pasted anywhere in its document. */
  target?: HTMLElement;
}

/** Value of `accept` for a file input. */
export const IMAGE_ACCEPT = 'image/*,.heic,.heif';
const READ_LIMIT_MS = 60_000;

function fileIn(data: DataTransfer | null): File | null {
  if (!data) return null;
  for (const file of data.files) if (file.type.startsWith('image/')) return file;
  return data.files[0] ?? null;
}

/**
 * Reads codes from images, one at a time; a newer image aborts the previous one. Pasted and dropped images
 * are read between `start()` and `stop()`, text is ignored. At other times a drop is only cancelled, because
 * the browser would navigate to the file.
 */
export class ImageSource implements CodeSource {
  readonly kind = 'image';
  readonly #options: ImageSourceOptions;
  readonly #stops: (() => void)[] = [];
  #started = false;
  #decoder: Promise<DecoderLike> | null = null;
  #reading: AbortController | null = null;

  constructor(options: ImageSourceOptions) {
    this.#options = options;
    const { target } = options;
    if (!target) return;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    this.#stops = [
      listen(target, { dragenter: over, dragover: over, drop: this.#drop }),
      listen(target.ownerDocument, { paste: this.#paste }),
    ];
  }

  start(): void {
    this.#started = true;
    if (!this.#reading) this.#options.onStatus?.('on');
  }

  /** Aborts the current image. */
  stop(): void {
    const busy = this.#reading !== null;
    this.#reading?.abort();
    this.#reading = null;
    if (busy || this.#started) this.#options.onStatus?.('off');
    this.#started = false;
  }

  dispose(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.stop();
  }

  /** Reads one image, e.g. `input.files[0]`. Never rejects. */
  async read(blob: Blob): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#options.onStatus?.('reading');
    let result: ImageResult | null | { problem: ImageSourceProblem };
    try {
      result = await withTimeLimit(this.#decode(blob, reading.signal), READ_LIMIT_MS);
      if (result && 'problem' in result && result.problem === 'no-code' && isCanvasFalsified())
        result = { problem: 'canvas-falsified' };
    } catch {
      this.#decoder = null;
      result = { problem: 'failed' };
    }
    if (reading.signal.aborted || !result) return;
    this.#reading = null;
    const { onCode, onStatus } = this.#options;
    if ('problem' in result) onStatus?.('problem', result.problem);
    else {
      onStatus?.(this.#started ? 'on' : 'off');
      onCode(result.text);
    }
  }

  async #decode(blob: Blob, signal: AbortSignal): Promise<ImageResult | null> {
    this.#decoder ??= this.#options.decoder();
    return readImage(blob, await this.#decoder, signal);
  }

  readonly #paste = (event: ClipboardEvent): void => {
    const file = fileIn(event.clipboardData);
    // Office programs add an image to copied text.
    const text = event.clipboardData?.getData('text/plain');
    if (!file || text || event.defaultPrevented || !this.#started) return;
    event.preventDefault();
    void this.read(file);
  };

  readonly #drop = (event: DragEvent): void => {
    const file = fileIn(event.dataTransfer);
    if (!file) return;
    event.preventDefault();
    if (this.#started) void this.read(file);
  };
}
