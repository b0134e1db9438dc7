// Exports single steps of the reader for unit tests; this build is not published.
import { isMasked } from './codewords';
import { copySamples, trainEqualizer } from './equalizer';
import { bestFormat, bestFormatScore, formatCode, levelOf, maskOf, readFormat, secondFormat } from './format';
import { cellKind, layOutFunctionPatterns } from './function-patterns';
import { estimateDimension, fitGrid, gridIsInside, refineGrid, setPerspective } from './grid';
import { mapX, mapY, solveHomography } from './homography';
import { matchScore, setVersion } from './known-patterns';
import { U8Buffer } from './memory';
import { fitTiming } from './perspective';
import { computeSyndromes, correctErrors as correctKnown } from './reed-solomon';
import { SAMPLES, SAMPLES_BLUE, SAMPLES_RED } from './sampling';

export { alignToPattern } from './alignment';
export { readSoftModules, softModules } from './decode';
export { dotAlignmentScore, dotEnergy, dotTimingScore, layOutDots } from './dotted-patterns';
export { finderAt } from './finder';
export { finderCorrelation, finderQuality, moduleSizeAlong } from './finder-measure';
export * from './index';
export { readWithKnownText } from './known-text';
export { grayAt } from './picture';
export { sampleModules } from './sampling';
export { alignmentCentre, alignmentCount, blocksOf, codewordsOf, parityOf } from './symbol';
export {
  cellKind,
  copySamples,
  estimateDimension,
  fitGrid,
  fitTiming,
  formatCode,
  gridIsInside,
  isMasked,
  layOutFunctionPatterns,
  levelOf,
  mapX,
  mapY,
  maskOf,
  matchScore,
  readFormat,
  refineGrid,
  setPerspective,
  setVersion,
  solveHomography,
  trainEqualizer,
};

const SCRATCH = memory.data(4096);

/** 4,096 bytes for use by tests. */
export function scratch(): usize {
  return SCRATCH;
}
export function correctErrors(
  block: U8Buffer,
  length: i32,
  parity: i32,
  erasures: U8Buffer,
  count: i32,
): i32 {
  return computeSyndromes(block, length, parity) ? 0 : correctKnown(block, length, parity, erasures, count);
}
export function samples(): usize {
  return changetype<usize>(SAMPLES);
}
export function samplesRed(): usize {
  return changetype<usize>(SAMPLES_RED);
}
export function samplesBlue(): usize {
  return changetype<usize>(SAMPLES_BLUE);
}
export function formatFound(): i32 {
  return bestFormat;
}
export function formatScore(): f32 {
  return bestFormatScore;
}
export function secondFormatFound(): i32 {
  return secondFormat;
}
