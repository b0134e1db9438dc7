/**
 * Admission control for all desk routes: identifies the caller, checks the origin and applies the rate
 * limits.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isForeignSite, isLoopback } from '../access.js';
import type { Context } from '../app.js';
import { defined } from '../defined.js';
import type { Tenant } from '../institutions/tenants.js';
import { sendProblem } from '../problem.js';
import type { Allowance } from '../store/limits.js';
import type { Caller } from './caller.js';

/** Why a request was refused, for the log. Contains nothing about the visitor. */
export type RefusalCause =
  | 'closing'
  | 'foreign-origin'
  | 'no-caller'
  | 'unknown-caller'
  | 'unknown-institution'
  | 'store-down'
  | 'caller-limit'
  | 'institution-limit'
  | 'address-limit';

/** The `cause` field of a log entry, if the request was refused. */
export const causeField = (cause: RefusalCause | undefined): { readonly cause?: RefusalCause } =>
  defined({ cause });

const NO_INSTITUTION =
  'This caller belongs to no institution of this gateway. Name one in its line of the keys file, or enrol it again.';

export interface Admitted {
  /** Absent if the gateway accepts unknown callers. */
  readonly caller?: Caller;
  readonly tenant: Tenant;
}

export interface Gate {
  /** An `onRequest` hook. Answers requests that are refused; returns `undefined` for the others. */
  admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
  /** The caller and tenant of an admitted request. */
  admitted(request: FastifyRequest): Admitted;
  causeOf(request: FastifyRequest): RefusalCause | undefined;
}

/** A cross-site request without an `Origin` header, recognised by `Sec-Fetch-Site`. */
const isUnnamedForeignSite = ({ headers }: FastifyRequest): boolean =>
  headers.origin === undefined &&
  (headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site');

export function createGate(context: Context): Gate {
  const { config, region } = context;
  const { limiter } = context.storage;
  const admissions = new WeakMap<FastifyRequest, Admitted>();
  const causes = new WeakMap<FastifyRequest, RefusalCause>();
  const guardHost = !region.callersRequired && isLoopback(config.host);
  const { callerHeader } = config.region;

  const refuse = (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    cause: RefusalCause,
    detail?: string,
  ): FastifyReply => {
    causes.set(request, cause);
    return sendProblem(request, reply, status, defined({ detail }));
  };

  const tooMany = (
    request: FastifyRequest,
    reply: FastifyReply,
    { resetMs }: Allowance,
    cause: RefusalCause,
  ): FastifyReply =>
    refuse(request, reply.header('retry-after', Math.max(1, Math.ceil(resetMs / 1_000))), 429, cause);

  /** The caller name from the proxy. The header counts only on a connection from the proxy itself. */
  function proxyName(request: FastifyRequest): string | undefined {
    if (callerHeader === undefined || !region.isProxy(request.raw.socket.remoteAddress ?? ''))
      return undefined;
    const value = request.headers[callerHeader];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  return {
    async admit(request, reply) {
      if (context.closing) return refuse(request, reply.header('connection', 'close'), 503, 'closing');
      const { caller, cookie, storeDown } = await region.callers.identify({
        authorization: request.headers.authorization,
        cookie: request.headers.cookie,
        proxyName: proxyName(request),
      });
      const tenant = region.tenants.of(caller);
      const origins = caller?.origins ?? [...(tenant?.origins ?? []), ...config.allowedOrigins];
      if (isForeignSite(request, origins, guardHost) || isUnnamedForeignSite(request))
        return refuse(request, reply, 403, 'foreign-origin');

      // Rate-limit unknown callers by IP before answering 401.
      const rate = caller?.ratePerMinute ?? config.ratePerMinute;
      const hit = await limiter.hit(caller?.id ?? `address ${request.ip}`, rate);
      if (!hit.allowed) return tooMany(request, reply, hit, caller ? 'caller-limit' : 'address-limit');
      if (storeDown) return refuse(request, reply.header('retry-after', 5), 503, 'store-down');
      if (caller === undefined && region.callersRequired) {
        const sent = request.headers.authorization ?? request.headers.cookie;
        return refuse(
          request,
          reply.header('www-authenticate', 'Bearer'),
          401,
          sent === undefined ? 'no-caller' : 'unknown-caller',
        );
      }
      if (tenant === undefined) return refuse(request, reply, 403, 'unknown-institution', NO_INSTITUTION);
      if (tenant.ratePerMinute !== undefined) {
        const all = await limiter.hit(`institution ${tenant.id}`, tenant.ratePerMinute);
        if (!all.allowed) return tooMany(request, reply, all, 'institution-limit');
      }
      if (cookie !== undefined) reply.header('set-cookie', cookie);
      admissions.set(request, { tenant, ...defined({ caller }) });
      return undefined;
    },
    admitted(request) {
      const found = admissions.get(request);
      if (found === undefined) throw new Error('the request has not passed the gate');
      return found;
    },
    causeOf: (request) => causes.get(request),
  };
}
