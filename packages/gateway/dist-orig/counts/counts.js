import { isMonth, KEPT_MONTHS, monthOf, monthsBetween } from './month.js';
import { buildReport, COUNTED_BENEFITS, NO_BRANCH, reportSchema, } from './report.js';
const DAY_MS = 86_400_000;
/** A published month outlives its counters a little, so that nothing is ever rounded twice. */
const FROZEN_TTL_MS = (KEPT_MONTHS + 2) * 31 * DAY_MS;
/** Why there is no report. */
export class CountsError extends Error {
    problem;
    constructor(problem) {
        super(problem);
        this.problem = problem;
        this.name = 'CountsError';
    }
}
const cellName = (institution, { branch, benefit, verifier, outcome }) => [institution, branch, benefit, verifier, outcome].join('/');
export function createCounts({ store, institution, verifiers, now = Date.now }) {
    let prunedIn = '';
    /** Drops what is older than {@link KEPT_MONTHS}, once a month and process. */
    async function prune(month) {
        if (prunedIn === month)
            return;
        for (const old of await store.months()) {
            if (monthsBetween(old, month) > KEPT_MONTHS)
                await store.dropMonth(old);
        }
        prunedIn = month;
    }
    return {
        async record({ institution: id, branch = NO_BRANCH, ...rest }) {
            const known = institution(id);
            if (known === undefined || !COUNTED_BENEFITS.includes(rest.benefit))
                return;
            const month = monthOf(now(), known.timeZone);
            const place = known.branches.some((one) => one.id === branch) ? branch : NO_BRANCH;
            await store.add(month, cellName(id, { ...rest, branch: place }), 1);
            // A fault while tidying up must not look as if nothing was written.
            await prune(month).catch(() => { });
        },
        async report(month, id) {
            if (!isMonth(month))
                throw new CountsError('not-a-month');
            const known = institution(id);
            if (known === undefined)
                throw new CountsError('unknown-institution');
            const age = monthsBetween(month, monthOf(now(), known.timeZone));
            if (age <= 0)
                throw new CountsError('open');
            if (age > KEPT_MONTHS)
                throw new CountsError('too-old');
            const key = `counts:${month}/${id}`;
            const frozen = await store.get(key);
            if (frozen !== undefined)
                return reportSchema.parse(JSON.parse(frozen));
            const cells = await store.cells(month);
            const fresh = buildReport(month, known, verifiers, (cell) => {
                if (cell.branch !== NO_BRANCH)
                    return cells.get(cellName(id, cell)) ?? 0;
                // Also what was counted for a branch that the settings no longer have.
                const named = new Set(known.branches.map((one) => one.id));
                let sum = 0;
                for (const [name, count] of cells) {
                    const [owner, branch = '', ...rest] = name.split('/');
                    if (owner === id &&
                        !named.has(branch) &&
                        rest.join('/') === cellName(id, cell).split('/').slice(2).join('/'))
                        sum += count;
                }
                return sum;
            });
            if (await store.set(key, JSON.stringify(fresh), { ttlMs: FROZEN_TTL_MS, ifAbsent: true }))
                return fresh;
            const first = await store.get(key);
            return first === undefined ? fresh : reportSchema.parse(JSON.parse(first));
        },
    };
}
//# sourceMappingURL=counts.js.map