import { type Gateway } from './app.js';
import type { GatewayConfig } from './config.js';
/** A reason not to start that is no fault of a setting's form: one line. */
export declare class StartError extends Error {
}
/** Addresses under which a browser reaches the server, this machine's own first. */
export declare function addresses(host: string, port: number): string[];
export interface Running extends Gateway {
    readonly port: number;
}
/** @throws {ConfigError} @throws {StartError} */
export declare function start(config: GatewayConfig, write: (text: string) => void): Promise<Running>;
//# sourceMappingURL=start.d.ts.map