/** Months of the calendar (`yyyy-mm`) in the time zone of an institution. */

/** How many months a closed month is kept. */
export const KEPT_MONTHS = 13;

export const isMonth = (text: string): boolean => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text);

export function monthOf(atMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(
    atMs,
  );
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}`;
}

const index = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

/** Whole months from one month to a later one. */
export const monthsBetween = (from: string, to: string): number => index(to) - index(from);
