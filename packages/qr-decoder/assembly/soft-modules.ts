// The soft value of each module: its sign is light (positive) or dark, its absolute value the confidence.
import { cellsPerRow } from './function-patterns';
import { F32Buffer } from './memory';

/** Rows of `cellsPerRow` modules, the margin included. */
export const SOFT = changetype<F32Buffer>(memory.data(128164));

/** The module at (column, row) of the code, or of the mirrored code. */
export function softAt(column: i32, row: i32, mirrored: bool): f32 {
  return mirrored ? SOFT[(column + 1) * cellsPerRow + row + 1] : SOFT[(row + 1) * cellsPerRow + column + 1];
}
