/** `POST /v1/checks`. */
import { type CheckAnswer, checkAnswer, checkRequest, problem } from '@cid-elements/core/wire';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { isForeignSite, isLoopback } from '../access.js';
import type { Context } from '../app.js';
import { check } from '../checks.js';
import { isServiceFault } from '../log.js';
import { PROBLEM_TYPE, sendProblem } from '../problem.js';

const asProblem = (description: string) => ({
  description,
  content: { [PROBLEM_TYPE]: { schema: problem } },
});

export async function checkRoutes(scope: FastifyInstance, context: Context): Promise<void> {
  const { config, keys, verifier, log } = context;
  const { replay } = context.storage;
  const callers = new WeakMap<FastifyRequest, string>();
  const reasons = new WeakMap<FastifyRequest, string>();
  const guardHost = keys === undefined && isLoopback(config.host);

  await scope.register(rateLimit, {
    global: false,
    max: config.ratePerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => callers.get(request) ?? `address ${request.ip}`,
    errorResponseBuilder: () => Object.assign(new Error(), { statusCode: 429 }),
  });

  scope.withTypeProvider<ZodTypeProvider>().post(
    '/v1/checks',
    {
      config: { rateLimit: {} },
      schema: {
        summary: 'Checks one code for one benefit',
        description: 'A check that was made answers 200, whatever came of it.',
        ...(keys ? { security: [{ callerKey: [] }] } : {}),
        body: checkRequest,
        response: {
          200: checkAnswer,
          400: asProblem('The body is not a check, or its benefit is not checked here'),
          401: asProblem('No caller key, or not one of ours'),
          403: asProblem('A page of another origin asks'),
          405: asProblem('Not a POST'),
          413: asProblem('Larger than any check'),
          415: asProblem('Not JSON'),
          429: asProblem('Too many checks from this caller'),
          503: asProblem('Shutting down'),
        },
      },
      // In this order: who comes, how often (the limiter appends itself here), and whether they hold a key.
      onRequest: [
        async (request, reply) => {
          if (context.closing) return sendProblem(request, reply.header('connection', 'close'), 503);
          if (isForeignSite(request, config.allowedOrigins, guardHost))
            return sendProblem(request, reply, 403);
          const caller = await keys?.recognise(request.headers.authorization);
          if (caller !== undefined) callers.set(request, caller);
          return undefined;
        },
      ],
      preParsing: async (request, reply) => {
        if (keys && !callers.has(request)) {
          return sendProblem(request, reply.header('www-authenticate', 'Bearer'), 401) as never;
        }
        return undefined;
      },
      onResponse: async (request, reply) => {
        const reason = reasons.get(request);
        log({
          level: reason === undefined && reply.statusCode < 500 ? 'info' : 'warn',
          event: 'check',
          route: '/v1/checks',
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          verifier: verifier.name,
          ...(reason === undefined ? {} : { reason }),
          requestId: request.id,
        });
      },
    },
    async (request, reply) => {
      const { code, benefit } = request.body;
      if (!config.benefits.includes(benefit)) {
        sendProblem(request, reply, 400, { fields: ['benefit'] });
        return reply;
      }
      context.inFlight++;
      try {
        const verdict = await check({ verifier, replay, hosts: config.codeHosts }, code, benefit);
        if (verdict.outcome === 'failed' && isServiceFault(verdict.reason))
          reasons.set(request, verdict.reason);
        reply.header('cache-control', 'no-store');
        const answer: CheckAnswer = {
          id: request.id,
          ...verdict,
          benefit,
          verifier: verifier.name,
          checkedAt: new Date().toISOString(),
        };
        return answer;
      } finally {
        context.inFlight--;
      }
    },
  );
}
