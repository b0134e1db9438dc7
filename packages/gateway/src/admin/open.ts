/** Opens the admin listener of a running gateway. */
import type { FastifyInstance } from 'fastify';
import { isLoopback } from '../access.js';
import { defined } from '../defined.js';
import type { Region } from '../region.js';
import { createAdmin } from './admin.js';
import type { Metrics } from './metrics.js';

export interface Admin {
  readonly port: number;
  close(): Promise<void>;
}

export async function openAdmin(
  { host, port }: { readonly host: string; readonly port: number },
  metrics: Metrics,
  { counts, tenants }: Region,
): Promise<Admin> {
  const app: FastifyInstance = createAdmin({
    metrics,
    institutions: tenants.ids,
    guardHost: isLoopback(host),
    ...defined({ counts }),
  });
  await app.listen({ host, port });
  const bound = app.server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    close: () => app.close(),
  };
}
