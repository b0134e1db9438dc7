// Decodes a fitted grid: samples and equalizes it with several settings until one decodes.
import { collectCodewords, correctBlocks, MAX_SHORT_VERSION } from './codewords';
import { copySamples, trainEqualizer } from './equalizer';
import {
  bestFormat,
  bestFormatScore,
  levelOf,
  maskOf,
  readFormat,
  secondFormat,
  secondFormatScore,
} from './format';
import { layOutFunctionPatterns } from './function-patterns';
import { version } from './known-patterns';
import { forgetPilots, readWithKnownText } from './known-text';
import { rgba } from './picture';
import { sampleModules } from './sampling';
import { SOFT } from './soft-modules';

/** Minimum correlation of a format word. */
const MIN_FORMAT_SCORE: f32 = 0.42;
/** Stricter minimum for short codes, whose parity is weak: both copies of the format word must agree. */
const MIN_SHORT_FORMAT_SCORE: f32 = 0.7;
/**
 * Early exit below depth 2. Grids below this format score after training never decoded in the benchmark
 * (decision 0002).
 */
const MIN_FAST_FORMAT_SCORE: f32 = 0.55;
/** Highest format score, upright or mirrored, of the last `readSoftModules`. */
export let maxFormatScore: f32 = 0;
/** Rounds of decision-directed training with the wide window. */
const WIDE_ROUNDS = 2;
/** Maximum difference from the best score at which the second format word is tried. */
const FORMAT_MARGIN: f32 = 0.35;

function readWithFormat(format: i32, mirrored: bool): bool {
  collectCodewords(maskOf(format), mirrored);
  return correctBlocks(levelOf(format));
}

/** Decodes SOFT, upright and, with `mirroredToo`, mirrored. */
export function readSoftModules(mirroredToo: bool = true): bool {
  const minScore = version <= MAX_SHORT_VERSION ? MIN_SHORT_FORMAT_SCORE : MIN_FORMAT_SCORE;
  const orientations = mirroredToo ? 2 : 1;
  maxFormatScore = 0;
  for (let orientation = 0; orientation < orientations; orientation++) {
    const mirrored = orientation === 1;
    readFormat(mirrored);
    maxFormatScore = max(maxFormatScore, bestFormatScore);
    if (bestFormatScore < minScore) continue;
    const second = secondFormat;
    const tryBoth = secondFormatScore > minScore && secondFormatScore > bestFormatScore - FORMAT_MARGIN;
    if (readWithFormat(bestFormat, mirrored)) return true;
    if (tryBoth && readWithFormat(second, mirrored)) return true;
  }
  return false;
}

/** Address of SOFT, for callers that fill it: rows of `size` + 2 values, with a margin of one module. */
export function softModules(): usize {
  layOutFunctionPatterns();
  return changetype<usize>(SOFT);
}

/** Decodes the samples without an equalizer, which is sufficient for a clear picture. */
export function decodeQuickly(polarity: f32): bool {
  sampleModules(0.2, 4, false);
  copySamples(polarity);
  return readSoftModules();
}

/**
 * Decodes with an equalizer. `depth` 0: with one sampling setting; 2: with four, and the wide window; 1: as 0,
 * but if `isFirst` with two, and the wide window.
 */
export function decodeGrid(polarity: f32, depth: i32, isFirst: bool): bool {
  const colour = rgba !== 0;
  const widens = depth > 1 || (depth === 1 && isFirst);
  const ways = depth > 1 ? 4 : widens ? 2 : 1;
  for (let way = 0; way < ways; way++) {
    const spread: f32 = way === 1 ? 0.3 : way === 2 ? 0.08 : 0.2;
    const radius = way === 0 ? 4 : way === 1 ? 3 : way === 2 ? 6 : 2;
    sampleModules(spread, radius, colour);
    copySamples(polarity);
    if (readSoftModules()) return true;
    trainEqualizer(polarity, colour, false, false);
    if (readSoftModules()) return true;
    trainEqualizer(polarity, colour, false, true);
    if (readSoftModules()) return true;
    if (depth < 2 && maxFormatScore < MIN_FAST_FORMAT_SCORE) return false;
    if (widens) {
      for (let round = 0; round < WIDE_ROUNDS; round++) {
        trainEqualizer(polarity, colour, true, true);
        if (readSoftModules()) return true;
      }
    }
  }
  const known = readWithKnownText(true);
  forgetPilots();
  return known;
}
