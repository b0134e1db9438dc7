// Locates the last alignment pattern by correlation and corrects the perspective of the grid with it.
import { setFarPoint } from './grid';
import { mapX, mapY } from './homography';
import { size, version } from './known-patterns';
import { grayAt } from './picture';

/** Minimum correlation of an alignment pattern. */
const MIN_CORRELATION: f32 = 0.55;
/** Subtracted from the correlation for each module of distance from the expected centre. */
const DISTANCE_PENALTY: f32 = 0.015;

/** Correlation (-1…1) with a 5×5 alignment pattern around module coordinates (u, v). */
function alignmentCorrelation(u: f32, v: f32, polarity: f32): f32 {
  let sum: f32 = 0;
  let squares: f32 = 0;
  let signed: f32 = 0;
  for (let j = -2; j <= 2; j++)
    for (let i = -2; i <= 2; i++) {
      const value = grayAt(mapX(u + <f32>i, v + <f32>j), mapY(u + <f32>i, v + <f32>j));
      sum += value;
      squares += value * value;
      if (max(abs(i), abs(j)) === 1) signed += value;
      else signed -= value;
    }
  // 8 of the 25 modules are light, 17 dark: the mean sign is -9/25.
  const mean = sum / 25;
  const variance = max<f32>(squares / 25 - mean * mean, 4);
  const covariance = signed / 25 + (9.0 / 25) * mean;
  return (polarity * covariance) / sqrt(variance * (1 - 0.36 * 0.36));
}

/**
 * Searches for the last alignment pattern within `reach` modules of its expected centre and refits the grid
 * through it. Returns the highest correlation.
 */
export function alignToPattern(polarity: f32, reach: f32): f32 {
  if (version < 2) return 0;
  const centre = <f32>size - 6.5;
  let best: f32 = -1;
  let bestU: f32 = 0;
  let bestV: f32 = 0;
  for (let dv: f32 = -reach; dv <= reach; dv += 0.5)
    for (let du: f32 = -reach; du <= reach; du += 0.5) {
      const r =
        alignmentCorrelation(centre + du, centre + dv, polarity) - DISTANCE_PENALTY * (abs(du) + abs(dv));
      if (r > best) {
        best = r;
        bestU = du;
        bestV = dv;
      }
    }
  if (best < MIN_CORRELATION) return best;
  let step: f32 = 0.25;
  for (let k = 0; k < 2; k++) {
    const u = bestU;
    const v = bestV;
    for (let j = -1; j <= 1; j++)
      for (let i = -1; i <= 1; i++) {
        const r = alignmentCorrelation(centre + u + step * <f32>i, centre + v + step * <f32>j, polarity);
        if (r > best) {
          best = r;
          bestU = u + step * <f32>i;
          bestV = v + step * <f32>j;
        }
      }
    step *= 0.5;
  }
  setFarPoint(centre, centre, mapX(centre + bestU, centre + bestV), mapY(centre + bestU, centre + bestV));
  return best;
}
