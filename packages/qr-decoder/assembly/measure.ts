// The reader for measurements: it decodes, and exports the grid of the last code.
import { softModules } from './decode';
import { refineOnDots, refitToDotAlignment } from './dotted-grid';
import { layOutDots, MAX_DOTTED_VERSION, MIN_DOTTED_VERSION } from './dotted-patterns';
import { finderAt } from './finder';
import { rankTriples, tripleAt, tripleCount } from './finder-triples';
import { bestFormat, maskOf } from './format';
import {
  estimateDimension,
  finderTripleScore,
  fitGrid,
  gridIsInside,
  meanModule,
  perspectiveU,
  perspectiveV,
  refineGrid,
  setPerspective,
} from './grid';
import { mapX, mapY, projection } from './homography';
import { matchScore, setVersion, size, version } from './known-patterns';
import { fitDotTiming } from './perspective';
import { grayAt } from './picture';
import { softAt } from './soft-modules';
import { SIDE_OFFSET, SIDE_STEP } from './symbol';

export * from './index';
export { grayAt, mapX, mapY, softModules };

/** Mask of the format word found last. */
export function lastMask(): i32 {
  return maskOf(bestFormat);
}

/** Size of the projection, bytes. */
const PROJECTION_BYTES = 32;
const KEPT = memory.data(32);

/** Mean gray of light modules minus that of dark modules, at their centres. */
function moduleContrast(): f32 {
  let light: f32 = 0;
  let dark: f32 = 0;
  let lights: f32 = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const u = <f32>column + 0.5;
      const v = <f32>row + 0.5;
      const gray = grayAt(mapX(u, v), mapY(u, v));
      if (softAt(column, row, false) > 0) {
        light += gray;
        lights += 1;
      } else dark += gray;
    }
  return light / max<f32>(lights, 1) - dark / max<f32>(<f32>(size * size) - lights, 1);
}

/**
 * After a success: refines the grid on dots if this raises their contrast. A decodable grid may be offset
 * from small dots.
 */
export function settleGrid(): void {
  if (version < MIN_DOTTED_VERSION || version > MAX_DOTTED_VERSION) return;
  const grid = changetype<usize>(projection);
  memory.copy(KEPT, grid, PROJECTION_BYTES);
  const before = moduleContrast();
  layOutDots();
  refitToDotAlignment(1);
  refineOnDots(meanModule(), -1);
  if (moduleContrast() < before * 1.01) memory.copy(grid, KEPT, PROJECTION_BYTES);
}

const MAX_TRIPLES = 6;
/** Minimum scores of a code, as in the readers. */
const MIN_TRIPLE_SCORE: f32 = 0.4;
const MIN_SCORE: f32 = 0.6;

/** Fits a grid through detected finder patterns without decoding; returns its version, or 0. */
export function layGrid(): i32 {
  rankTriples(40);
  for (let t = 0; t < min(tripleCount(), MAX_TRIPLES); t++) {
    const triple = tripleAt(t);
    const a = finderAt(triple.corner);
    const b = finderAt(triple.right);
    const c = finderAt(triple.below);
    if (!a.isDark) continue;
    const dimension = estimateDimension(a.x, a.y, b.x, b.y, c.x, c.y, a.module, b.module, c.module, 1);
    if (dimension < 19 || dimension > 64 || finderTripleScore(1) < MIN_TRIPLE_SCORE) continue;
    const laid = layVersion(<i32>Mathf.floor((dimension - SIDE_OFFSET) / SIDE_STEP + 0.5));
    if (laid > 0) return laid;
  }
  return 0;
}

/** Fits a square or dotted grid of the best version within 1 of `expected`; returns the version, or 0. */
function layVersion(expected: i32): i32 {
  const u = perspectiveU();
  const v = perspectiveV();
  let best: f32 = MIN_SCORE;
  let found = 0;
  let dotted = false;
  for (let candidate = max(1, expected - 1); candidate <= expected + 1; candidate++) {
    setVersion(candidate);
    setPerspective(u, v);
    let squares: f32 = -1;
    if (fitGrid(false) && gridIsInside()) squares = matchScore(1, false);
    let dots: f32 = -1;
    if (candidate >= MIN_DOTTED_VERSION && candidate <= MAX_DOTTED_VERSION) dots = fitDotTiming();
    if (max(squares, dots) <= best) continue;
    best = max(squares, dots);
    found = candidate;
    dotted = dots > squares;
  }
  setPerspective(u, v);
  if (found === 0) return 0;
  setVersion(found);
  if (dotted) {
    if (fitDotTiming() < 0) return 0;
    layOutDots();
    refitToDotAlignment(1.5);
    refineOnDots(meanModule(), -1);
  } else if (!fitGrid(false) || refineGrid(1, 14, MIN_SCORE) < MIN_SCORE) return 0;
  return found;
}
