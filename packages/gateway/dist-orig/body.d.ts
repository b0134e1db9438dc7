import type { FastifyInstance } from 'fastify';
/** Thrown for a body with bytes that are no UTF-8. */
export declare class BadEncoding extends Error {
    readonly fields: readonly string[];
    readonly statusCode = 400;
    constructor(fields: readonly string[]);
}
/** Thrown for a compressed body: not supported, because it may have any size once it is decompressed. */
export declare class BadContentEncoding extends Error {
    readonly statusCode = 415;
}
/** Only JSON is read; `__proto__` and `constructor.prototype` in it are refused. @param known the fields that may be named. */
export declare function readJsonBodies(app: FastifyInstance, known: readonly string[]): void;
//# sourceMappingURL=body.d.ts.map