import type { FastifyInstance } from 'fastify';
import type { Context } from '../app.js';
import { type Gate } from '../enrolment/gate.js';
export declare function countRoutes(scope: FastifyInstance, context: Context, gate: Gate): Promise<void>;
//# sourceMappingURL=counts.d.ts.map