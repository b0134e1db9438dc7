import { isForeignSite, isLoopback } from '../access.js';
import { sendProblem } from '../problem.js';
/** For a log entry: the cause of a refusal, if there was one. */
export const causeField = (cause) => cause === undefined ? {} : { cause };
/** A browser that says that another site asks, without saying which. */
const isUnnamedForeignSite = ({ headers }) => headers.origin === undefined &&
    (headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site');
export function createGate(context) {
    const { config, region } = context;
    const { limiter } = context.storage;
    const admissions = new WeakMap();
    const causes = new WeakMap();
    const guardHost = !region.callersRequired && isLoopback(config.host);
    const { callerHeader } = config.region;
    const refuse = (request, reply, status, cause) => {
        causes.set(request, cause);
        return sendProblem(request, reply, status);
    };
    const tooMany = (request, reply, { resetMs }, cause) => refuse(request, reply.header('retry-after', Math.max(1, Math.ceil(resetMs / 1_000))), 429, cause);
    /** The name that the proxy vouches for. The header counts only on a connection from the proxy itself. */
    function proxyName(request) {
        if (callerHeader === undefined || !region.isProxy(request.raw.socket.remoteAddress ?? ''))
            return undefined;
        const value = request.headers[callerHeader];
        return typeof value === 'string' && value !== '' ? value : undefined;
    }
    return {
        async admit(request, reply) {
            if (context.closing)
                return refuse(request, reply.header('connection', 'close'), 503, 'closing');
            const { caller, cookie, storeDown } = await region.callers.identify({
                authorization: request.headers.authorization,
                cookie: request.headers.cookie,
                proxyName: proxyName(request),
            });
            const tenant = region.tenants.of(caller);
            const origins = caller?.origins ?? [...(tenant?.origins ?? []), ...config.allowedOrigins];
            if (isForeignSite(request, origins, guardHost) || isUnnamedForeignSite(request))
                return refuse(request, reply, 403, 'foreign-origin');
            // Strangers are limited by their address before they hear that they are strangers.
            const rate = caller?.ratePerMinute ?? config.ratePerMinute;
            const hit = await limiter.hit(caller?.id ?? `address ${request.ip}`, rate);
            if (!hit.allowed)
                return tooMany(request, reply, hit, caller ? 'caller-limit' : 'address-limit');
            if (storeDown)
                return refuse(request, reply.header('retry-after', 5), 503, 'store-down');
            if (caller === undefined && region.callersRequired) {
                const sent = request.headers.authorization ?? request.headers.cookie;
                return refuse(request, reply.header('www-authenticate', 'Bearer'), 401, sent === undefined ? 'no-caller' : 'unknown-caller');
            }
            if (tenant === undefined)
                return refuse(request, reply, 403, 'unknown-institution');
            if (tenant.ratePerMinute !== undefined) {
                const all = await limiter.hit(`institution ${tenant.id}`, tenant.ratePerMinute);
                if (!all.allowed)
                    return tooMany(request, reply, all, 'institution-limit');
            }
            if (cookie !== undefined)
                reply.header('set-cookie', cookie);
            admissions.set(request, { tenant, ...(caller === undefined ? {} : { caller }) });
            return undefined;
        },
        admitted(request) {
            const found = admissions.get(request);
            if (found === undefined)
                throw new Error('the request has not passed the gate');
            return found;
        },
        causeOf: (request) => causes.get(request),
    };
}
//# sourceMappingURL=gate.js.map