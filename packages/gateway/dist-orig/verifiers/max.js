/** MAX's partner API as a verifier. */
import { createHmac } from 'node:crypto';
import { errorName } from '../log.js';
import { createBreaker } from './breaker.js';
import { reduce } from './reduce.js';
import { createTokenFile, expiryWarning } from './token.js';
import { createUpstream, UpstreamError } from './upstream.js';
/** How often the end of the token is looked at, ms. */
const EXPIRY_INTERVAL_MS = 3_600_000;
/** The code as a value of the query. */
export function encodeSessionId(code, encoding) {
    if (encoding === 'full')
        return encodeURIComponent(code);
    let query = '';
    for (const char of code)
        query += '%&#+ '.includes(char) || char > '~' ? encodeURIComponent(char) : char;
    return query;
}
function readJson({ contentEncoding, contentType, body }) {
    if (!['', 'identity'].includes(contentEncoding.trim().toLowerCase())) {
        return { body: undefined, fault: 'CONTENT_ENCODING' };
    }
    try {
        return { body: JSON.parse(body.toString('utf8').replace(/^\uFEFF/, '')) };
    }
    catch {
        return { body: undefined, fault: contentType.includes('html') ? 'HTML_ANSWER' : 'NOT_JSON' };
    }
}
/** The word for the log where an answer was no judgement of the code. */
function causeOf(reason, status) {
    if (reason === 'misconfigured')
        return 'TOKEN_REFUSED';
    if (reason === 'rate-limited')
        return 'RATE_LIMITED';
    if (reason === 'unavailable')
        return status >= 200 && status <= 299 ? 'UNEXPECTED_ANSWER' : `HTTP_${status}`;
    return undefined;
}
export function createMaxVerifier(options) {
    const { log, institution, tokenExpiresAt, sessionIdEncoding = 'full', now = Date.now } = options;
    const whose = institution === undefined ? {} : { institution };
    const token = createTokenFile(options.tokenFile);
    const upstream = createUpstream(options);
    const breaker = createBreaker();
    /** The token that MAX has refused. */
    let refused;
    let warned;
    /** What was wrong with the last call. */
    let upstreamFault;
    /** The secret of the replay memory, and the token that it was made of. */
    let secret;
    let secretOf = '';
    const warnOfExpiry = () => {
        const due = expiryWarning(tokenExpiresAt, now());
        if (due === warned)
            return;
        warned = due;
        if (due === undefined)
            return;
        log({
            level: due > 3 ? 'warn' : 'error',
            event: due === 0 ? 'token-expired' : 'token-expires',
            ...whose,
            ...(due === 0 ? {} : { days: due }),
        });
    };
    warnOfExpiry();
    const timer = setInterval(warnOfExpiry, EXPIRY_INTERVAL_MS).unref();
    function judge(answer, authorization, code, benefit) {
        const { body, fault } = readJson(answer);
        const reduced = reduce(answer.status, body, code, benefit);
        const cause = fault ?? (reduced.outcome === 'failed' ? causeOf(reduced.reason, answer.status) : undefined);
        upstreamFault = cause;
        if (cause !== undefined)
            log({ level: 'warn', event: 'upstream', error: cause });
        if (reduced.outcome === 'failed' && reduced.reason === 'misconfigured') {
            if (refused !== authorization)
                log({ level: 'error', event: 'token-refused', ...whose });
            refused = authorization;
        }
        else if (fault === undefined && refused === authorization && answer.status < 500) {
            log({ level: 'info', event: 'token-accepted', ...whose });
            refused = undefined;
        }
        return reduced;
    }
    async function ask(code, benefit) {
        const authorization = await token.read();
        if (authorization === undefined) {
            log({ level: 'error', event: 'upstream', error: 'TOKEN_MISSING' });
            return { outcome: 'failed', reason: 'misconfigured' };
        }
        if (!breaker.allows()) {
            log({ level: 'warn', event: 'upstream', error: 'CIRCUIT_OPEN' });
            return { outcome: 'failed', reason: 'unavailable' };
        }
        try {
            const answer = await upstream.get(`session_id=${encodeSessionId(code, sessionIdEncoding)}&verification_details=${benefit !== 'age'}`, { authorization, accept: 'application/json', 'accept-encoding': 'identity' });
            breaker.answered();
            const reduced = judge(answer, authorization, code, benefit);
            if (reduced.outcome !== 'failed')
                return reduced;
            if (reduced.requestId !== undefined) {
                log({ level: 'warn', event: 'upstream-request', upstreamRequestId: reduced.requestId });
            }
            return { outcome: 'failed', reason: reduced.reason };
        }
        catch (error) {
            upstreamFault = errorName(error);
            log({ level: 'warn', event: 'upstream', error: upstreamFault });
            if (error instanceof UpstreamError && error.answered)
                breaker.answered();
            else if (breaker.silent())
                log({ level: 'error', event: 'upstream-circuit-open', ...whose });
            return { outcome: 'failed', reason: 'unavailable' };
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
                token: found === undefined ? 'missing' : found === refused ? 'refused' : days === 0 ? 'expired' : 'ok',
                ...(days === undefined ? {} : { tokenExpiresWithinDays: days }),
                upstream: breaker.open() ? 'silent' : 'ok',
                ...(upstreamFault === undefined ? {} : { upstreamFault }),
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
//# sourceMappingURL=max.js.map