/** Whether a text is a calendar date, yyyy-mm-dd. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(value);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** The notice is shown during this many days before the expiry of a power of attorney (4.1.2). */
export const ATTORNEY_NOTICE_DAYS = 30;

export type AttorneyState =
  | { readonly kind: 'missing' | 'invalid' | 'ended' | 'good' }
  | { readonly kind: 'ending'; readonly days: number };

/**
 * State of a power of attorney on a day (4.1.2).
 * @param until its last valid day, yyyy-mm-dd, from `attorney-until`.
 * @param today yyyy-mm-dd in the institution's time zone.
 */
export function attorneyState(until: string | undefined, today: string): AttorneyState {
  if (!until) return { kind: 'missing' };
  if (!isDate(until)) return { kind: 'invalid' };
  const days = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000);
  if (days < 0) return { kind: 'ended' };
  return days <= ATTORNEY_NOTICE_DAYS ? { kind: 'ending', days } : { kind: 'good' };
}

/** State of a power of attorney today in this time zone (default: the browser's). */
export function attorneyToday(until: string | undefined, timeZone?: string): AttorneyState {
  // The Swedish locale formats dates as yyyy-mm-dd.
  const today = new Intl.DateTimeFormat('sv', { timeZone }).format(new Date());
  return attorneyState(until, today);
}
