import type { FastifyInstance } from 'fastify';
import type { Context } from '../app.js';
export declare function healthRoutes(scope: FastifyInstance, context: Context): Promise<void>;
//# sourceMappingURL=health.d.ts.map