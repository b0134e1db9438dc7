/** Single steps of the reader, in both builds: `wasm` with SIMD, and `JavaScript` without. */
import * as js from './generated/units-js.test-support.js';
import wasm from './generated/units-wasm.test-support.js';
import type { ReaderExports } from './reader.js';

/** Exports of assembly/units.ts in addition to the reader's; addresses are bytes in `memory`. */
export interface Units extends ReaderExports {
  scratch(): number;
  samples(): number;
  samplesRed(): number;
  samplesBlue(): number;
  correctErrors(
    block: number,
    length: number,
    parity: number,
    erasures: number,
    erasureCount: number,
  ): number;
  formatCode(format: number): number;
  levelOf(format: number): number;
  maskOf(format: number): number;
  readFormat(mirrored: number): void;
  formatFound(): number;
  formatScore(): number;
  secondFormatFound(): number;
  isMasked(mask: number, column: number, row: number): number;
  setVersion(version: number): void;
  layOutFunctionPatterns(): void;
  cellKind(index: number): number;
  softModules(): number;
  readSoftModules(): number;
  readWithKnownText(softly: number): number;
  copySamples(polarity: number): void;
  trainEqualizer(polarity: number, colour: number, wide: number, decisionDirected: number): void;
  solveHomography(modules: number, pixels: number): number;
  mapX(u: number, v: number): number;
  mapY(u: number, v: number): number;
  matchScore(polarity: number, coarse: number): number;
  grayAt(x: number, y: number): number;
  layOutDots(): void;
  dotTimingScore(vertical: number): number;
  dotAlignmentScore(u: number, v: number): number;
  dotEnergy(step: number): number;
  estimateDimension(
    ax: number,
    ay: number,
    bx: number,
    by: number,
    cx: number,
    cy: number,
    moduleA: number,
    moduleB: number,
    moduleC: number,
    polarity: number,
  ): number;
  fitGrid(flat: number): number;
  setPerspective(u: number, v: number): void;
  fitTiming(polarity: number): number;
  gridIsInside(): number;
  sampleModules(spread: number, radius: number, colour: number): void;
  alignToPattern(polarity: number, reach: number): number;
  refineGrid(polarity: number, rounds: number, minScore: number): number;
  /** Address of x, y, module (f32 each), hits and polarity of the i-th finder pattern. */
  finderAt(i: number): number;
  finderCorrelation(
    x: number,
    y: number,
    ux: number,
    uy: number,
    vx: number,
    vy: number,
    polarity: number,
  ): number;
  finderQuality(x: number, y: number, module: number, polarity: number, tilted: number): number;
  moduleSizeAlong(x: number, y: number, dx: number, dy: number, module: number, polarity: number): number;
  parityOf(version: number, level: number): number;
  blocksOf(version: number, level: number): number;
  codewordsOf(version: number): number;
  alignmentCount(version: number): number;
  alignmentCentre(version: number, index: number): number;
}

function fromBase64(base64: string): Units {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  return exports as WebAssembly.Exports & Units;
}

export const BUILDS: [name: string, units: Units][] = [
  ['wasm', fromBase64(wasm)],
  ['JavaScript', js],
];

/** Bytes, or f32, at an address of the build's memory. These views detach when the memory grows. */
export const bytesAt = (units: Units, address: number, length: number) =>
  new Uint8Array(units.memory.buffer, address, length);
export const floatsAt = (units: Units, address: number, length: number) =>
  new Float32Array(units.memory.buffer, address, length);

/** Reproducible random numbers, 0 ≤ x < 1: a linear congruential generator. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Sets a picture of an error-free code on white, `scale` px a module. */
export function drawInto(units: Units, rows: boolean[][], scale: number, size: number, left: number): void {
  const address = units.allocatePicture(size, size, 0);
  const gray = bytesAt(units, address, size * size).fill(230);
  rows.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (!dark) return;
      for (let j = 0; j < scale; j++)
        gray.fill(
          25,
          (left + y * scale + j) * size + left + x * scale,
          (left + y * scale + j) * size + left + (x + 1) * scale,
        );
    });
  });
  units.preparePicture();
}
