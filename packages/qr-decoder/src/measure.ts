/** Locates a code in a picture and measures its modules; for tools. Use the decoder to read text. */
import base64 from './generated/measure-wasm.js';
import { pixelsOf } from './pixels.js';
import { Reader, type ReaderExports } from './reader.js';
import type { DecoderImage } from './types.js';

/** Exports of assembly/measure.ts in addition to the reader's. */
interface MeasureExports extends ReaderExports {
  /** Bilinear gray at picture coordinates. */
  grayAt(x: number, y: number): number;
  lastMask(): number;
  layGrid(): number;
  mapX(u: number, v: number): number;
  mapY(u: number, v: number): number;
  settleGrid(): void;
  /** Address of rows of `size` + 2 soft modules (f32), one module of margin around; below 0 is dark. */
  softModules(): number;
}

/** A code in a picture. Valid until the locator is called again. */
export interface LocatedCode {
  /** 1…40; a code has 17 + 4 × version modules a side. */
  version: number;
  /** Error correction level, 0 L, 1 M, 2 Q, 3 H, and mask, 0…7; null if the code was not decoded. */
  level: number | null;
  mask: number | null;
  /**
   * Gray of the picture, 0…255, at a module coordinate: (0, 0) is the code's corner, (0.5, 0.5) its first
   * module.
   */
  grayAt(u: number, v: number): number;
  /** Picture coordinates of a module coordinate, px. */
  at(u: number, v: number): { x: number; y: number };
  /** Whether a module was decoded as dark; null if the code was not decoded. */
  isDark(column: number, row: number): boolean | null;
}

/**
 * Finder detection passes, in order: full size, enlarged, wide window, halved. See `detectFinders` in
 * assembly/reader.ts.
 */
const PASSES: readonly [zoom: number, radius: number][] = [
  [1, 4],
  [2, 4],
  [1, 8],
  [-1, 2],
];

function load(): { wasm: MeasureExports; reader: Reader } {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const wasm = exports as WebAssembly.Exports & MeasureExports;
  return { wasm, reader: new Reader(wasm) };
}

/** Creates a locator. Throws if a policy forbids wasm. Its memory is freed only with its worker. */
export function createLocator(): (image: DecoderImage) => Promise<LocatedCode | null> {
  const { wasm, reader } = load();
  return async (image) => {
    const frame = await pixelsOf(image);
    if (!frame) return null;
    reader.take(frame);
    let read = false;
    for (const [zoom, radius] of PASSES) {
      if (wasm.detectFinders(0, zoom, radius, 1, 0) < 3) continue;
      read = wasm.readTriples(8, 1) === 1 || wasm.readDottedTriples(6, 1) === 1;
      if (read) break;
    }
    if (read) wasm.settleGrid();
    const info = read ? new DataView(wasm.memory.buffer, wasm.resultInfo(), 16) : null;
    const version = info ? info.getInt32(4, true) : wasm.layGrid();
    if (version === 0) return null;
    const soft = info && new Float32Array(wasm.memory.buffer, wasm.softModules());
    const stride = 17 + 4 * version + 2;
    return {
      version,
      level: info ? info.getInt32(8, true) : null,
      mask: info ? wasm.lastMask() : null,
      at: (u, v) => ({ x: wasm.mapX(u, v), y: wasm.mapY(u, v) }),
      isDark: (column, row) => soft && (soft[(row + 1) * stride + column + 1] as number) < 0,
      grayAt: (u, v) => wasm.grayAt(wasm.mapX(u, v), wasm.mapY(u, v)),
    };
  };
}
