import type { FastifyInstance } from 'fastify';
import type { Context } from '../app.js';
export declare function enrolPage(scope: FastifyInstance, { region }: Context): Promise<void>;
//# sourceMappingURL=enrol-page.d.ts.map