/** The listener for administrators: metrics and counts. It knows no keys, so it is bound to loopback unless told otherwise. */
import fastify, {} from 'fastify';
import { isLoopback } from '../access.js';
import { CountsError } from '../counts/counts.js';
import { isExportFormat, writeReports } from '../counts/exports.js';
import { sendProblem } from '../problem.js';
import { StoreError } from '../store/store.js';
const STATUS = {
    'not-a-month': 400,
    open: 409,
    'too-old': 404,
    'unknown-institution': 404,
};
const hostnameOf = (host) => host.replace(/:\d+$/, '');
export function createAdmin({ metrics, counts, institutions, guardHost }) {
    const app = fastify({ logger: false, bodyLimit: 1_024, forceCloseConnections: true });
    app.addHook('onRequest', async (request, reply) => {
        reply.headers({
            'cache-control': 'no-store',
            'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
            'x-content-type-options': 'nosniff',
        });
        if (guardHost && !isLoopback(hostnameOf(request.headers.host ?? '')))
            return sendProblem(request, reply, 403);
        return undefined;
    });
    app.setNotFoundHandler((request, reply) => sendProblem(request, reply, 404));
    app.setErrorHandler((error, request, reply) => {
        if (error instanceof CountsError) {
            return sendProblem(request, reply, STATUS[error.problem], { detail: DETAIL[error.problem] });
        }
        return sendProblem(request, reply, error instanceof StoreError ? 503 : 500);
    });
    app.get('/metrics', async (_request, reply) => {
        reply.type(metrics.contentType);
        return metrics.text();
    });
    if (counts !== undefined) {
        app.get('/v1/counts', async (request, reply) => {
            const { month = '', format = 'csv', institution } = request.query;
            if (typeof month !== 'string' || !isExportFormat(format)) {
                return sendProblem(request, reply, 400, { fields: [isExportFormat(format) ? 'month' : 'format'] });
            }
            const wanted = typeof institution === 'string' ? [institution] : institutions();
            const reports = [];
            for (const id of wanted)
                reports.push(await counts.report(month, id));
            const { type, extension, body } = await writeReports(reports, format);
            reply.type(type);
            if (format !== 'html' && format !== 'json')
                reply.header('content-disposition', `attachment; filename="cid-counts-${month}.${extension}"`);
            return reply.send(body);
        });
    }
    return app;
}
const DETAIL = {
    'not-a-month': 'Name a month, as in ?month=2026-11.',
    open: 'The month is not over. Numbers of a running month would tell about single visitors.',
    'too-old': 'Months are kept for 13 months.',
    'unknown-institution': 'The institutions file does not name this institution.',
};
//# sourceMappingURL=admin.js.map