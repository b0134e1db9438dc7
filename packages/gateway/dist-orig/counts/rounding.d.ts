/**
 * What may be published of a number of checks. Small numbers in a small place name people: a student who came to the
 * village library in March is one person. Every number is rounded by itself, and a total that would give a small number
 * away by subtraction is rounded to the other side.
 */
export declare const STEP = 5;
/** `few`: fewer than {@link STEP}. `withheld`: a total that would give one of its parts away. */
export type Published = number | 'few' | 'withheld';
export declare const publish: (count: number) => number | 'few';
/** A small number stays uncertain among at least this many values. */
export declare const MIN_POSSIBLE_VALUES = 3;
export interface Total {
    readonly key: string;
    /** Indices of the cells it adds up. */
    readonly cells: readonly number[];
}
/**
 * Publishes cells and their totals. A total that, together with those before it, would leave a small cell with fewer
 * than {@link MIN_POSSIBLE_VALUES} possible values is rounded to the other side; if that helps nothing, it is withheld.
 * @param partitions lists of totals that together are the first total.
 */
export declare function publishTable(counts: readonly number[], totals: readonly Total[], partitions?: readonly (readonly string[])[]): {
    readonly cells: readonly (number | 'few')[];
    readonly totals: ReadonlyMap<string, Published>;
};
//# sourceMappingURL=rounding.d.ts.map