/**
 * Cuts an answer of MAX's partner API («Цифровой ID – API», v1.5.8) down to the one benefit that was asked for. This is
 * the only module that sees the answer; what it returns has no field for a person, and the rest is forgotten.
 */
import type { Benefit, GatewayReason } from '@cid-elements/core';
export type Reduced = {
    readonly outcome: 'confirmed' | 'not-confirmed';
} | {
    readonly outcome: 'failed';
    readonly reason: GatewayReason;
    /** MAX's id of the failed request, for its support. Never with an outcome about a benefit. */
    readonly requestId?: string;
};
/**
 * @param status HTTP status of the answer.
 * @param body what the body was as JSON, or `undefined` if it was none.
 * @param code the text that was asked about. @param benefit the benefit that was asked for.
 */
export declare function reduce(status: number, body: unknown, code: string, benefit: Benefit): Reduced;
//# sourceMappingURL=reduce.d.ts.map