import type { Region } from '../region.js';
import type { Metrics } from './metrics.js';
export interface Admin {
    readonly port: number;
    close(): Promise<void>;
}
export declare function openAdmin({ host, port }: {
    readonly host: string;
    readonly port: number;
}, metrics: Metrics, { counts, tenants }: Region): Promise<Admin>;
//# sourceMappingURL=open.d.ts.map