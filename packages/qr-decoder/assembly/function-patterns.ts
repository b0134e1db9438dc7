// Modules with a known value (function patterns), and modules that carry no data.
import { size, version } from './known-patterns';
import { U8Buffer } from './memory';
import { alignmentCentre, alignmentCount, finderCellIsDark, hasAlignment } from './symbol';

/** Bits of a cell. */
export const IS_LIGHT = 1;
export const IS_DARK = 2;
/** The module carries no data: a function pattern, format or version information, or the margin. */
export const CARRIES_NO_DATA = 4;
/** (size + 2)² cells, including a margin of one module; 179² at most. */
const CELLS = changetype<U8Buffer>(memory.data(32041));
let preparedVersion = 0;

/** Cells a row: `size` + 2. */
export let cellsPerRow = 0;

/** The bits of the cell at index `row * cellsPerRow + column`, the margin included. */
export function cellKind(index: i32): i32 {
  return CELLS[index];
}

function setCell(column: i32, row: i32, kind: i32): void {
  if (column < -1 || row < -1 || column > size || row > size) return;
  CELLS[(row + 1) * cellsPerRow + column + 1] = <u8>kind;
}

function setKnown(column: i32, row: i32, dark: bool): void {
  setCell(column, row, CARRIES_NO_DATA | (dark ? IS_DARK : IS_LIGHT));
}

function layOutFinders(): void {
  for (let f = 0; f < 3; f++) {
    const left = f === 1 ? size - 8 : -1;
    const top = f === 2 ? size - 8 : -1;
    for (let j = 0; j < 9; j++)
      for (let i = 0; i < 9; i++) {
        const column = left + i;
        const row = top + j;
        if (column < 0 || row < 0 || column >= size || row >= size) continue;
        setKnown(column, row, finderCellIsDark(i, j));
      }
  }
}

function layOutAlignment(): void {
  const count = alignmentCount(version);
  for (let b = 0; b < count; b++)
    for (let a = 0; a < count; a++) {
      if (!hasAlignment(a, b, count)) continue;
      const column = alignmentCentre(version, a);
      const row = alignmentCentre(version, b);
      for (let j = -2; j <= 2; j++)
        for (let i = -2; i <= 2; i++) setKnown(column + i, row + j, max(abs(i), abs(j)) !== 1);
    }
}

function reserveFormatAndVersion(): void {
  for (let i = 0; i < 9; i++) {
    if (i === 6) continue;
    setCell(i, 8, CARRIES_NO_DATA);
    setCell(8, i, CARRIES_NO_DATA);
  }
  for (let i = 0; i < 8; i++) {
    setCell(size - 1 - i, 8, CARRIES_NO_DATA);
    setCell(8, size - 1 - i, CARRIES_NO_DATA);
  }
  setKnown(8, size - 8, true);
  if (version >= 7)
    for (let j = 0; j < 6; j++)
      for (let i = 0; i < 3; i++) {
        setCell(j, size - 11 + i, CARRIES_NO_DATA);
        setCell(size - 11 + i, j, CARRIES_NO_DATA);
      }
}

/** Prepares the cells of the current version. */
export function layOutFunctionPatterns(): void {
  cellsPerRow = size + 2;
  if (preparedVersion === version) return;
  preparedVersion = version;
  memory.fill(changetype<usize>(CELLS), 0, cellsPerRow * cellsPerRow);
  for (let i = -1; i <= size; i++) {
    setCell(i, -1, CARRIES_NO_DATA);
    setCell(i, size, CARRIES_NO_DATA);
    setCell(-1, i, CARRIES_NO_DATA);
    setCell(size, i, CARRIES_NO_DATA);
  }
  for (let i = 8; i < size - 8; i++) {
    setKnown(i, 6, (i & 1) === 0);
    setKnown(6, i, (i & 1) === 0);
  }
  layOutAlignment();
  layOutFinders();
  reserveFormatAndVersion();
}
