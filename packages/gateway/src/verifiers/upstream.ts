/**
 * One GET request to the partner API: keep-alive, one deadline for everything, no redirects, limited body
 * size.
 */
import { isIP } from 'node:net';
import { buildConnector, type Dispatcher, Pool, ProxyAgent } from 'undici';
import { defined } from '../defined.js';
import { createAdmission } from './admission.js';
import { connectTcp, type Lookup } from './connect.js';

/** Largest accepted body, bytes. */
export const BODY_LIMIT = 1_048_576;
/**
 * Keep-alive time of an idle connection, ms: long enough for a queue at the desk, and shorter than the idle
 * timeout of routers and load balancers, which drop connections without notice.
 */
const KEEP_ALIVE_MS = 4_000;
/** Maximum number of connections. Further checks wait for one, within their deadline. */
const CONNECTIONS_MAX = 256;
/** A connection is replaced after this many calls, because only a new one resolves the host name again. */
const CALLS_PER_CONNECTION = 10_000;
/** Minimum interval between two replacements of all connections, ms. */
const RENEW_INTERVAL_MS = 1_000;
/** Delay before the single retry if no connection could be made, ms. */
const RECONNECT_DELAY_MS = 150;

export interface UpstreamOptions {
  /** Origin and path. */
  readonly url: string;
  readonly ca?: string;
  readonly proxy?: string;
  readonly timeoutMs: number;
  readonly lookup?: Lookup;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly contentEncoding: string;
  readonly body: Buffer;
}

/** There was no readable answer. */
export class UpstreamError extends Error {
  /** @param code the kind of fault. @param answered whether the service sent any response. */
  constructor(
    readonly code: string,
    readonly answered = false,
  ) {
    super(code);
  }
}

/** The call failed before the request was sent. A retry is safe, because the service has received nothing. */
class NotSent extends UpstreamError {}

function createDispatcher({ url, ca, proxy, timeoutMs, lookup }: UpstreamOptions): Dispatcher {
  const { origin, hostname } = new URL(url);
  const tls = {
    minVersion: 'TLSv1.3' as const,
    timeout: timeoutMs,
    ...defined({ ca }),
    // Set explicitly, because ProxyAgent would not send SNI. SNI must not contain IP addresses (RFC 6066).
    ...(isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { servername: hostname } : {}),
  };
  const settings = {
    connections: CONNECTIONS_MAX,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    maxRequestsPerClient: CALLS_PER_CONNECTION,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: BODY_LIMIT,
  };
  if (proxy !== undefined) {
    return new ProxyAgent({
      uri: proxy,
      requestTls: tls,
      proxyTunnel: true,
      clientFactory: (at, options) => new Pool(at, { ...options, headersTimeout: timeoutMs }),
      ...settings,
    });
  }
  const secure = buildConnector(tls);
  const connect: buildConnector.connector = (options, callback) => {
    const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
    connectTcp(options.hostname, port, timeoutMs, lookup).then(
      (socket) => {
        if (options.protocol === 'https:') secure({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error: Error) => callback(error, null),
    );
  };
  return new Pool(origin, { ...settings, connect });
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'Error';
}

/** Header names are in lower case; a repeated header is an array, of which the first value is used. */
function header(headers: Record<string, string | string[] | undefined>, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

export interface Upstream {
  /**
   * Sends one request. It is retried once on a new connection, but only if it was not sent: a code that the
   * service may have received is never sent twice.
   * @throws {UpstreamError}
   */
  get(query: string, headers: Record<string, string>): Promise<UpstreamAnswer>;
  close(): Promise<void>;
}

export function createUpstream(options: UpstreamOptions): Upstream {
  const { timeoutMs } = options;
  const { origin, pathname } = new URL(options.url);
  const admission = createAdmission(CONNECTIONS_MAX);
  let dispatcher = createDispatcher(options);
  let renewedAt = Number.NEGATIVE_INFINITY;

  /**
   * Replaces the connection pool. A call without an answer may have used a connection that the network
   * dropped, and the other idle connections may be dead, too. Calls in progress continue.
   */
  function renew(): void {
    if (performance.now() - renewedAt < RENEW_INTERVAL_MS) return;
    renewedAt = performance.now();
    const former = dispatcher;
    dispatcher = createDispatcher(options);
    former.close().catch(() => {});
  }

  function attempt(path: string, headers: Record<string, string>, endsAt: number): Promise<UpstreamAnswer> {
    return new Promise((resolve, reject) => {
      let controller: Dispatcher.DispatchController | undefined;
      let status = 0;
      let contentType = '';
      let contentEncoding = '';
      let size = 0;
      const chunks: Buffer[] = [];
      let settled = false;
      const fail = (error: UpstreamError): void => {
        if (settled) return;
        settled = true;
        clearTimeout(deadline);
        if (!error.answered && !(error instanceof NotSent)) renew();
        // After `renew`, so that a queued call starts on the new connections.
        call.leave();
        reject(error);
        // Aborts the request. If the call is still queued, it is never sent.
        controller?.abort(error);
      };
      const deadline = setTimeout(
        () => fail(new UpstreamError('DEADLINE', status !== 0)),
        Math.max(1, endsAt - performance.now()),
      );
      const call = admission.call(() => {
        dispatcher.dispatch(
          { origin, path, method: 'GET', headers },
          {
            onRequestStart(started) {
              controller = started;
              if (settled) started.abort(new UpstreamError('DEADLINE'));
            },
            onResponseStart(_controller, statusCode, received) {
              if (statusCode < 200) return;
              status = statusCode;
              contentType = header(received, 'content-type');
              contentEncoding = header(received, 'content-encoding');
              if (statusCode >= 300 && statusCode <= 399) fail(new UpstreamError('REDIRECT', true));
            },
            onResponseData(_controller, chunk) {
              size += chunk.length;
              if (size > BODY_LIMIT) fail(new UpstreamError('BODY_TOO_LARGE', true));
              else chunks.push(chunk);
            },
            onResponseEnd() {
              if (settled) return;
              settled = true;
              clearTimeout(deadline);
              call.leave();
              const [first] = chunks;
              const body = chunks.length === 1 && first ? first : Buffer.concat(chunks);
              resolve({ status, contentType, contentEncoding, body });
            },
            onResponseError(_controller, error) {
              const code = codeOf(error);
              fail(controller === undefined ? new NotSent(code) : new UpstreamError(code, status !== 0));
            },
          },
        );
      });
      call.enter();
    });
  }

  return {
    async get(query, headers) {
      const endsAt = performance.now() + timeoutMs;
      const path = `${pathname}?${query}`;
      try {
        return await attempt(path, headers, endsAt);
      } catch (error) {
        if (!(error instanceof NotSent) || performance.now() + RECONNECT_DELAY_MS >= endsAt) throw error;
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_DELAY_MS));
        return attempt(path, headers, endsAt);
      }
    },
    close: () => dispatcher.destroy(),
  };
}
