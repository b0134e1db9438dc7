/** Requests to the gateway: without redirects, cache or referrer. */

/** How long the gateway may take, ms. Its own deadline towards MAX is 5 s. */
export const GATEWAY_DEADLINE_MS = 8_000;

export interface GatewayCall {
  /** Base address of the gateway, absolute. */
  readonly gateway: string;
  /** As `v1/checks`. */
  readonly path: string;
  readonly body: object;
  readonly callerKey?: string | undefined;
  readonly signal: AbortSignal;
  /** The call outlives the page. */
  readonly keepalive?: boolean;
}

/** Gateways of another origin that know this desk by the cookie of its enrolment. */
const enrolledAt = new Set<string>();

/**
 * Posts JSON. A gateway of another origin is sent the cookie only after it has answered 401: a gateway without
 * enrolment allows no credentials in its CORS answer, and such a call would fail before it is made. Nothing is checked or
 * counted by a call that was answered 401.
 * @throws whatever `fetch` throws: no answer.
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
    const known = await call('include');
    if (known.status !== 401) enrolledAt.add(origin);
    return known;
  } catch (error) {
    if (signal.aborted) throw error;
    return response;
  }
}
