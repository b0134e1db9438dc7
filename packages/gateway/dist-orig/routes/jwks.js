import { JWKS_MAX_AGE_S } from '../receipts/keys.js';
export async function jwksRoutes(scope, { region }) {
    const { receipts } = region;
    if (receipts === undefined)
        return;
    scope.get('/.well-known/jwks.json', { schema: { hide: true } }, async (_request, reply) => {
        reply.header('cache-control', `public, max-age=${JWKS_MAX_AGE_S}`).type('application/jwk-set+json');
        return receipts.jwks();
    });
}
//# sourceMappingURL=jwks.js.map