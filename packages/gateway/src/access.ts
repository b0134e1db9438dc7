/** Access by origin: which pages may call the gateway. Caller keys are in `enrolment/`. */
import type { FastifyRequest } from 'fastify';

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

function hostnameOf(host: string): string {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return '';
  }
}

/**
 * Normalises an origin to the form that browsers send: lower case, punycode, no default port. A trailing `/`
 * is accepted. Returns `undefined` if the text is not an exact http or https origin.
 */
export function normaliseOrigin(text: string): string | undefined {
  if (!/^https?:\/\/[^/?#@\\*]+\/?$/i.test(text)) return undefined;
  try {
    const { origin } = new URL(text);
    return origin === 'null' ? undefined : origin;
  } catch {
    return undefined;
  }
}

export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
  );
}

/**
 * Whether the request comes from a page of another site. Browsers send `Origin` with every cross-site POST. A
 * gateway that needs no key also checks `Host`, because of DNS rebinding: a site can point its own name at
 * 127.0.0.1.
 * @param origins the allowed origins.
 * @param guardHost true if the gateway is bound to loopback and needs no key.
 */
export function isForeignSite(
  request: FastifyRequest,
  origins: readonly string[],
  guardHost: boolean,
): boolean {
  const { origin } = request.headers;
  if (origin !== undefined && !origins.includes(origin)) {
    const host = hostOf(origin);
    if (host === undefined || host === '' || host !== (request.host ?? '').toLowerCase()) return true;
  }
  if (!guardHost) return false;
  const host = (request.headers.host ?? '').toLowerCase();
  return !isLoopback(hostnameOf(host)) && !origins.some((allowed) => hostOf(allowed) === host);
}
