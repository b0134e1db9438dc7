/** `POST /v1/enrolments`: exchanges a one-time code for the cookie of a workstation. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isForeignSite } from '../access.js';
import type { Context } from '../app.js';
import { errorName } from '../log.js';
import { asProblem, sendProblem } from '../problem.js';

const enrolmentRequest = z
  .object({ code: z.string().min(1).max(64).describe('As `cid-gateway enrol` printed it') })
  .meta({ id: 'EnrolmentRequest' });

export async function enrolmentRoutes(scope: FastifyInstance, context: Context): Promise<void> {
  const { config, region, log } = context;
  const { workstations } = region;
  if (workstations === undefined) return;

  scope.withTypeProvider<ZodTypeProvider>().post(
    '/v1/enrolments',
    {
      schema: {
        summary: 'Enrols a workstation',
        description: 'Sets the cookie `__Host-cid-desk`. The code is valid once, for ten minutes.',
        body: enrolmentRequest,
        response: {
          204: z.null().describe('Enrolled'),
          400: asProblem('Invalid request body'),
          403: asProblem('Origin not allowed'),
          410: asProblem('The code is used, expired or wrong'),
          429: asProblem('Too many wrong codes'),
          503: asProblem('The gateway is shutting down, or the store is unavailable'),
        },
      },
      onRequest: async (request, reply) => {
        if (context.closing) return sendProblem(request, reply.header('connection', 'close'), 503);
        const origins = [
          ...config.allowedOrigins,
          ...region.tenants.origins(),
          ...(await region.callerOrigins()),
        ];
        if (isForeignSite(request, origins, false)) return sendProblem(request, reply, 403);
        return undefined;
      },
      onResponse: async (request, reply) => {
        log({
          level: reply.statusCode < 500 ? 'info' : 'warn',
          event: 'enrolment',
          route: '/v1/enrolments',
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          requestId: request.id,
        });
      },
    },
    async (request, reply) => {
      try {
        const result = await workstations.redeem(request.body.code, request.ip);
        if (result.status === 'gone') return sendProblem(request, reply, 410);
        if (result.status === 'too-many') {
          const seconds = Math.max(1, Math.ceil(result.retryAfterMs / 1_000));
          return sendProblem(request, reply.header('retry-after', seconds), 429);
        }
        return reply
          .header('cache-control', 'no-store')
          .header('set-cookie', result.cookie)
          .code(204)
          .send(null);
      } catch (error) {
        log({ level: 'error', event: 'enrolment-failed', error: errorName(error) });
        return sendProblem(request, reply.header('retry-after', 5), 503);
      }
    },
  );
}
