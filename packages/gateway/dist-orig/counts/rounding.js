/**
 * What may be published of a number of checks. Small numbers in a small place name people: a student who came to the
 * village library in March is one person. Every number is rounded by itself, and a total that would give a small number
 * away by subtraction is rounded to the other side.
 */
export const STEP = 5;
export const publish = (count) => count < STEP ? 'few' : Math.round(count / STEP) * STEP;
/** What a reader can conclude from one published number alone. */
const rangeOf = (shown) => shown === 'few'
    ? { min: 0, max: STEP - 1 }
    : { min: Math.max(shown - Math.floor(STEP / 2), STEP), max: shown + Math.floor(STEP / 2) };
/** A small number stays uncertain among at least this many values. */
export const MIN_POSSIBLE_VALUES = 3;
const NO_RANGE = { min: 0, max: 0 };
/** Narrows every range to what is consistent with the equations, until nothing moves. */
function propagate(ranges, equations) {
    let moved = false;
    const limit = (range, min, max) => {
        if (min > range.min || max < range.max)
            moved = true;
        range.min = Math.max(range.min, min);
        range.max = Math.min(range.max, max);
    };
    do {
        moved = false;
        for (const { whole, parts } of equations) {
            const sum = ranges[whole] ?? NO_RANGE;
            const addends = parts.map((part) => ranges[part] ?? NO_RANGE);
            const min = addends.reduce((total, part) => total + part.min, 0);
            const max = addends.reduce((total, part) => total + part.max, 0);
            limit(sum, min, max);
            // From the sums before this pass: narrower ones are seen by the next.
            for (const part of addends.map((range) => ({ range, min: range.min, max: range.max }))) {
                limit(part.range, sum.min - (max - part.max), sum.max - (min - part.min));
            }
        }
    } while (moved);
}
/**
 * The ways to publish a total, the nearest first. Leaving the nearest out silently would itself tell what it was; a
 * neighbour is what other tables are published as, too.
 */
function choices(exact) {
    const nearest = publish(exact);
    if (nearest === 'few')
        return [nearest];
    const neighbours = exact < nearest ? [nearest - STEP, nearest + STEP] : [nearest + STEP, nearest - STEP];
    return [nearest, ...neighbours.filter((shown) => shown >= STEP)];
}
/**
 * Publishes cells and their totals. A total that, together with those before it, would leave a small cell with fewer
 * than {@link MIN_POSSIBLE_VALUES} possible values is rounded to the other side; if that helps nothing, it is withheld.
 * @param partitions lists of totals that together are the first total.
 */
export function publishTable(counts, totals, partitions = []) {
    const cells = counts.map(publish);
    const indexOf = (key) => counts.length + totals.findIndex((total) => total.key === key);
    const equations = [
        ...totals.map((total, index) => ({ whole: counts.length + index, parts: total.cells })),
        ...partitions.map((keys) => ({ whole: counts.length, parts: keys.map(indexOf) })),
    ];
    const published = new Map();
    const givesAway = () => {
        const ranges = [
            ...cells.map(rangeOf),
            ...totals.map(({ key }) => {
                const shown = published.get(key) ?? 'withheld';
                // Subtraction needs a number that is far too large, not an infinite one.
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
        for (const shown of [...choices(exact), 'withheld']) {
            published.set(total.key, shown);
            if (!givesAway())
                break;
        }
    }
    return { cells, totals: published };
}
//# sourceMappingURL=rounding.js.map