import type { DecoderLike } from '../camera/decode-loop.js';
import { type ImageProblem, type ImageResult, readImage } from './read-image.js';

export type { ImageProblem };

export interface ImageSourceOptions {
  /** Called at the first picture (again if it failed). Closing the decoder is the caller's business. */
  decoder: () => Promise<DecoderLike>;
  onText(text: string): void;
  onProblem(problem: ImageProblem | 'failed'): void;
  /** A picture is being read, or no longer. */
  onBusy?(busy: boolean): void;
  /** Whether a pasted picture is asked for now; always, if not given. */
  wanted?(): boolean;
}

/** What a file input for pictures accepts. */
export const IMAGE_ACCEPT = 'image/*,.heic,.heif';

function fileIn(data: DataTransfer | null): File | null {
  if (!data) return null;
  for (const file of data.files) if (file.type.startsWith('image/')) return file;
  return data.files[0] ?? null;
}

/** Reads codes from pictures: one at a time, the newest wins. Off until `listen()` or `read()` is called. */
export class ImageSource {
  readonly #options: ImageSourceOptions;
  #decoder: Promise<DecoderLike> | null = null;
  #reading: AbortController | null = null;
  #listening: AbortController | null = null;

  constructor(options: ImageSourceOptions) {
    this.#options = options;
  }

  /** Reads one picture, e.g. `input.files[0]`. Never rejects. */
  async read(blob: Blob): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#options.onBusy?.(true);
    let result: ImageResult | null | { problem: 'failed' };
    try {
      this.#decoder ??= this.#options.decoder();
      result = await readImage(blob, await this.#decoder, reading.signal);
    } catch {
      this.#decoder = null;
      result = { problem: 'failed' };
    }
    if (reading.signal.aborted || !result) return;
    this.#reading = null;
    this.#options.onBusy?.(false);
    if ('text' in result) this.#options.onText(result.text);
    else this.#options.onProblem(result.problem);
  }

  /**
   * Takes pictures dropped on `target` and pasted anywhere in its document. Pasted or dropped text is left alone.
   * `close()` ends it.
   */
  listen(target: HTMLElement): void {
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    target.ownerDocument.addEventListener(
      'paste',
      (event) => {
        const file = fileIn(event.clipboardData);
        // Office programs put a picture beside the text that is meant.
        const text = event.clipboardData?.getData('text/plain');
        if (!file || text || event.defaultPrevented || this.#options.wanted?.() === false) return;
        event.preventDefault();
        void this.read(file);
      },
      { signal },
    );
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    target.addEventListener('dragenter', over, { signal });
    target.addEventListener('dragover', over, { signal });
    target.addEventListener(
      'drop',
      (event) => {
        const file = fileIn(event.dataTransfer);
        if (!file) return;
        event.preventDefault();
        void this.read(file);
      },
      { signal },
    );
  }

  /** Stops listening and forgets the picture under way. */
  close(): void {
    this.#listening?.abort();
    this.#listening = null;
    this.cancel();
  }

  /** Forgets the picture under way. */
  cancel(): void {
    if (!this.#reading) return;
    this.#reading.abort();
    this.#reading = null;
    this.#options.onBusy?.(false);
  }
}
