/** A verifier that uses MAX's partner API. */
import { createHmac } from 'node:crypto';
import type { Benefit, GatewayReason, Verdict } from '@cid-elements/core';
import type { SessionIdEncoding } from '../config.js';
import { defined } from '../defined.js';
import { errorName, type Log } from '../log.js';
import { createBreaker } from './breaker.js';
import type { Lookup } from './connect.js';
import { type Reduced, reduce } from './reduce.js';
import { createTokenFile, expiryWarning } from './token.js';
import { createUpstream, type UpstreamAnswer, UpstreamError } from './upstream.js';
import { failed, type Verifier } from './verifier.js';

/** How often the expiry of the token is checked, ms. */
const EXPIRY_INTERVAL_MS = 3_600_000;

export interface MaxOptions {
  /** Origin and path. */
  readonly url: string;
  readonly tokenFile: string;
  readonly tokenExpiresAt?: number;
  readonly sessionIdEncoding?: SessionIdEncoding;
  /** PEM text of the certificates that are trusted for this connection, instead of the system's. */
  readonly ca?: string;
  readonly proxy?: string;
  /** Deadline of the whole call including the body, ms. */
  readonly timeoutMs: number;
  readonly log: Log;
  /** The owner of the token, if there are several institutions. */
  readonly institution?: string;
  /** Replaced in tests. */
  readonly now?: () => number;
  readonly lookup?: Lookup;
}

/** Escapes the code for the query. */
export function encodeSessionId(code: string, encoding: SessionIdEncoding): string {
  if (encoding === 'full') return encodeURIComponent(code);
  let query = '';
  for (const char of code) query += '%&#+ '.includes(char) || char > '~' ? encodeURIComponent(char) : char;
  return query;
}

interface ParsedBody {
  readonly body: unknown;
  /** Why the body is not JSON: a fault of the service or of a proxy in front of it. */
  readonly fault?: string;
}

function readJson({ contentEncoding, contentType, body }: UpstreamAnswer): ParsedBody {
  if (!['', 'identity'].includes(contentEncoding.trim().toLowerCase())) {
    return { body: undefined, fault: 'CONTENT_ENCODING' };
  }
  try {
    return { body: JSON.parse(body.toString('utf8').replace(/^\uFEFF/, '')) as unknown };
  } catch {
    return { body: undefined, fault: contentType.includes('html') ? 'HTML_ANSWER' : 'NOT_JSON' };
  }
}

/** The error code for the log if the answer contains no verdict. */
function causeOf(reason: GatewayReason, status: number): string | undefined {
  if (reason === 'misconfigured') return 'TOKEN_REFUSED';
  if (reason === 'rate-limited') return 'RATE_LIMITED';
  if (reason === 'unavailable')
    return status >= 200 && status <= 299 ? 'UNEXPECTED_ANSWER' : `HTTP_${status}`;
  return undefined;
}

export function createMaxVerifier(options: MaxOptions): Verifier {
  const { log, institution, tokenExpiresAt, sessionIdEncoding = 'full', now = Date.now } = options;
  const whose = defined({ institution });
  const token = createTokenFile(options.tokenFile);
  const upstream = createUpstream(options);
  const breaker = createBreaker();
  /** The token that MAX has rejected. */
  let refused: string | undefined;
  let warned: number | undefined;
  /** Error code of the last call without a verdict. */
  let upstreamFault: string | undefined;
  /** The secret of the replay memory, and the token that it was derived from. */
  let secret: Buffer | undefined;
  let secretOf = '';

  const warnOfExpiry = (): void => {
    const due = expiryWarning(tokenExpiresAt, now());
    if (due === warned) return;
    warned = due;
    if (due === undefined) return;
    log({
      level: due > 3 ? 'warn' : 'error',
      event: due === 0 ? 'token-expired' : 'token-expires',
      ...whose,
      ...defined({ days: due === 0 ? undefined : due }),
    });
  };
  warnOfExpiry();
  const timer = setInterval(warnOfExpiry, EXPIRY_INTERVAL_MS).unref();

  function judge(answer: UpstreamAnswer, authorization: string, code: string, benefit: Benefit): Reduced {
    const { body, fault } = readJson(answer);
    const reduced = reduce(answer.status, body, code, benefit);
    const cause =
      fault ?? (reduced.outcome === 'failed' ? causeOf(reduced.reason, answer.status) : undefined);
    upstreamFault = cause;
    if (cause !== undefined) log({ level: 'warn', event: 'upstream', error: cause });
    if (reduced.outcome === 'failed' && reduced.reason === 'misconfigured') {
      if (refused !== authorization) log({ level: 'error', event: 'token-refused', ...whose });
      refused = authorization;
    } else if (
      fault === undefined &&
      refused !== undefined &&
      authorization === token.last() &&
      answer.status < 500
    ) {
      log({ level: 'info', event: 'token-accepted', ...whose });
      refused = undefined;
    }
    return reduced;
  }

  async function ask(code: string, benefit: Benefit): Promise<Verdict> {
    const authorization = await token.read();
    if (authorization === undefined) {
      log({ level: 'error', event: 'upstream', error: 'TOKEN_MISSING' });
      return failed('misconfigured');
    }
    if (!breaker.allows()) {
      log({ level: 'warn', event: 'upstream', error: 'CIRCUIT_OPEN' });
      return failed('unavailable');
    }
    try {
      const answer = await upstream.get(
        `session_id=${encodeSessionId(code, sessionIdEncoding)}&verification_details=${benefit !== 'age'}`,
        { authorization, accept: 'application/json', 'accept-encoding': 'identity' },
      );
      breaker.answered();
      const reduced = judge(answer, authorization, code, benefit);
      if (reduced.outcome !== 'failed') return reduced;
      if (reduced.requestId !== undefined) {
        log({ level: 'warn', event: 'upstream-request', upstreamRequestId: reduced.requestId });
      }
      return failed(reduced.reason);
    } catch (error) {
      upstreamFault = errorName(error);
      log({ level: 'warn', event: 'upstream', error: upstreamFault });
      if (error instanceof UpstreamError && error.answered) breaker.answered();
      else if (breaker.failed()) log({ level: 'error', event: 'upstream-circuit-open', ...whose });
      return failed('unavailable');
    }
  }

  return {
    name: 'max',
    refuses: (kind) => (kind === 'digital-id' ? undefined : 'training-code'),
    ready: async () => (await token.read()) !== undefined,
    async state() {
      const found = await token.read();
      const days = expiryWarning(tokenExpiresAt, now());
      return {
        token:
          found === undefined ? 'missing' : found === refused ? 'refused' : days === 0 ? 'expired' : 'ok',
        upstream: breaker.open() ? 'silent' : 'ok',
        ...defined({ tokenExpiresWithinDays: days, upstreamFault }),
      };
    },
    async replaySecret() {
      const last = token.last();
      if (last !== secretOf || secret === undefined) {
        secret = createHmac('sha256', last).update('cid-elements replay memory').digest();
        secretOf = last;
      }
      return secret;
    },
    ask,
    async close() {
      clearInterval(timer);
      await upstream.close();
    },
  };
}
