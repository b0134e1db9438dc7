/** Image types that the decoder accepts; `VideoFrame` if the browser supports it. */
export type DecoderImage = ImageData | ImageBitmap | VideoFrame;

/**
 * `glance`: for each frame of a stream; one quick pass, then expensive passes in rotation while there is time.
 * `frame`: for a single frame; five passes. `thorough`: for a still picture; all passes.
 */
export type Effort = 'glance' | 'frame' | 'thorough';

export interface DecoderOptions {
  /** Address of `zxing_reader.wasm`; default: beside the decoder's module. */
  wasmUrl?: string | URL;
  /** Address of `decoder.worker.js`; default: beside the decoder's module. */
  workerUrl?: string | URL;
  /** Address of `decoder.plain.js`, loaded if a policy forbids wasm; default: beside the decoder's module. */
  plainUrl?: string | URL;
  /** Default `frame`. */
  effort?: Effort;
}

/** A point in fractions of the picture's width and height. */
export interface Point {
  x: number;
  y: number;
}

/**
 * How well a code can be seen in a picture of a stream that was not decoded. It describes size, light and
 * movement; nothing can be recognised from it.
 */
export interface PictureQuality {
  /**
   * Number of clear finder patterns, and their module size, px; 0 if there are none. A large one may be cut
   * off by the edge of the picture.
   */
  finders: number;
  modulePx: number;
  /** Gray (0…255) of the lightest parts of the code or, if it is not found, of the middle of the picture. */
  light: number;
  /** Share (0…1) of this area that is overexposed. */
  overexposed: number;
  /** Sharpness of its edges: 1 if an edge is 2 px wide, 0.4 if 5 px; null if there are no edges. */
  sharpness: number | null;
  /** Movement, picture widths a second. */
  speed: number;
  /** Modules that fit into the shorter side of the picture; 0 without finder patterns. */
  modulesAcross: number;
}

export type PictureAnswer = { text: string } | { problem: 'no-code' | 'too-large' };

export interface Decoder {
  /**
   * The loaded readers in the order they run: our own as `cid-wasm`, or `cid-js` if a policy forbids wasm;
   * `+ zxing-wasm` or `+ zxing-js` once it has loaded; `+ native` if the native detector passed its
   * self-test.
   */
  readonly engine: string;
  /**
   * The text of one QR code in the picture, or null if none is decoded. Neither transfers nor closes the
   * picture. Never rejects on an invalid picture; after `close()` it resolves to null.
   *
   * @param effort overrides the decoder's effort for this picture
   */
  decode(image: DecoderImage, effort?: Effort): Promise<{ text: string } | null>;
  /**
   * Decodes a picture file of any size in the worker. `null` if the worker cannot decode the file format, or
   * if there is no worker.
   */
  picture(file: Blob, signal?: AbortSignal): Promise<PictureAnswer | null>;
  /** True if the last image contained a QR code, decoded or not. */
  readonly codeSeen: boolean;
  /** @deprecated Renamed to `codeSeen`. */
  readonly finderSeen: boolean;
  /**
   * True if the last image had at least two finder pattern candidates: a reason to decode the next frame
   * without a pause, but not to announce a code.
   */
  readonly finderPatternsSeen: boolean;
  /**
   * Corners of the code in the last image of effort `glance`, decoded or not: top left, top right, bottom
   * right, bottom left; null if they are not known.
   */
  readonly corners: readonly Point[] | null;
  /** How well a code can be seen in the last image of effort `glance`; null if it was decoded. */
  readonly quality: PictureQuality | null;
  /** True after `close()` and after the worker has failed: every later decode resolves to null. */
  readonly dead: boolean;
  /** Terminates the worker. Pending decodes resolve to null. */
  close(): void;
}

/** Pixels for the engine: RGBA or luma, with the row length in bytes. */
export interface Frame {
  width: number;
  height: number;
  kind: 'rgba' | 'luma';
  data: Uint8Array | Uint8ClampedArray;
  stride: number;
  /** Converts the picture to RGBA, if only its luma was copied. */
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
  /** Resolves when the second reader has loaded or has failed to load. */
  readonly complete: Promise<void>;
  /** `ask`: an asynchronous reader of the same picture, called if the first pass fails. */
  read(frame: Frame, effort: Effort, ask?: () => Promise<string | null>): Promise<string | null>;
  /** Prepares for the first picture; takes some ms. */
  warmUp(): void;
  /** Runs `read` with effort `glance`, without `ask`. */
  glance(frame: Frame): string | null;
  /** What was noticed in the last picture. */
  readonly seen: Seen;
  /** For benchmarks: the names of the passes, and one pass alone. */
  readonly passes: readonly string[];
  pass(name: string, frame: Frame): string | null;
}

/** See `Decoder`. */
export interface Seen {
  codeSeen: boolean;
  finderPatternsSeen: boolean;
  corners: readonly Point[] | null;
  quality: PictureQuality | null;
}

export const NOTHING_SEEN: Seen = {
  codeSeen: false,
  finderPatternsSeen: false,
  corners: null,
  quality: null,
};

/** The parts of an ImageData. */
export interface Pixels {
  width: number;
  height: number;
  colorSpace: PredefinedColorSpace;
  data: Uint8ClampedArray<ArrayBuffer>;
}

export type ToWorker =
  | { type: 'setup'; setup: Setup }
  | { type: 'decode'; id: number; image: DecoderImage | Pixels; effort: Effort }
  | { type: 'picture'; id: number; file: Blob }
  /** Cancels the decoding of a picture. */
  | { type: 'forget'; id: number };

export type FromWorker =
  | { type: 'ready'; engine: string }
  | { type: 'failed' }
  | { type: 'text'; id: number; text: string | null; seen: Seen }
  | { type: 'picture'; id: number; answer: PictureAnswer | null };
