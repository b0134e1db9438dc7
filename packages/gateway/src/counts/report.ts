/** The published counts of one institution and month: rounded, complete and never changed. */
import { BENEFITS, type Benefit } from '@cid-elements/core';
import { z } from 'zod';
import { publishTable, type Total } from './rounding.js';

/** Disability is never counted: it is health data. */
export const COUNTED_BENEFITS: readonly Benefit[] = BENEFITS.filter((benefit) => benefit !== 'disability');
export const COUNTED_VERIFIERS = ['max', 'staff'] as const;
export const COUNTED_OUTCOMES = ['confirmed', 'not-confirmed'] as const;
export type CountedVerifier = (typeof COUNTED_VERIFIERS)[number];
export type CountedOutcome = (typeof COUNTED_OUTCOMES)[number];

/** The branch of callers that belong to no branch. */
export const NO_BRANCH = '';

export interface Cell {
  readonly branch: string;
  readonly benefit: Benefit;
  readonly verifier: CountedVerifier;
  readonly outcome: CountedOutcome;
}

const published = z.union([z.int().min(5).multipleOf(5), z.enum(['few', 'withheld'])]);
const label = z.object({ id: z.string(), name: z.string() });

export const reportSchema = z.object({
  month: z.string(),
  timeZone: z.string(),
  institution: label,
  rows: z.array(
    z.object({
      branch: label,
      benefit: z.enum(BENEFITS),
      verifier: z.enum(COUNTED_VERIFIERS),
      outcome: z.enum(COUNTED_OUTCOMES),
      count: published,
    }),
  ),
  byBenefit: z.array(z.object({ benefit: z.enum(BENEFITS), count: published })),
  byBranch: z.array(z.object({ branch: label, count: published })),
  total: published,
});
export type Report = z.infer<typeof reportSchema>;

/** The fields of an institution that determine its report. */
export interface CountedInstitution {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly benefits: readonly Benefit[];
  readonly branches: readonly { readonly id: string; readonly name: string }[];
}

/**
 * Builds the report. The rows come from the settings, not from the data: a row that appears with its first
 * check would reveal that there was one.
 * @param verifiers the counted ways.
 * @param count returns the exact number of a cell.
 */
export function buildReport(
  month: string,
  institution: CountedInstitution,
  verifiers: readonly CountedVerifier[],
  count: (cell: Cell) => number,
): Report {
  const benefits = COUNTED_BENEFITS.filter((benefit) => institution.benefits.includes(benefit));
  const branches = [
    ...institution.branches.map(({ id, name }) => ({ id, name })),
    { id: NO_BRANCH, name: '' },
  ];
  const cells = branches.flatMap((branch) =>
    benefits.flatMap((benefit) =>
      verifiers.flatMap((verifier) =>
        COUNTED_OUTCOMES.map((outcome) => ({ branch, benefit, verifier, outcome })),
      ),
    ),
  );
  const where = (test: (cell: (typeof cells)[number]) => boolean): number[] =>
    cells.flatMap((cell, index) => (test(cell) ? [index] : []));
  const totals: Total[] = [
    { key: 'total', cells: where(() => true) },
    ...benefits.map((one) => ({ key: `benefit ${one}`, cells: where(({ benefit }) => benefit === one) })),
    ...branches.map((one) => ({
      key: `branch ${one.id}`,
      cells: where(({ branch }) => branch.id === one.id),
    })),
  ];
  const exact = cells.map(({ branch, ...rest }) => count({ ...rest, branch: branch.id }));
  const table = publishTable(exact, totals, [
    benefits.map((one) => `benefit ${one}`),
    branches.map((one) => `branch ${one.id}`),
  ]);
  const totalOf = (key: string) => table.totals.get(key) ?? 'withheld';
  return {
    month,
    timeZone: institution.timeZone,
    institution: { id: institution.id, name: institution.name },
    rows: cells.map((cell, index) => ({ ...cell, count: table.cells[index] ?? 'few' })),
    byBenefit: benefits.map((benefit) => ({ benefit, count: totalOf(`benefit ${benefit}`) })),
    byBranch: branches.map((branch) => ({ branch, count: totalOf(`branch ${branch.id}`) })),
    total: totalOf('total'),
  };
}
