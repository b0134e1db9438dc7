/**
 * Calendar reminder of the expiry of a power of attorney (RFC 5545): two all-day events without personal
 * data.
 */

/** Days from a reminder to the last day. */
const REMINDER_DAYS = [30, 3] as const;

const DAY_MS = 86_400_000;

const icsDate = (time: number): string => new Date(time).toISOString().slice(0, 10).replaceAll('-', '');

/** Escapes a text value (RFC 5545, 3.3.11). */
const icsText = (text: string): string =>
  text.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\r?\n/g, '\\n');

/** Folds lines longer than 75 bytes (RFC 5545, 3.1). */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let out = '';
  let bytes = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (bytes + size > 75) {
      out += '\r\n ';
      bytes = 1;
    }
    out += character;
    bytes += size;
  }
  return out;
}

export interface ReminderTexts {
  readonly summary: string;
  readonly description: string;
}

/**
 * @param until last day, yyyy-mm-dd.
 * @param now time stamp of the file, ms since the epoch.
 */
export function attorneyReminder(until: string, texts: ReminderTexts, now: number): string {
  const last = Date.parse(until);
  const stamp = `${new Date(now).toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '')}Z`;
  const events = REMINDER_DAYS.flatMap((days) => {
    const day = last - days * DAY_MS;
    return [
      'BEGIN:VEVENT',
      `UID:cid-attorney-${until}-${days}@cid-elements.invalid`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${icsDate(day)}`,
      `DTEND;VALUE=DATE:${icsDate(day + DAY_MS)}`,
      `SUMMARY:${icsText(texts.summary)}`,
      `DESCRIPTION:${icsText(texts.description)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ];
  });
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//cid-elements//cid-attorney//RU',
    ...events,
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');
}
