/**
 * Statistical disclosure control for the published counts. Small numbers can identify people: the only
 * student in a village library in March is one person. Every number is rounded independently, and a total
 * from which a small number could be calculated by subtraction is rounded in the other direction.
 */
export const STEP = 5;

/**
 * `few`: fewer than {@link STEP}. `withheld`: a suppressed total, because it would reveal one of its parts.
 */
export type Published = number | 'few' | 'withheld';

export const publish = (count: number): number | 'few' =>
  count < STEP ? 'few' : Math.round(count / STEP) * STEP;

interface Range {
  min: number;
  max: number;
}

/** The exact values that one published number allows. */
const rangeOf = (shown: number | 'few'): Range =>
  shown === 'few'
    ? { min: 0, max: STEP - 1 }
    : { min: Math.max(shown - Math.floor(STEP / 2), STEP), max: shown + Math.floor(STEP / 2) };

/** A small number must keep at least this many possible values. */
export const MIN_POSSIBLE_VALUES = 3;

export interface Total {
  readonly key: string;
  /** Indices of the cells that it adds up. */
  readonly cells: readonly number[];
}

/** `whole` is the sum of `parts`. All are indices of {@link Range}s. */
interface Equation {
  readonly whole: number;
  readonly parts: readonly number[];
}

const NO_RANGE: Range = { min: 0, max: 0 };

/** Constraint propagation: narrows the ranges by the equations until nothing changes. */
function propagate(ranges: Range[], equations: readonly Equation[]): void {
  let changed = false;
  const limit = (range: Range, min: number, max: number): void => {
    if (min > range.min || max < range.max) changed = true;
    range.min = Math.max(range.min, min);
    range.max = Math.min(range.max, max);
  };
  do {
    changed = false;
    for (const { whole, parts } of equations) {
      const sum = ranges[whole] ?? NO_RANGE;
      const addends = parts.map((part) => ranges[part] ?? NO_RANGE);
      const min = addends.reduce((total, part) => total + part.min, 0);
      const max = addends.reduce((total, part) => total + part.max, 0);
      limit(sum, min, max);
      // Copied before this pass; narrower ranges are used in the next pass.
      for (const part of addends.map((range) => ({ range, min: range.min, max: range.max }))) {
        limit(part.range, sum.min - (max - part.max), sum.max - (min - part.min));
      }
    }
  } while (changed);
}

/**
 * The published values to try, nearest first. A total may only move to a neighbouring step: other totals are
 * rounded to the same values, so the value itself does not reveal that it was moved.
 */
function choices(exact: number): (number | 'few')[] {
  const nearest = publish(exact);
  if (nearest === 'few') return [nearest];
  const neighbours = exact < nearest ? [nearest - STEP, nearest + STEP] : [nearest + STEP, nearest - STEP];
  return [nearest, ...neighbours.filter((shown) => shown >= STEP)];
}

/**
 * Publishes cells and their totals. If a total, together with the totals before it, leaves a small cell with
 * fewer than {@link MIN_POSSIBLE_VALUES} possible values, it is rounded in the other direction, and withheld
 * if that is not enough.
 * @param partitions lists of totals whose sum is the first total.
 */
export function publishTable(
  counts: readonly number[],
  totals: readonly Total[],
  partitions: readonly (readonly string[])[] = [],
): { readonly cells: readonly (number | 'few')[]; readonly totals: ReadonlyMap<string, Published> } {
  const cells = counts.map(publish);
  const indexOf = (key: string): number => counts.length + totals.findIndex((total) => total.key === key);
  const equations: Equation[] = [
    ...totals.map((total, index) => ({ whole: counts.length + index, parts: total.cells })),
    ...partitions.map((keys) => ({ whole: counts.length, parts: keys.map(indexOf) })),
  ];
  const published = new Map<string, Published>();
  const revealsSmallCell = (): boolean => {
    const ranges = [
      ...cells.map(rangeOf),
      ...totals.map(({ key }) => {
        const shown = published.get(key) ?? 'withheld';
        // Large enough to be no constraint, and small enough for exact integer arithmetic.
        return shown === 'withheld' ? { min: 0, max: Number.MAX_SAFE_INTEGER / 4 } : rangeOf(shown);
      }),
    ];
    propagate(ranges, equations);
    return cells.some((shown, index) => {
      const { min, max } = ranges[index] ?? NO_RANGE;
      return shown === 'few' && max - min + 1 < MIN_POSSIBLE_VALUES;
    });
  };
  for (const total of totals) {
    const exact = total.cells.reduce((sum, cell) => sum + (counts[cell] ?? 0), 0);
    for (const shown of [...choices(exact), 'withheld' as const]) {
      published.set(total.key, shown);
      if (!revealsSmallCell()) break;
    }
  }
  return { cells, totals: published };
}
