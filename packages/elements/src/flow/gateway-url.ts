const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The gateway's absolute URL; `undefined` if it is not safe. A code is sent only over https, to the page's
 * own origin or to loopback.
 */
export function gatewayUrl(gateway: string): string | undefined {
  try {
    const url = new URL(gateway, location.href);
    const safe =
      url.protocol === 'https:' || url.origin === location.origin || LOOPBACK.includes(url.hostname);
    return safe && url.protocol.startsWith('http') ? url.origin + url.pathname : undefined;
  } catch {
    return undefined;
  }
}
