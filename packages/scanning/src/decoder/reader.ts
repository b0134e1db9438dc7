import { parse } from './bitstream.js';
import type { Frame } from './types.js';

/** What assembly/index.ts exports. */
export interface ReaderExports {
  memory: { readonly buffer: ArrayBuffer };
  begin(width: number, height: number, coloured: number): number;
  prepare(): number;
  look(channel: number, zoom: number, radius: number, smooth: number): number;
  solve(most: number, depth: number): number;
  bytes(): number;
  meta(): number;
}

/** One way of looking for finder patterns (see `look` in assembly/index.ts), and how much is tried with what is found. */
export interface Look {
  channel: number;
  zoom: number;
  radius: number;
  smooth: number;
  most: number;
  depth: number;
}

/** Our own reader: finder patterns at several scales, a fitted grid, soft bits, erasures. */
export class Reader {
  #exports: ReaderExports;
  #gray = 0;
  #pixels = 0;

  constructor(exports: ReaderExports) {
    this.#exports = exports;
  }

  static fromBase64(base64: string): Reader {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    // Small enough to compile at once.
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    return new Reader(instance.exports as unknown as ReaderExports);
  }

  /** Takes a picture in; the looks that follow are at this one. */
  take({ width, height, kind, data, stride }: Frame): void {
    const coloured = kind === 'rgba';
    const to = this.#exports.begin(width, height, coloured ? 1 : 0);
    const memory = new Uint8Array(this.#exports.memory.buffer);
    const row = coloured ? width * 4 : width;
    if (row === stride) memory.set(data.subarray(0, row * height), to);
    else
      for (let y = 0; y < height; y++) memory.set(data.subarray(y * stride, y * stride + row), to + y * row);
    this.#gray = this.#exports.prepare();
    this.#pixels = width * height;
  }

  /** Gray of the picture taken; to be copied, not kept. */
  gray(): Uint8Array {
    return new Uint8Array(this.#exports.memory.buffer, this.#gray, this.#pixels);
  }

  look({ channel, zoom, radius, smooth, most, depth }: Look): string | null {
    this.#exports.look(channel, zoom, radius, smooth);
    if (!this.#exports.solve(most, depth)) return null;
    const { buffer } = this.#exports.memory;
    const meta = new DataView(buffer, this.#exports.meta(), 8);
    const data = new Uint8Array(buffer, this.#exports.bytes(), meta.getInt32(0, true));
    const content = parse(data, meta.getInt32(4, true));
    return content && content.pads >= 0 && content.text.length > 0 ? content.text : null;
  }
}
