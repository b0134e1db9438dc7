/** `GET /.well-known/jwks.json`: public keys of receipts. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../app.js';
export declare function jwksRoutes(scope: FastifyInstance, { region }: Context): Promise<void>;
//# sourceMappingURL=jwks.d.ts.map