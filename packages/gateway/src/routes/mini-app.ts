/**
 * `POST /v1/mini-app`: verifies that MAX opened the page. The launch data is not stored and gives no access.
 */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Context } from '../app.js';
import { causeField, type Gate } from '../enrolment/gate.js';
import { asProblem, sendProblem } from '../problem.js';
import { readToken } from '../secrets.js';
import { INIT_DATA_MAX_LENGTH, isGenuineInitData } from './init-data.js';

const miniAppRequest = z
  .object({ initData: z.string().max(INIT_DATA_MAX_LENGTH).describe('`WebApp.initData`, unchanged') })
  .meta({ id: 'MiniAppRequest' });

export async function miniAppRoutes(scope: FastifyInstance, context: Context, gate: Gate): Promise<void> {
  const { config, log } = context;
  const { botTokenFile } = config.region;
  if (botTokenFile === undefined) return;

  scope.withTypeProvider<ZodTypeProvider>().post(
    '/v1/mini-app',
    {
      schema: {
        summary: 'Checks the launch data of a MAX mini-app',
        description:
          'Proves only that MAX opened the page. The phone must also be enrolled or have a caller key.',
        body: miniAppRequest,
        response: {
          204: z.null().describe('MAX has signed it within the last five minutes'),
          400: asProblem('Invalid request body'),
          401: asProblem('Not signed by MAX, too old, or the phone is not known'),
          403: asProblem('Origin not allowed'),
          429: asProblem('Too many requests'),
          503: asProblem('The gateway is shutting down'),
        },
      },
      onRequest: gate.admit,
      onResponse: async (request, reply) => {
        log({
          level: 'info',
          event: 'mini-app',
          route: '/v1/mini-app',
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          ...causeField(gate.causeOf(request)),
          requestId: request.id,
        });
      },
    },
    async (request, reply) => {
      const token = await readToken(botTokenFile);
      if (token === undefined) log({ level: 'error', event: 'bot-token-missing' });
      if (token === undefined || !isGenuineInitData(request.body.initData, token, Date.now()))
        return sendProblem(request, reply, 401, {
          detail: 'MAX has not signed this launch, or it is too old.',
        });
      return reply.header('cache-control', 'no-store').code(204).send(null);
    },
  );
}
