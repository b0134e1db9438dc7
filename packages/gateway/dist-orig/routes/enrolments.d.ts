/** `POST /v1/enrolments`: a one-time code becomes the cookie of a workstation. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../app.js';
export declare function enrolmentRoutes(scope: FastifyInstance, context: Context): Promise<void>;
//# sourceMappingURL=enrolments.d.ts.map