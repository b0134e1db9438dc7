/** MAX's partner API as published («Цифровой ID – API», v1.5.8), scripted by tests: one answer a code. */
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { cleanup } from './cleanup.js';
export const json = (status, body) => (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const metadata = { request_id: 'req_123456789', timestamp: '2026-11-22T12:00:00Z' };
/** What MAX answers about a visitor; `details` are the confirmed statuses. */
export const success = (details, more = {}) => (response, asked) => json(200, {
    status: 'success',
    data: {
        session_id: asked.sessionId,
        verification_status: 'completed',
        verification_details: { adult: { status: true }, ...details },
        ...more,
    },
    metadata,
})(response, asked);
export const failure = (status, code) => json(status, {
    status: 'error',
    ...(code === undefined ? {} : { error: { code, message: 'Ошибка', details: 'CANARY-DETAILS' } }),
    metadata,
});
export async function startFakeMax(tls) {
    const handlers = new Map();
    const asked = [];
    const listener = (request, response) => {
        const url = new URL(request.url ?? '/', 'http://fake');
        const one = {
            sessionId: url.searchParams.get('session_id') ?? '',
            details: url.searchParams.get('verification_details'),
            authorization: request.headers.authorization,
            url: request.url ?? '',
        };
        asked.push(one);
        (handlers.get(one.sessionId) ?? failure(404, 'SESSION_NOT_FOUND'))(response, one);
    };
    const server = tls ? createTlsServer(tls, listener) : createServer(listener);
    server.on('tlsClientError', () => { });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address();
    const close = () => new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
    });
    cleanup(close);
    return {
        url: `http${tls ? 's' : ''}://127.0.0.1:${port}/v2/business/pos/age-verification`,
        asked,
        on: (code, handler) => handlers.set(code, handler),
        count: (code) => asked.filter(({ sessionId }) => sessionId === code).length,
        close,
    };
}
//# sourceMappingURL=fake-max.js.map