import { isCanvasFalsified } from '../canvas-noise.js';
import type { DecoderLike } from '../decoder-like.js';
import { listen } from '../listeners.js';
import type { CodeSource, SourceCallbacks } from '../source.js';
import { withTimeLimit } from '../time-limit.js';
import { type ImageProblem, type ImageResult, readImage } from './read-image.js';

/** `failed`: the decoder did not load or did not answer in time. */
export type ImageSourceProblem = ImageProblem | 'canvas-falsified' | 'failed';
export type { ImageProblem };

/** Status: `on` while pictures are waited for, `reading`, `problem`, `off`. */
export interface ImageSourceOptions extends SourceCallbacks<ImageSourceProblem> {
  /** Called at the first picture (again if it failed). Closing the decoder is the caller's business. */
  decoder: () => Promise<DecoderLike>;
  /** Where pictures may be dropped. A pasted picture counts anywhere in its document. */
  target?: HTMLElement;
}

/** What a file input for pictures accepts. */
export const IMAGE_ACCEPT = 'image/*,.heic,.heif';
const READ_LIMIT_MS = 60_000;

function fileIn(data: DataTransfer | null): File | null {
  if (!data) return null;
  for (const file of data.files) if (file.type.startsWith('image/')) return file;
  return data.files[0] ?? null;
}

/**
 * Reads codes from pictures: one at a time, the newest wins. Pasted and dropped pictures are read between `start()` and
 * `stop()`; text is left alone. A picture dropped at another time does nothing, rather than replace the page.
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

  /** Forgets the picture under way. */
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

  /** Reads one picture, e.g. `input.files[0]`. Never rejects. */
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
    // Office programs put a picture beside the text that is meant.
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
