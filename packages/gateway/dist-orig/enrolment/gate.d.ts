/** Lets a request in or answers it: who asks, from which page, how often. The same for every route of desks. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../app.js';
import type { Tenant } from '../institutions/tenants.js';
import type { Caller } from './caller.js';
/** Why a request was refused, for the log. It says nothing about the visitor. */
export type RefusalCause = 'closing' | 'foreign-origin' | 'no-caller' | 'unknown-caller' | 'unknown-institution' | 'store-down' | 'caller-limit' | 'institution-limit' | 'address-limit';
/** For a log entry: the cause of a refusal, if there was one. */
export declare const causeField: (cause: RefusalCause | undefined) => {
    readonly cause?: RefusalCause;
};
export interface Admitted {
    /** Absent where callers need not be known. */
    readonly caller?: Caller;
    readonly tenant: Tenant;
}
export interface Gate {
    /** An `onRequest` hook: answers what may not come in. */
    admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>;
    /** Of a request that was let in. */
    admitted(request: FastifyRequest): Admitted;
    causeOf(request: FastifyRequest): RefusalCause | undefined;
}
export declare function createGate(context: Context): Gate;
//# sourceMappingURL=gate.d.ts.map