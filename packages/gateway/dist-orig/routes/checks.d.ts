import type { FastifyInstance } from 'fastify';
import type { Context } from '../app.js';
import { type Gate } from '../enrolment/gate.js';
export declare function checkRoutes(scope: FastifyInstance, context: Context, gate: Gate): Promise<void>;
//# sourceMappingURL=checks.d.ts.map