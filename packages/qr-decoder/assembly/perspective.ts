// Fits the perspective of a grid through three finder patterns to its timing patterns.
import { dotTimingScore } from './dotted-patterns';
import { fitGrid, gridIsInside, perspectiveU, perspectiveV, setPerspective } from './grid';
import { timingScore } from './known-patterns';

/** Steps in both directions of the search for the growth along a side: coarse around 1, then fine. */
const GROWTH_STEPS = 4;
const COARSE_GROWTH_STEP: f32 = 0.06;
const FINE_GROWTH_STEP: f32 = 0.02;
/** Early exit: minimum timing score after the coarse search. */
const MIN_COARSE_SCORE: f32 = 0.2;

/** Polarity of squares, or 0 for dots. */
let squarePolarity: f32 = 0;

/** Sets the growth along one side to the one with the best timing score; returns the score. */
function fitGrowth(vertical: bool, middle: f32, step: f32): f32 {
  const u = perspectiveU();
  const v = perspectiveV();
  let best: f32 = -1;
  let growth = vertical ? v : u;
  for (let k = -GROWTH_STEPS; k <= GROWTH_STEPS; k++) {
    const candidate = middle * (1 + <f32>k * step);
    setPerspective(vertical ? u : candidate, vertical ? candidate : v);
    if (!fitGrid(false) || !gridIsInside()) continue;
    const score = squarePolarity === 0 ? dotTimingScore(vertical) : timingScore(squarePolarity, vertical);
    if (score > best) {
      best = score;
      growth = candidate;
    }
  }
  setPerspective(vertical ? u : growth, vertical ? growth : v);
  return best;
}

function fitBothSides(): f32 {
  let u = fitGrowth(false, 1, COARSE_GROWTH_STEP);
  let v = fitGrowth(true, 1, COARSE_GROWTH_STEP);
  if (min(u, v) > MIN_COARSE_SCORE) {
    u = fitGrowth(false, perspectiveU(), FINE_GROWTH_STEP);
    v = fitGrowth(true, perspectiveV(), FINE_GROWTH_STEP);
  }
  return fitGrid(false) ? min(u, v) : -1;
}

/** Fits the perspective to the timing patterns of both sides; returns the lower score, -1…1. */
export function fitTiming(polarity: f32): f32 {
  squarePolarity = polarity;
  return fitBothSides();
}

/** The same for a dotted code. */
export function fitDotTiming(): f32 {
  squarePolarity = 0;
  return fitBothSides();
}
