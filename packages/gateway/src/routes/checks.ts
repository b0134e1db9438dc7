/** `POST /v1/checks`. */
import type { Benefit } from '@cid-elements/core';
import { type CheckAnswer, checkAnswer, checkRequest } from '@cid-elements/core/wire';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Context } from '../app.js';
import { check } from '../checks.js';
import type { Counts } from '../counts/counts.js';
import { defined } from '../defined.js';
import type { Caller } from '../enrolment/caller.js';
import { causeField, type Gate } from '../enrolment/gate.js';
import type { Tenant } from '../institutions/tenants.js';
import { errorName } from '../log.js';
import { asProblem, sendProblem } from '../problem.js';
import { isServiceFault } from '../verifiers/verifier.js';

export async function checkRoutes(scope: FastifyInstance, context: Context, gate: Gate): Promise<void> {
  const { config, region, log } = context;
  const { replay } = context.storage;
  const reasons = new WeakMap<FastifyRequest, string>();

  scope.withTypeProvider<ZodTypeProvider>().post(
    '/v1/checks',
    {
      schema: {
        summary: 'Checks one code for one benefit',
        description: 'Every completed check returns 200, whatever its outcome.',
        ...(region.callersRequired ? { security: [{ callerKey: [] }] } : {}),
        body: checkRequest,
        response: {
          200: checkAnswer,
          400: asProblem('Invalid request body, or the institution does not check this benefit'),
          401: asProblem('Missing or unknown caller key'),
          403: asProblem('Origin not allowed'),
          405: asProblem('Method not allowed'),
          413: asProblem('Request body too large'),
          415: asProblem('Content type is not JSON'),
          429: asProblem('Too many checks from this caller'),
          503: asProblem('The gateway is shutting down'),
        },
      },
      // The answer is built from typed fields below, so validating it against the schema again would only
      // cost time.
      serializerCompiler: () => JSON.stringify,
      onRequest: gate.admit,
      onResponse: (request, reply, done) => {
        const reason = reasons.get(request);
        log({
          level: reason === undefined && reply.statusCode < 500 ? 'info' : 'warn',
          event: 'check',
          route: '/v1/checks',
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          verifier: config.verifier,
          ...defined({ reason }),
          ...causeField(gate.causeOf(request)),
          requestId: request.id,
        });
        done();
      },
    },
    async (request, reply) => {
      const { code, benefit } = request.body;
      const { tenant, caller } = gate.admitted(request);
      if (!tenant.benefits.includes(benefit))
        return sendProblem(request, reply, 400, { fields: ['benefit'] });
      context.inFlight++;
      try {
        const verdict = await check(
          { verifier: tenant.verifier, replay, hosts: config.codeHosts },
          code,
          benefit,
        );
        if (verdict.outcome === 'failed' && isServiceFault(verdict.reason))
          reasons.set(request, verdict.reason);
        reply.header('cache-control', 'no-store');
        const answer: CheckAnswer = {
          id: request.id,
          ...verdict,
          benefit,
          verifier: tenant.verifier.name,
          checkedAt: new Date().toISOString(),
        };
        return await afterCheck(answer, tenant, caller);
      } finally {
        context.inFlight--;
      }
    },
  );

  /** Counts and signs the answer, if enabled. Errors are logged and do not fail the check. */
  async function afterCheck(answer: CheckAnswer, tenant: Tenant, caller?: Caller): Promise<CheckAnswer> {
    if (answer.outcome === 'failed' || answer.verifier !== 'max') return answer;
    const { benefit, outcome } = answer;
    if (region.counts !== undefined) countCheck(region.counts, benefit, outcome, tenant, caller);
    if (region.receipts === undefined || outcome !== 'confirmed') return answer;
    try {
      const receipt = await region.receipts.sign({
        id: answer.id,
        benefit,
        ...defined({ workstation: caller?.name, audience: tenant.receiptAudience }),
      });
      return receipt === undefined ? answer : { ...answer, receipt };
    } catch (error) {
      log({ level: 'error', event: 'receipt-failed', error: errorName(error) });
      return answer;
    }
  }

  /** Not awaited, but counted in `inFlight`: a graceful shutdown waits for the write. */
  function countCheck(
    counts: Counts,
    benefit: Benefit,
    outcome: 'confirmed' | 'not-confirmed',
    tenant: Tenant,
    caller?: Caller,
  ): void {
    context.inFlight++;
    counts
      .record({
        institution: tenant.id,
        benefit,
        outcome,
        verifier: 'max',
        ...defined({ branch: caller?.branch }),
      })
      .catch((error: unknown) => log({ level: 'error', event: 'counts-failed', error: errorName(error) }))
      .finally(() => {
        context.inFlight--;
      });
  }
}
