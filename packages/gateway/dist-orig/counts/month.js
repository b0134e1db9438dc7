/** Months of the calendar (`yyyy-mm`) in the time zone of an institution. */
/** A closed month is kept this long, months. */
export const KEPT_MONTHS = 13;
export const isMonth = (text) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text);
export function monthOf(atMs, timeZone) {
    const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(atMs);
    const part = (type) => parts.find((one) => one.type === type)?.value ?? '';
    return `${part('year').padStart(4, '0')}-${part('month')}`;
}
const index = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
/** Whole months from one month to a later one. */
export const monthsBetween = (from, to) => index(to) - index(from);
//# sourceMappingURL=month.js.map