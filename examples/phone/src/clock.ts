/**
 * The server's time, from the `Date` header of its responses, because the clock of a phone can be wrong by
 * minutes.
 */

/** `Date` has a resolution of one second, so smaller differences are ignored, ms. */
const EXACT_MS = 1_500;

let offset = 0;

/** Server time, ms since 1970. */
export const now = (): number => Date.now() + offset;

/** Requests the server's time. Without a response the phone's clock is used. */
export async function setClock(): Promise<void> {
  const asked = Date.now();
  try {
    const { headers } = await fetch('/healthz', { method: 'HEAD', cache: 'no-store' });
    const date = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(date)) return;
    const difference = date + 500 - (asked + Date.now()) / 2;
    offset = Math.abs(difference) < EXACT_MS ? 0 : Math.round(difference);
  } catch {
    // No correction without a server.
  }
}
