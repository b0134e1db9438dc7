/** The counts of one institution and month as they are published: rounded, complete, and the same for ever. */
import { BENEFITS } from '@cid-elements/core';
import { z } from 'zod';
import { publishTable } from './rounding.js';
/** A disability is counted nowhere. */
export const COUNTED_BENEFITS = BENEFITS.filter((benefit) => benefit !== 'disability');
export const COUNTED_VERIFIERS = ['max', 'staff'];
export const COUNTED_OUTCOMES = ['confirmed', 'not-confirmed'];
/** The branch of callers that belong to none. */
export const NO_BRANCH = '';
const published = z.union([z.int().min(5).multipleOf(5), z.enum(['few', 'withheld'])]);
const label = z.object({ id: z.string(), name: z.string() });
export const reportSchema = z.object({
    month: z.string(),
    timeZone: z.string(),
    institution: label,
    rows: z.array(z.object({
        branch: label,
        benefit: z.enum(BENEFITS),
        verifier: z.enum(COUNTED_VERIFIERS),
        outcome: z.enum(COUNTED_OUTCOMES),
        count: published,
    })),
    byBenefit: z.array(z.object({ benefit: z.enum(BENEFITS), count: published })),
    byBranch: z.array(z.object({ branch: label, count: published })),
    total: published,
});
/**
 * Builds the report. The rows come from the settings, not from the data: a row that appeared only with its first
 * check would tell that somebody was there.
 * @param verifiers the ways that are counted here. @param count the exact number of a cell.
 */
export function buildReport(month, institution, verifiers, count) {
    const benefits = COUNTED_BENEFITS.filter((benefit) => institution.benefits.includes(benefit));
    const branches = [
        ...institution.branches.map(({ id, name }) => ({ id, name })),
        { id: NO_BRANCH, name: '' },
    ];
    const cells = branches.flatMap((branch) => benefits.flatMap((benefit) => verifiers.flatMap((verifier) => COUNTED_OUTCOMES.map((outcome) => ({ branch, benefit, verifier, outcome })))));
    const where = (test) => cells.flatMap((cell, index) => (test(cell) ? [index] : []));
    const totals = [
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
    const totalOf = (key) => table.totals.get(key) ?? 'withheld';
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
//# sourceMappingURL=report.js.map