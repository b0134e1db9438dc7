/** What a picture may be; a `VideoFrame` too where the browser has it. */
export type DecoderImage = ImageData | ImageBitmap | VideoFrame;

/**
 * `glance`: one of many frames of a stream; a quick pass over each, the dearer ones in turn. `frame`: what a frame alone
 * may cost. `thorough`: every pass, for a still picture.
 */
export type Effort = 'glance' | 'frame' | 'thorough';

export interface DecoderOptions {
  /** Address of `zxing_reader.wasm`; default: beside the decoder's module. */
  wasmUrl?: string | URL;
  /** Address of `decoder.worker.js`; default: beside the decoder's module. */
  workerUrl?: string | URL;
  /** Address of `decoder.plain.js`, loaded where wasm is forbidden; default: beside the decoder's module. */
  plainUrl?: string | URL;
  /** Default `frame`. */
  effort?: Effort;
}

export type PictureAnswer = { text: string } | { problem: 'no-code' | 'too-large' };

export interface Decoder {
  /**
   * What runs, in the order asked: our reader as `cid-wasm`, or `cid-js` where wasm is forbidden; `+ zxing-wasm` or
   * `+ zxing-js` once that has loaded; `+ native` where the browser's own detector helps.
   */
  readonly engine: string;
  /**
   * The text of one QR code in the picture, or null when none is read. Neither transfers nor closes the picture.
   * Never rejects on a bad picture; after `close()` it resolves to null.
   *
   * @param effort for this picture; otherwise the decoder's own
   */
  decode(image: DecoderImage, effort?: Effort): Promise<{ text: string } | null>;
  /**
   * Reads a picture file of any size without this thread's help. `null` where the worker cannot: the format is none
   * it decodes, or there is no worker.
   */
  picture(file: Blob, signal?: AbortSignal): Promise<PictureAnswer | null>;
  /** True if the last image contained a QR code, decoded or not. */
  readonly codeSeen: boolean;
  /** @deprecated Renamed to `codeSeen`. */
  readonly finderSeen: boolean;
  /** True if the last image had two finder pattern candidates: a reason to decode the next frame at once, not to announce a code. */
  readonly finderPatternsSeen: boolean;
  /** True after `close()` and after the worker has failed: every later decode resolves to null. */
  readonly dead: boolean;
  /** Ends the worker. Decodes under way resolve to null. */
  close(): void;
}

/** Pixels as the engine takes them: RGBA, or luma alone with its row length in bytes. */
export interface Frame {
  width: number;
  height: number;
  kind: 'rgba' | 'luma';
  data: Uint8Array | Uint8ClampedArray;
  stride: number;
  /** The same picture in colour, where only its luma was copied. */
  colour?: () => Frame | null;
}

export interface Setup {
  wasmUrl: string;
  plainUrl: string;
  wasm: boolean;
}

export interface Engine {
  /** Changes when the second reader has loaded. */
  readonly name: string;
  /** Settles when the second reader has loaded, or will not. */
  readonly complete: Promise<void>;
  /** `ask`: another reader of the same picture, asked when the first pass has failed. */
  read(frame: Frame, effort: Effort, ask?: () => Promise<string | null>): Promise<string | null>;
  /** What `read` does with `glance`. */
  glance(frame: Frame): string | null;
  /** See `Decoder`. */
  codeSeen: boolean;
  finderPatternsSeen: boolean;
  /** For measuring: the names of its passes, and one of them alone. */
  readonly passes: readonly string[];
  pass(name: string, frame: Frame): string | null;
}

export type ToWorker =
  | { type: 'setup'; setup: Setup }
  | { type: 'decode'; id: number; image: DecoderImage; effort: Effort }
  | { type: 'picture'; id: number; file: Blob }
  /** The picture's answer is no longer wanted. */
  | { type: 'forget'; id: number };

export type FromWorker =
  | { type: 'ready'; engine: string }
  | { type: 'failed' }
  | { type: 'text'; id: number; text: string | null; codeSeen: boolean; finderPatternsSeen: boolean }
  | { type: 'picture'; id: number; answer: PictureAnswer | null };
