/** The listener for administrators: metrics and counts. It knows no keys, so it is bound to loopback unless told otherwise. */
import { type FastifyInstance } from 'fastify';
import { type Counts } from '../counts/counts.js';
import type { Metrics } from './metrics.js';
export interface AdminParts {
    readonly metrics: Metrics;
    /** Absent with `CID_COUNTS=off`. */
    readonly counts?: Counts;
    /** Ids of every institution, in the order of their file. */
    readonly institutions: () => readonly string[];
    /** Bound to loopback: a page that points its own name at this machine must not read it. */
    readonly guardHost: boolean;
}
export declare function createAdmin({ metrics, counts, institutions, guardHost }: AdminParts): FastifyInstance;
//# sourceMappingURL=admin.d.ts.map