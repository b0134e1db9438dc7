import { type FastifyInstance } from 'fastify';
import type { GatewayConfig } from './config.js';
import { type Log } from './log.js';
import type { Region } from './region.js';
import type { OpenStore } from './store/open.js';
import type { Verifier } from './verifiers/verifier.js';
/** What a gateway is made of. */
export interface Parts {
    readonly config: GatewayConfig;
    readonly verifier: Verifier;
    readonly storage: OpenStore;
    readonly region: Region;
    readonly log: Log;
}
export interface Context extends Parts {
    /** Set once, when the gateway takes no new checks. */
    closing: boolean;
    /** Checks under way. */
    inFlight: number;
}
export interface Gateway {
    readonly app: FastifyInstance;
    /** Checks under way. */
    inFlight(): number;
    /** Takes no new checks, waits for those under way, then closes everything. */
    close(): Promise<void>;
}
export declare function createGateway(parts: Parts): Promise<Gateway>;
//# sourceMappingURL=app.d.ts.map