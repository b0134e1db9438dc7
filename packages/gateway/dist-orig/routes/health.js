/** `GET /healthz`, `/readyz`, `/openapi.json`. */
import { BENEFITS } from '@cid-elements/core';
import { z } from 'zod';
import { watchClock } from '../clock.js';
const health = z.object({ status: z.literal('ok') });
const upstreamState = {
    token: z
        .enum(['ok', 'missing', 'refused', 'expired'])
        .describe('Of MAX. `refused`: MAX has refused it; `expired`: by the date that the operator gave'),
    tokenExpiresWithinDays: z.number().optional().describe('30, 14, 3 or 0: the end of the token is that near'),
    upstream: z
        .enum(['ok', 'silent'])
        .describe('`silent`: MAX has not answered many times in a row and is asked by one probe at a time'),
    upstreamFault: z
        .string()
        .optional()
        .describe('The word of the last call that nobody judged, as in the log; until the next good answer'),
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
        .describe('Of several: those with which something is wrong, or whose token ends'),
    replayMemory: z
        .enum(['ok', 'degraded'])
        .describe('`degraded`: the store is down, each process remembers for itself; checks go on'),
    storeFault: z.string().optional().describe('The word for it, as in the log: `READONLY`, `SQLITE_FULL` …'),
    clock: z
        .literal('stepped')
        .optional()
        .describe('The clock of the machine was set by seconds in the last ten minutes'),
})
    .meta({ id: 'Readiness' });
export async function healthRoutes(scope, context) {
    const { config, verifier } = context;
    const { replay } = context.storage;
    const clock = watchClock(context.log);
    scope.addHook('onClose', async () => clock.close());
    const app = scope.withTypeProvider();
    app.get('/healthz', { schema: { summary: 'The process is up', response: { 200: health } } }, async (_request, reply) => {
        reply.header('cache-control', 'no-store');
        return { status: 'ok' };
    });
    app.get('/readyz', { schema: { summary: 'Checks can be made', response: { 200: readiness, 503: readiness } } }, async (_request, reply) => {
        const state = await verifier.state?.();
        // A token that MAX refuses leaves nothing to serve; one that has only ended by the calendar may still be good.
        const usable = state === undefined ? await verifier.ready() : !['missing', 'refused'].includes(state.token);
        const storeFault = replay.healthy() ? undefined : replay.fault();
        const status = context.closing ? 'closing' : usable ? 'ready' : 'not-ready';
        reply.header('cache-control', 'no-store').code(status === 'ready' ? 200 : 503);
        return {
            status: status,
            verifier: verifier.name,
            benefits: [...config.benefits],
            ...state,
            replayMemory: replay.healthy() ? 'ok' : 'degraded',
            ...(storeFault === undefined ? {} : { storeFault }),
            ...(clock.stepped() ? { clock: 'stepped' } : {}),
        };
    });
    app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => {
        reply.header('cache-control', 'no-cache');
        return scope.swagger();
    });
}
//# sourceMappingURL=health.js.map