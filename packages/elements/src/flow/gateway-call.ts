/** Requests to the gateway, without redirects, cache or referrer. */

/** Timeout of a request. The gateway's own timeout for MAX is 5 s. */
export const GATEWAY_DEADLINE_MS = 8_000;

export interface GatewayCall {
  /** Absolute base URL of the gateway. */
  readonly gateway: string;
  /** Relative, such as `v1/checks`. */
  readonly path: string;
  readonly body: object;
  readonly callerKey?: string | undefined;
  readonly signal: AbortSignal;
  /** The request continues after the page was closed. */
  readonly keepalive?: boolean;
}

/** Cross-origin gateways at which this desk is enrolled by a cookie. */
const enrolledAt = new Set<string>();

/**
 * Posts JSON. A cross-origin gateway gets the cookie only after it has answered 401: without enrolment its
 * CORS response does not allow credentials, so a request with credentials would fail in the preflight. A
 * request that was answered 401 has checked and counted nothing, so it is safe to repeat.
 * @throws the errors of `fetch`, if there is no response.
 */
export async function postTo({
  gateway,
  path,
  body,
  callerKey,
  signal,
  keepalive = false,
}: GatewayCall): Promise<Response> {
  const { href, origin } = new URL(path, gateway.endsWith('/') ? gateway : `${gateway}/`);
  const call = (credentials: RequestCredentials) =>
    fetch(href, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(callerKey && { Authorization: `Bearer ${callerKey}` }),
      },
      body: JSON.stringify(body),
      signal,
      keepalive,
      credentials,
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  if (enrolledAt.has(origin) && !callerKey) return call('include');
  const response = await call('same-origin');
  if (response.status !== 401 || callerKey || origin === location.origin) return response;
  try {
    const enrolled = await call('include');
    if (enrolled.status !== 401) enrolledAt.add(origin);
    return enrolled;
  } catch (error) {
    if (signal.aborted) throw error;
    return response;
  }
}
