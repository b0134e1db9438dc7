import { parse } from './bitstream.js';
import type { Frame } from './types.js';

/** What assembly/index.ts exports. */
export interface ReaderExports {
  memory: { readonly buffer: ArrayBuffer };
  allocatePicture(width: number, height: number, coloured: number): number;
  preparePicture(): number;
  codeSeen(): number;
  detectFinders(channel: number, zoom: number, radius: number, smoothed: number): number;
  readTriples(limit: number, depth: number): number;
  readDottedTriples(limit: number, depth: number): number;
  readInferredDotted(pairs: number, limit: number, depth: number): number;
  readInferred(pairs: number, limit: number, depth: number): number;
  passView(bits: number): number;
  dataBytes(): number;
  resultInfo(): number;
}

/**
 * One pass: how finder patterns are looked for (see `detectFinders` in assembly/reader.ts), how many triples of them are
 * tried and how hard; `pairs`: for how many pairs a third finder is inferred that is not seen.
 */
export interface PassSettings {
  channel: number;
  zoom: number;
  radius: number;
  smoothed: number;
  triples: number;
  depth: number;
  pairs: number;
}

/** Inferred finders that a pass tries. */
const MAX_INFERRED_TRIES = 4;

/** Bytes of gray, row by row. */
export interface Plane {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Another reader of gray pixels, tried after our first passes. */
export interface SecondReader {
  name: string;
  read(plane: Plane): string | null;
}

/** Our own reader: finder patterns at several scales, a fitted grid, soft bits, erasures. */
export class Reader {
  #exports: ReaderExports;
  #gray = 0;
  #width = 0;
  #height = 0;
  /** How many finder patterns the last pass knew. */
  found = 0;

  constructor(exports: ReaderExports) {
    this.#exports = exports;
  }

  static fromBase64(base64: string): Reader {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    // Small enough to compile at once.
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    return new Reader(exports as WebAssembly.Exports & ReaderExports);
  }

  /** Takes a picture in; the passes that follow look at this one. */
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
  }

  /** Gray of the picture taken; to be copied, not kept. */
  gray(): Plane {
    const data = new Uint8Array(this.#exports.memory.buffer, this.#gray, this.#width * this.#height);
    return { width: this.#width, height: this.#height, data };
  }

  run({ channel, zoom, radius, smoothed, triples, depth, pairs }: PassSettings): string | null {
    const reader = this.#exports;
    this.found = reader.detectFinders(channel, zoom, radius, smoothed);
    if (
      !reader.readTriples(triples, depth) &&
      !(pairs > 0 && reader.readInferred(pairs, MAX_INFERRED_TRIES, depth))
    )
      return null;
    return this.#text();
  }

  /**
   * Reads a code of small dots over a photograph with the finder patterns of the last pass; `pairs`: for how many pairs of
   * them a third one is inferred.
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

  /** Whether a code was in the picture taken that no pass has read: of a thousand pictures without one, a few say so. */
  codeSeen(): boolean {
    return this.#exports.codeSeen() === 1;
  }

  /** What the reader's last success says; null where its bytes are no valid stream. */
  #text(): string | null {
    const reader = this.#exports;
    const { buffer } = reader.memory;
    const info = new DataView(buffer, reader.resultInfo(), 8);
    const data = new Uint8Array(buffer, reader.dataBytes(), info.getInt32(0, true));
    const content = parse(data, info.getInt32(4, true));
    return content && content.pads >= 0 && content.text.length > 0 ? content.text : null;
  }

  /** What the last pass looked at: its gray, or its black (255) and white; to be copied, not kept. */
  view(kind: 'gray' | 'bits'): Plane {
    const { buffer } = this.#exports.memory;
    const view = new DataView(buffer, this.#exports.passView(kind === 'bits' ? 1 : 0), 12);
    const width = view.getInt32(4, true);
    const height = view.getInt32(8, true);
    return { width, height, data: new Uint8Array(buffer, view.getInt32(0, true), width * height) };
  }
}
