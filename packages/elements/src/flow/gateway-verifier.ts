import { type Reason, readAnswer, recognise } from '@cid-elements/core';
import { failed, type Verify } from './verify.js';

/** How long the gateway may take. Its own deadline towards MAX is 5 s. */
const DEADLINE_MS = 8_000;

export interface GatewayOptions {
  /** Base address of the gateway, absolute. */
  readonly gateway: string;
  readonly workstation: string;
  readonly codeHosts: readonly string[];
  /** Sent as `Authorization: Bearer`, where the page holds a key; usually the library's own proxy adds it. */
  readonly callerKey?: string | undefined;
  /** A training desk: only a training gateway may answer. */
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

/** The institution's gateway (`POST /v1/checks`). */
export function gatewayVerifier(options: GatewayOptions): Verify {
  const url = new URL('v1/checks', options.gateway.endsWith('/') ? options.gateway : `${options.gateway}/`)
    .href;
  return async (text, benefit, signal) => {
    // What is no code of a Digital ID goes nowhere: it may be a reader's card.
    const { kind } = recognise(text, { hosts: options.codeHosts });
    if (kind === 'foreign') return failed('foreign-code');
    if (kind === 'invitation') return failed('invitation-code');
    // The check was left while this part was loading: nothing is sent.
    if (signal.aborted) return failed('cancelled');
    const call = new AbortController();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      call.abort();
    }, DEADLINE_MS);
    signal.addEventListener('abort', () => call.abort());
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(options.callerKey && { Authorization: `Bearer ${options.callerKey}` }),
        },
        body: JSON.stringify({
          code: text,
          benefit,
          workstation: options.workstation,
          capturedAt: new Date().toISOString(),
        }),
        signal: call.signal,
        credentials: 'same-origin',
        redirect: 'error',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      if (response.status !== 200) return failed(HTTP_REASONS[response.status] ?? 'unavailable');
      const answer = readAnswer(await response.json(), benefit);
      if (!answer) return failed('unavailable');
      if (options.trainingOnly && answer.verifier !== 'training') return failed('misconfigured');
      return answer;
    } catch {
      if (signal.aborted) return failed('cancelled');
      if (late) return failed('timed-out');
      // `onLine` only explains a request that failed: it is false on some networks that work.
      return failed(navigator.onLine === false ? 'offline' : 'unavailable');
    } finally {
      clearTimeout(timer);
    }
  };
}
