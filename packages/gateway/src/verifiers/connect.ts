/**
 * TCP connections by RFC 8305 («Happy Eyeballs»): the addresses of a host name are tried one after another,
 * and a pending attempt continues while the next begins. Node's own implementation aborts an attempt after
 * 250 ms, so one lost packet together with a dead IPv6 route makes every connection fail.
 */
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { isIP, connect as netConnect, type Socket } from 'node:net';

/** Delay before the next attempt is started in parallel, ms (RFC 8305, section 5). */
const ATTEMPT_DELAY_MS = 250;

export type Lookup = (host: string) => Promise<readonly LookupAddress[]>;

/** Resolves the host name for every connection, so that a changed address is used. */
const systemLookup: Lookup = (host) =>
  new Promise((resolve, reject) => {
    dnsLookup(host, { all: true, verbatim: true }, (error, found) =>
      error ? reject(error) : resolve(found),
    );
  });

/** Alternates the address families, beginning with the one the resolver prefers. */
function interleave(addresses: readonly LookupAddress[]): LookupAddress[] {
  const first = addresses.filter(({ family }) => family === addresses[0]?.family);
  const second = addresses.filter(({ family }) => family !== addresses[0]?.family);
  return first
    .flatMap((address, i) => [address, ...second.slice(i, i + 1)])
    .concat(second.slice(first.length));
}

/** The first connection error, or a timeout if there was none. */
const unreachable = (error: unknown): Error =>
  error instanceof Error ? error : Object.assign(new Error(), { code: 'ETIMEDOUT' });

/** @param timeoutMs for the whole connection, name resolution included. */
export function connectTcp(
  host: string,
  port: number,
  timeoutMs: number,
  lookup: Lookup = systemLookup,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const open = new Set<Socket>();
    let waiting: LookupAddress[] = [];
    let next: NodeJS.Timeout | undefined;
    let fault: unknown;
    let done = false;

    const finish = (winner?: Socket): void => {
      if (done) return;
      done = true;
      clearTimeout(limit);
      clearTimeout(next);
      for (const socket of open) if (socket !== winner) socket.destroy();
      if (winner) resolve(winner);
      else reject(unreachable(fault));
    };
    const limit = setTimeout(finish, timeoutMs);

    function attempt(): void {
      clearTimeout(next);
      const address = waiting.shift();
      if (done || address === undefined) {
        if (!done && open.size === 0) finish();
        return;
      }
      const socket = netConnect({ host: address.address, port, noDelay: true, keepAlive: true });
      open.add(socket);
      const failed = (error: unknown): void => {
        fault ??= error;
        open.delete(socket);
        socket.destroy();
        attempt();
      };
      socket.once('error', failed);
      socket.once('connect', () => {
        socket.off('error', failed);
        finish(socket);
      });
      if (waiting.length > 0) next = setTimeout(attempt, ATTEMPT_DELAY_MS);
    }

    const bare = host.replace(/^\[|\]$/g, '');
    const family = isIP(bare);
    (family === 0 ? lookup(bare) : Promise.resolve([{ address: bare, family }])).then(
      (addresses) => {
        waiting = interleave(addresses);
        attempt();
      },
      (error: unknown) => {
        fault = error;
        finish();
      },
    );
  });
}
