// The baseline for the gateway: one POST route without schema and authentication, which sends one GET through
// a pool and returns the answer.
import fastify from 'fastify';
import { Pool } from 'undici';

const { origin, pathname } = new URL(process.env.CID_MAX_URL ?? '');
const pool = new Pool(origin);
const app = fastify({ logger: false });
app.post('/v1/checks', async (request, reply) => {
  const { code } = /** @type {{ code: string }} */ (request.body);
  const answer = await pool.request({
    path: `${pathname}?session_id=${encodeURIComponent(code)}&verification_details=true`,
    method: 'GET',
    headers: { authorization: 'token' },
  });
  reply.code(answer.statusCode).header('content-type', 'application/json');
  return await answer.body.json();
});
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = /** @type {import('node:net').AddressInfo} */ (app.server.address());
process.send?.({ port });
