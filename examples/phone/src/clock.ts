/** The server's clock, read from the `Date` header of its answers: a phone's own may be wrong by minutes. */

/** `Date` counts whole seconds; a difference this small (ms) is no difference. */
const EXACT_MS = 1_500;

let offset = 0;

/** ms since the epoch, as the server has it. */
export const now = (): number => Date.now() + offset;

/** Asks the server; without an answer the phone's own clock goes on. */
export async function setClock(): Promise<void> {
  const asked = Date.now();
  try {
    const { headers } = await fetch('/healthz', { method: 'HEAD', cache: 'no-store' });
    const date = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(date)) return;
    const difference = date + 500 - (asked + Date.now()) / 2;
    offset = Math.abs(difference) < EXACT_MS ? 0 : Math.round(difference);
  } catch {
    // No server, no correction.
  }
}
