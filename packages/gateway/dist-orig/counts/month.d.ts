/** Months of the calendar (`yyyy-mm`) in the time zone of an institution. */
/** A closed month is kept this long, months. */
export declare const KEPT_MONTHS = 13;
export declare const isMonth: (text: string) => boolean;
export declare function monthOf(atMs: number, timeZone: string): string;
/** Whole months from one month to a later one. */
export declare const monthsBetween: (from: string, to: string) => number;
//# sourceMappingURL=month.d.ts.map