/** Tells the gateway of attestations with Goskan (`POST /v1/counts`): a benefit and an outcome, nothing else. */
import type { Benefit, CheckEvent, CheckState } from '@cid-elements/core';
import { GATEWAY_DEADLINE_MS, postTo } from './gateway-call.js';
import { gatewayUrl } from './gateway-url.js';

/** The element that counts, as far as counting needs it. */
export interface CountingHost {
  readonly gateway?: string | null | undefined;
  readonly callerKey?: string | null | undefined;
  readonly check: { warn(what: string): void };
}

/** The outcome of Goskan that a state shows. A face that differed is neither. */
const outcomeIn = (state: CheckState): 'confirmed' | 'not-confirmed' | undefined =>
  state === 'attested' ? 'confirmed' : state === 'goskan-not-confirmed' ? 'not-confirmed' : undefined;

/**
 * Counts an attestation when its result is left; a result that is corrected is not counted. The gateway is asked once: a
 * call without an answer may have been counted, and a missing count does less harm than a double one.
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
      // A result is also cleared by closing the page.
      keepalive: true,
    });
    if (status !== 204) check.warn(`could not count: its gateway answered ${status}.`);
  } catch {
    check.warn('could not count: its gateway did not answer.');
  } finally {
    clearTimeout(timer);
  }
}
