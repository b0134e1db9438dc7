import { type Problem } from '@cid-elements/core/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
export declare const PROBLEM_TYPE = "application/problem+json";
/** The answer of a route that is a problem, for its schema. */
export declare const asProblem: (description: string) => {
    description: string;
    content: {
        "application/problem+json": {
            schema: import("zod").ZodObject<{
                type: import("zod").ZodString;
                title: import("zod").ZodString;
                status: import("zod").ZodInt;
                detail: import("zod").ZodOptional<import("zod").ZodString>;
                instance: import("zod").ZodOptional<import("zod").ZodString>;
                fields: import("zod").ZodOptional<import("zod").ZodArray<import("zod").ZodString>>;
            }, import("zod/v4/core").$strip>;
        };
    };
};
export declare function problemOf(status: number, extra?: Partial<Problem>): Problem;
/** A whole HTTP response for a socket whose request never became one. */
export declare function rawProblem(status: number): string;
export declare function sendProblem(request: FastifyRequest, reply: FastifyReply, status: number, extra?: Partial<Problem>): FastifyReply;
//# sourceMappingURL=problem.d.ts.map