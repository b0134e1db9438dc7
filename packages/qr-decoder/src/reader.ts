import { parse } from './bitstream.js';
import type { ClearFinders } from './picture-quality.js';
import type { Frame, Point } from './types.js';

/** Exports of assembly/index.ts. */
export interface ReaderExports {
  memory: { readonly buffer: ArrayBuffer };
  allocatePicture(width: number, height: number, coloured: number): number;
  preparePicture(): number;
  clearFinders(): number;
  codeCorners(decoded: number): number;
  codeSeen(): number;
  restart(): void;
  detectFinders(channel: number, zoom: number, radius: number, smoothed: number, ringless: number): number;
  readTriples(limit: number, depth: number): number;
  readDottedTriples(limit: number, depth: number): number;
  readInferredDotted(pairs: number, limit: number, depth: number): number;
  readInferred(pairs: number, limit: number, depth: number): number;
  passView(bits: number): number;
  dataBytes(): number;
  resultInfo(): number;
}

/**
 * One pass. `channel`, `zoom`, `radius`, `smoothed` and `ringless`: see `detectFinders` in
 * assembly/reader.ts. `triples`: maximum number of finder pattern triples to try, at `depth` 0 to 2. `pairs`:
 * maximum number of pairs for which a third is inferred. `restarts`: 1 to forget earlier passes first.
 */
export interface PassSettings {
  channel: number;
  zoom: number;
  radius: number;
  smoothed: number;
  ringless: number;
  triples: number;
  depth: number;
  pairs: number;
  restarts: number;
}

/** Maximum number of inferred finder patterns that a pass tries. */
const MAX_INFERRED_TRIES = 4;

/** Finder patterns that are too large for a window at full size. */
const LARGE = { channel: 0, zoom: -2, radius: 4, smoothed: 1 };

/** A gray plane, one byte a pixel, row by row. */
export interface Plane {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A reader of gray planes that runs after our first pass. */
export interface SecondReader {
  name: string;
  read(plane: Plane): string | null;
}

/** Our own reader: finder patterns at several scales, a fitted grid, soft values, erasures. */
export class Reader {
  #exports: ReaderExports;
  #gray = 0;
  #width = 0;
  #height = 0;
  /** Whether a pass decoded the picture. */
  #decoded = false;
  /** Number of finder pattern candidates after the last pass. */
  found = 0;

  constructor(exports: ReaderExports) {
    this.#exports = exports;
  }

  static fromBase64(base64: string): Reader {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    // Small enough to compile synchronously.
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    return new Reader(exports as WebAssembly.Exports & ReaderExports);
  }

  /**
   * Runs the first steps on an empty picture of a camera's usual size. The first frame then finds mapped memory
   * and compiled functions.
   */
  warmUp(): void {
    this.#exports.allocatePicture(1280, 720, 1);
    this.#exports.preparePicture();
    this.#exports.detectFinders(4, 1, 4, 1, 0);
  }

  /** Copies a picture into the reader's memory for the passes that follow. */
  take({ width, height, kind, data, stride }: Frame): void {
    const coloured = kind === 'rgba';
    const to = this.#exports.allocatePicture(width, height, coloured ? 1 : 0);
    const memory = new Uint8Array(this.#exports.memory.buffer);
    const row = coloured ? width * 4 : width;
    if (row === stride) memory.set(data.subarray(0, row * height), to);
    else
      for (let y = 0; y < height; y++) memory.set(data.subarray(y * stride, y * stride + row), to + y * row);
    this.#gray = this.#exports.preparePicture();
    this.#width = width;
    this.#height = height;
    this.#decoded = false;
  }

  /** Gray plane of the picture. Copy it: the view is valid until the next pass. */
  gray(): Plane {
    const data = new Uint8Array(this.#exports.memory.buffer, this.#gray, this.#width * this.#height);
    return { width: this.#width, height: this.#height, data };
  }

  run({
    channel,
    zoom,
    radius,
    smoothed,
    ringless,
    triples,
    depth,
    pairs,
    restarts,
  }: PassSettings): string | null {
    const reader = this.#exports;
    if (restarts) reader.restart();
    this.found = reader.detectFinders(channel, zoom, radius, smoothed, ringless);
    if (
      !reader.readTriples(triples, depth) &&
      !(pairs > 0 && reader.readInferred(pairs, MAX_INFERRED_TRIES, depth))
    )
      return null;
    return this.#text();
  }

  /**
   * Decodes a code of small dots over a photograph with the finder patterns of the last pass; `pairs`:
   * maximum number of pairs for which a third finder pattern is inferred.
   */
  dotted(triples: number, depth: number, pairs: number): string | null {
    const reader = this.#exports;
    const read =
      (this.found > 2 && reader.readDottedTriples(triples, depth)) ||
      (this.found > 1 &&
        pairs > 0 &&
        reader.readInferredDotted(pairs, Math.min(MAX_INFERRED_TRIES, pairs), depth));
    return read ? this.#text() : null;
  }

  /**
   * Whether the picture contains a code that no pass decoded. About 1 % false positives: see
   * tests/bench/README.md.
   */
  codeSeen(): boolean {
    return this.#exports.codeSeen() === 1;
  }

  /**
   * Corners of the code in fractions of the picture, decoded by a pass or not: top left, top right, bottom
   * right, bottom left; null if they are not known.
   */
  corners(): Point[] | null {
    const address = this.#exports.codeCorners(this.#decoded ? 1 : 0);
    if (!address) return null;
    const px = new Float32Array(this.#exports.memory.buffer, address, 8);
    return [0, 2, 4, 6].map((i) => ({ x: px[i]! / this.#width, y: px[i + 1]! / this.#height }));
  }

  /** Clear finder patterns of the picture, also of a code that is too large for the other passes. */
  clearFinders(): ClearFinders {
    const reader = this.#exports;
    reader.detectFinders(LARGE.channel, LARGE.zoom, LARGE.radius, LARGE.smoothed, 0);
    const address = reader.clearFinders();
    const view = new DataView(reader.memory.buffer, address, 24);
    const px = (index: number) => view.getFloat32(4 * index, true);
    return {
      count: view.getInt32(0, true),
      modulePx: px(1),
      left: px(2),
      top: px(3),
      right: px(4),
      bottom: px(5),
    };
  }

  /** Text of the reader's last success; null if its bytes are not a valid stream. */
  #text(): string | null {
    const reader = this.#exports;
    const { buffer } = reader.memory;
    const info = new DataView(buffer, reader.resultInfo(), 8);
    const data = new Uint8Array(buffer, reader.dataBytes(), info.getInt32(0, true));
    const content = parse(data, info.getInt32(4, true));
    this.#decoded = content !== null && content.pads >= 0 && content.text.length > 0;
    return content && this.#decoded ? content.text : null;
  }

  /**
   * Gray or binarized (black is 255) plane of the last pass. Copy it: the view is valid until the next pass.
   */
  view(kind: 'gray' | 'bits'): Plane {
    const { buffer } = this.#exports.memory;
    const view = new DataView(buffer, this.#exports.passView(kind === 'bits' ? 1 : 0), 12);
    const width = view.getInt32(4, true);
    const height = view.getInt32(8, true);
    return { width, height, data: new Uint8Array(buffer, view.getInt32(0, true), width * height) };
  }
}
