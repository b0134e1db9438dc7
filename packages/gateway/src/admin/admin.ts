/**
 * The admin listener: metrics and counts. It has no authentication, so by default it is bound to loopback.
 */
import fastify, { type FastifyInstance } from 'fastify';
import { isLoopback } from '../access.js';
import { type Counts, CountsError, type CountsProblem } from '../counts/counts.js';
import { isExportFormat, writeReports } from '../counts/exports.js';
import { sendProblem } from '../problem.js';
import { StoreError } from '../store/store.js';
import type { Metrics } from './metrics.js';

const STATUS: Readonly<Record<CountsProblem, number>> = {
  'not-a-month': 400,
  open: 409,
  'too-old': 404,
  'unknown-institution': 404,
};

export interface AdminParts {
  readonly metrics: Metrics;
  /** Absent with `CID_COUNTS=off`. */
  readonly counts?: Counts;
  /** The ids of all institutions, in the order of their file. */
  readonly institutions: () => readonly string[];
  /** True if bound to loopback: a page whose DNS name points at this machine must not read the answers. */
  readonly guardHost: boolean;
}

const hostnameOf = (host: string): string => host.replace(/:\d+$/, '');

export function createAdmin({ metrics, counts, institutions, guardHost }: AdminParts): FastifyInstance {
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
    app.get<{ Querystring: Record<string, unknown> }>('/v1/counts', async (request, reply) => {
      const { month = '', format = 'csv', institution } = request.query;
      if (typeof month !== 'string' || !isExportFormat(format)) {
        return sendProblem(request, reply, 400, { fields: [isExportFormat(format) ? 'month' : 'format'] });
      }
      const wanted = typeof institution === 'string' ? [institution] : institutions();
      const reports = [];
      for (const id of wanted) reports.push(await counts.report(month, id));
      const { type, extension, body } = await writeReports(reports, format);
      reply.type(type);
      if (format !== 'html' && format !== 'json')
        reply.header('content-disposition', `attachment; filename="cid-counts-${month}.${extension}"`);
      return reply.send(body);
    });
  }
  return app;
}

const DETAIL: Readonly<Record<CountsProblem, string>> = {
  'not-a-month': 'Name a month, as in ?month=2026-11.',
  open: 'The month is not over. Numbers of a running month could reveal single visitors.',
  'too-old': 'Months are kept for 13 months.',
  'unknown-institution': 'The institutions file does not name this institution.',
};
