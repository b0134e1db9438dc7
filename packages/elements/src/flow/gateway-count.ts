/** Counts attestations with Goskan at the gateway (`POST /v1/counts`): benefit and outcome only. */
import type { Benefit, CheckEvent, CheckState } from '@cid-elements/core';
import { GATEWAY_DEADLINE_MS, postTo } from './gateway-call.js';
import { gatewayUrl } from './gateway-url.js';

/** The members of the element that counting needs. */
export interface CountingHost {
  readonly gateway?: string | null | undefined;
  readonly callerKey?: string | null | undefined;
  readonly check: { warn(what: string): void };
}

/** The outcome of Goskan in a state. A different face is neither. */
const outcomeIn = (state: CheckState): 'confirmed' | 'not-confirmed' | undefined =>
  state === 'attested' ? 'confirmed' : state === 'goskan-not-confirmed' ? 'not-confirmed' : undefined;

/**
 * Counts an attestation when its result is cleared, not when it is corrected. The request is not retried: a
 * request without response may have been counted, and a missing count does less harm than a double one.
 */
export async function countStep(
  { check, gateway, callerKey }: CountingHost,
  from: CheckState,
  event: CheckEvent,
  benefit: Benefit,
): Promise<void> {
  const url = gatewayUrl(gateway ?? '');
  if (!gateway || !url) return check.warn('counts nothing: `count` needs a safe `gateway`.');
  const outcome = outcomeIn(from);
  if (!outcome || event === 'correct' || benefit === 'disability') return;
  const call = new AbortController();
  const timer = setTimeout(() => call.abort(), GATEWAY_DEADLINE_MS);
  try {
    const { status } = await postTo({
      gateway: url,
      path: 'v1/counts',
      body: { benefit, outcome },
      callerKey: callerKey ?? undefined,
      signal: call.signal,
      // Closing the page also clears a result.
      keepalive: true,
    });
    if (status !== 204) check.warn(`could not count: its gateway answered ${status}.`);
  } catch {
    check.warn('could not count: its gateway did not answer.');
  } finally {
    clearTimeout(timer);
  }
}
