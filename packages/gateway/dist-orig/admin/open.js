import { isLoopback } from '../access.js';
import { createAdmin } from './admin.js';
export async function openAdmin({ host, port }, metrics, { counts, tenants }) {
    const app = createAdmin({
        metrics,
        institutions: tenants.ids,
        guardHost: isLoopback(host),
        ...(counts === undefined ? {} : { counts }),
    });
    await app.listen({ host, port });
    const bound = app.server.address();
    return {
        port: typeof bound === 'object' && bound !== null ? bound.port : port,
        close: () => app.close(),
    };
}
//# sourceMappingURL=open.js.map