/** `POST /v1/mini-app`: did MAX open this page? The launch data is checked and dropped; it is no key to the gateway. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../app.js';
import { type Gate } from '../enrolment/gate.js';
export declare function miniAppRoutes(scope: FastifyInstance, context: Context, gate: Gate): Promise<void>;
//# sourceMappingURL=mini-app.d.ts.map