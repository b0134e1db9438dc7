import { type Reason, readAnswer, recognise } from '@cid-elements/core';
import { GATEWAY_DEADLINE_MS, postTo } from './gateway-call.js';
import { failed, type Verify, type VerifyAnswer } from './verify.js';

// Bundled into the same chunk, because a desk that counts has a gateway.
export { countStep } from './gateway-count.js';

export interface GatewayOptions {
  /** Absolute base URL of the gateway. */
  readonly gateway: string;
  readonly workstation: string;
  readonly codeHosts: readonly string[];
  /** Sent as `Authorization: Bearer`, if the page has a key. Usually the library's proxy adds it. */
  readonly callerKey?: string | undefined;
  /** At a training desk only a training gateway may answer. */
  readonly trainingOnly?: boolean;
}

const HTTP_REASONS: Readonly<Record<number, Reason>> = {
  400: 'misconfigured',
  401: 'misconfigured',
  403: 'misconfigured',
  404: 'misconfigured',
  405: 'misconfigured',
  415: 'misconfigured',
  429: 'rate-limited',
};

/** Maximum length of a receipt, characters. The gateway's receipts have about 500. */
const RECEIPT_MAX_LENGTH = 4_096;

/** Adds the receipt to the answer. A receipt that is no JWS is dropped; the answer stays valid. */
function withReceipt(answer: VerifyAnswer, body: object): VerifyAnswer {
  const receipt: unknown = Object.hasOwn(body, 'receipt') ? Reflect.get(body, 'receipt') : undefined;
  return answer.outcome === 'confirmed' &&
    answer.verifier === 'max' &&
    typeof receipt === 'string' &&
    receipt.length <= RECEIPT_MAX_LENGTH &&
    receipt.split('.').length === 3
    ? { ...answer, receipt }
    : answer;
}

/** The institution's gateway (`POST /v1/checks`). */
export function gatewayVerifier(options: GatewayOptions): Verify {
  const { gateway, callerKey } = options;
  return async (text, benefit, signal) => {
    // Send only Digital ID codes: a foreign text may be the number of a library card.
    const { kind } = recognise(text, { hosts: options.codeHosts });
    if (kind === 'foreign') return failed('foreign-code');
    if (kind === 'invitation') return failed('invitation-code');
    // The check was cancelled while this module was loading.
    if (signal.aborted) return failed('cancelled');
    const call = new AbortController();
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      call.abort();
    }, GATEWAY_DEADLINE_MS);
    signal.addEventListener('abort', () => call.abort());
    try {
      const response = await postTo({
        gateway,
        path: 'v1/checks',
        body: {
          code: text,
          benefit,
          workstation: options.workstation,
          capturedAt: new Date().toISOString(),
        },
        callerKey,
        signal: call.signal,
      });
      if (response.status !== 200) return failed(HTTP_REASONS[response.status] ?? 'unavailable');
      const body: unknown = await response.json();
      const answer = readAnswer(body, benefit);
      if (!answer) return failed('unavailable');
      if (options.trainingOnly && answer.verifier !== 'training') return failed('misconfigured');
      return withReceipt(answer, body as object);
    } catch {
      if (signal.aborted) return failed('cancelled');
      if (isTimedOut) return failed('timed-out');
      // Only after a failed request: `onLine` is false on some working networks.
      return failed(navigator.onLine === false ? 'offline' : 'unavailable');
    } finally {
      clearTimeout(timer);
    }
  };
}
