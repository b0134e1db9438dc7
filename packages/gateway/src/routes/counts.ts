/** `POST /v1/counts`: counts one attestation of staff who used Goskan. */
import { BENEFITS } from '@cid-elements/core';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Context } from '../app.js';
import { defined } from '../defined.js';
import { causeField, type Gate } from '../enrolment/gate.js';
import { errorName } from '../log.js';
import { asProblem, sendProblem } from '../problem.js';

const countRequest = z
  .object({ benefit: z.enum(BENEFITS), outcome: z.enum(['confirmed', 'not-confirmed']) })
  .meta({
    id: 'CountRequest',
    description: 'Benefit and outcome, nothing else. Unknown fields are ignored.',
  });

export async function countRoutes(scope: FastifyInstance, context: Context, gate: Gate): Promise<void> {
  const { region, log } = context;
  const { counts } = region;
  if (counts === undefined) return;

  scope.withTypeProvider<ZodTypeProvider>().post(
    '/v1/counts',
    {
      schema: {
        summary: 'Counts one attestation with Goskan',
        description: 'The count is stored before the answer. Disability is answered alike but not counted.',
        body: countRequest,
        response: {
          204: z.null().describe('No content'),
          400: asProblem('Invalid request body, or the institution does not check this benefit'),
          401: asProblem('Missing or unknown caller key'),
          403: asProblem('Origin not allowed'),
          429: asProblem('Too many requests from this caller'),
          503: asProblem('The gateway is shutting down, or the store is unavailable'),
        },
      },
      onRequest: gate.admit,
      // Successes are not logged: the time of an entry, compared with the loan log, could identify a visitor.
      onResponse: async (request, reply) => {
        if (reply.statusCode < 400) return;
        log({
          level: reply.statusCode < 500 ? 'info' : 'warn',
          event: 'count',
          route: '/v1/counts',
          status: reply.statusCode,
          ...causeField(gate.causeOf(request)),
          requestId: request.id,
        });
      },
    },
    async (request, reply) => {
      const { tenant, caller } = gate.admitted(request);
      const { benefit, outcome } = request.body;
      if (!tenant.benefits.includes(benefit))
        return sendProblem(request, reply, 400, { fields: ['benefit'] });
      try {
        await counts.record({
          institution: tenant.id,
          benefit,
          outcome,
          verifier: 'staff',
          ...defined({ branch: caller?.branch }),
        });
      } catch (error) {
        log({ level: 'error', event: 'counts-failed', error: errorName(error) });
        return sendProblem(request, reply.header('retry-after', 5), 503);
      }
      return reply.header('cache-control', 'no-store').code(204).send(null);
    },
  );
}
