/** `GET /healthz`, `/readyz`, `/openapi.json`. */
import { BENEFITS } from '@cid-elements/core';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Context } from '../app.js';
import { watchClock } from '../clock.js';
import { defined } from '../defined.js';

const health = z.object({ status: z.literal('ok') });

const upstreamState = {
  token: z
    .enum(['ok', 'missing', 'refused', 'expired'])
    .describe('Of MAX. `refused`: MAX has refused it; `expired`: by the date that the operator gave'),
  tokenExpiresWithinDays: z
    .number()
    .optional()
    .describe('30, 14, 3 or 0: upper limit of the days until the token expires'),
  upstream: z
    .enum(['ok', 'silent'])
    .describe('`silent`: many calls in a row got no answer, so only single probes are sent'),
  upstreamFault: z
    .string()
    .optional()
    .describe('Error code of the last call without a verdict, as in the log; cleared by the next verdict'),
};

const readiness = z
  .object({
    status: z.enum(['ready', 'not-ready', 'closing']),
    verifier: z.enum(['max', 'training']),
    benefits: z.array(z.enum(BENEFITS)),
    ...z.object(upstreamState).partial().shape,
    institutions: z
      .array(z.object({ id: z.string(), ...upstreamState }))
      .readonly()
      .optional()
      .describe('With several institutions: those with a fault or an expiring token'),
    replayMemory: z
      .enum(['ok', 'degraded'])
      .describe('`degraded`: the store is down, each process uses its own memory; checks continue'),
    storeFault: z
      .string()
      .optional()
      .describe('Error code of the store, as in the log: `READONLY`, `SQLITE_FULL` …'),
    clock: z
      .literal('stepped')
      .optional()
      .describe('The system clock was stepped by more than two seconds in the last ten minutes'),
  })
  .meta({ id: 'Readiness' });

export async function healthRoutes(scope: FastifyInstance, context: Context): Promise<void> {
  const { config, region } = context;
  const { replay } = context.storage;
  const clock = watchClock(context.log);
  scope.addHook('onClose', async () => clock.close());
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/healthz',
    { schema: { summary: 'The process is up', response: { 200: health } } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { status: 'ok' as const };
    },
  );

  app.get(
    '/readyz',
    { schema: { summary: 'Checks can be made', response: { 200: readiness, 503: readiness } } },
    async (_request, reply) => {
      const state = await region.tenants.state();
      // Not ready only if MAX refuses the token. A token past its configured date may still be accepted.
      const usable =
        state === undefined ? await region.tenants.ready() : !['missing', 'refused'].includes(state.token);
      const storeFault = replay.healthy() ? undefined : replay.fault();
      const status = context.closing ? 'closing' : usable ? 'ready' : 'not-ready';
      reply.header('cache-control', 'no-store').code(status === 'ready' ? 200 : 503);
      return {
        status: status as 'ready',
        verifier: config.verifier,
        benefits: [...config.benefits],
        ...state,
        replayMemory: replay.healthy() ? ('ok' as const) : ('degraded' as const),
        ...defined({ storeFault }),
        ...(clock.stepped() ? { clock: 'stepped' as const } : {}),
      };
    },
  );

  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'no-cache');
    return scope.swagger();
  });
}
