/** MAX's partner API as a verifier: one GET, one deadline for all of it, no redirects, a bounded body. */
import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import type { Benefit } from '@cid-elements/core';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { errorName, type Log } from '../log.js';
import { readToken } from '../secrets.js';
import { reduce } from './reduce.js';
import type { Verdict, Verifier } from './verifier.js';

/** Largest answer that is read, bytes. */
export const BODY_LIMIT = 1_048_576;

export interface MaxOptions {
  /** Origin and path. */
  readonly url: string;
  readonly tokenFile: string;
  /** PEM text of the certificates that are trusted on this hop, instead of the system's. */
  readonly ca?: string;
  readonly proxy?: string;
  /** Deadline of the whole call with its body, ms. */
  readonly timeoutMs: number;
  readonly log: Log;
}

/**
 * A dispatcher of one check: closing it ends whatever of the call is still open, a hanging proxy included. A desk asks
 * seldom, and a kept connection that the other side has just closed would cost a clerk the check.
 */
function createDispatcher({ url, ca, proxy, timeoutMs }: MaxOptions): Dispatcher {
  const { hostname } = new URL(url);
  const tls = {
    minVersion: 'TLSv1.3' as const,
    timeout: timeoutMs,
    ...(ca === undefined ? {} : { ca }),
    // Said here because a tunnel would not send it otherwise; an address has none (RFC 6066).
    ...(isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { servername: hostname } : {}),
  };
  return proxy === undefined
    ? new Agent({ connect: tls, pipelining: 0 })
    : new ProxyAgent({ uri: proxy, requestTls: tls, pipelining: 0, proxyTunnel: true });
}

/** The body as JSON, or `undefined` if it is none. Throws if it is too large. */
async function readJson(body: Dispatcher.ResponseData['body']): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT) throw Object.assign(new Error(), { code: 'BODY_TOO_LARGE' });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder().decode(Buffer.concat(chunks)));
  } catch {
    return undefined;
  }
}

export function createMaxVerifier(options: MaxOptions): Verifier {
  const { url, tokenFile, timeoutMs, log } = options;
  let lastToken = '';

  const token = async (): Promise<string | undefined> => {
    const found = await readToken(tokenFile);
    if (found !== undefined) lastToken = found;
    return found;
  };

  async function call(dispatcher: Dispatcher, authorization: string, code: string, benefit: Benefit) {
    const answer = await request(
      `${url}?session_id=${encodeURIComponent(code)}&verification_details=${benefit !== 'age'}`,
      { dispatcher, headers: { authorization, accept: 'application/json', 'accept-encoding': 'identity' } },
    );
    if (answer.statusCode >= 300 && answer.statusCode <= 399) {
      throw Object.assign(new Error(), { code: 'REDIRECT' });
    }
    return reduce(answer.statusCode, await readJson(answer.body), code, benefit);
  }

  async function ask(code: string, benefit: Benefit): Promise<Verdict> {
    const authorization = await token();
    if (authorization === undefined) return { outcome: 'failed', reason: 'misconfigured' };
    const dispatcher = createDispatcher(options);
    let deadline: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, refuse) => {
      deadline = setTimeout(() => refuse(Object.assign(new Error(), { code: 'DEADLINE' })), timeoutMs);
    });
    try {
      const reduced = await Promise.race([call(dispatcher, authorization, code, benefit), late]);
      if (reduced.outcome !== 'failed') return reduced;
      if (reduced.requestId !== undefined) {
        log({ level: 'warn', event: 'upstream-request', upstreamRequestId: reduced.requestId });
      }
      return { outcome: 'failed', reason: reduced.reason };
    } catch (error) {
      log({ level: 'warn', event: 'upstream', error: errorName(error) });
      return { outcome: 'failed', reason: 'unavailable' };
    } finally {
      clearTimeout(deadline);
      dispatcher.destroy().catch(() => {});
    }
  }

  return {
    name: 'max',
    refuses: (kind) => (kind === 'digital-id' ? undefined : 'training-code'),
    ready: async () => (await token()) !== undefined,
    replaySecret: async () => {
      if (lastToken === '') await token();
      return createHmac('sha256', lastToken).update('cid-elements replay memory').digest();
    },
    ask,
    close: async () => {},
  };
}
