/** The counts of one institution and month as they are published: rounded, complete, and the same for ever. */
import { type Benefit } from '@cid-elements/core';
import { z } from 'zod';
/** A disability is counted nowhere. */
export declare const COUNTED_BENEFITS: readonly Benefit[];
export declare const COUNTED_VERIFIERS: readonly ['max', 'staff'];
export declare const COUNTED_OUTCOMES: readonly ['confirmed', 'not-confirmed'];
export type CountedVerifier = (typeof COUNTED_VERIFIERS)[number];
export type CountedOutcome = (typeof COUNTED_OUTCOMES)[number];
/** The branch of callers that belong to none. */
export declare const NO_BRANCH = "";
export interface Cell {
    readonly branch: string;
    readonly benefit: Benefit;
    readonly verifier: CountedVerifier;
    readonly outcome: CountedOutcome;
}
export declare const reportSchema: z.ZodObject<{
    month: z.ZodString;
    timeZone: z.ZodString;
    institution: z.ZodObject<{
        id: z.ZodString;
        name: z.ZodString;
    }, z.core.$strip>;
    rows: z.ZodArray<z.ZodObject<{
        branch: z.ZodObject<{
            id: z.ZodString;
            name: z.ZodString;
        }, z.core.$strip>;
        benefit: z.ZodEnum<{
            age: "age";
            disability: "disability";
            "large-family": "large-family";
            pensioner: "pensioner";
            student: "student";
        }>;
        verifier: z.ZodEnum<{
            max: "max";
            staff: "staff";
        }>;
        outcome: z.ZodEnum<{
            confirmed: "confirmed";
            "not-confirmed": "not-confirmed";
        }>;
        count: z.ZodUnion<readonly [z.ZodInt, z.ZodEnum<{
            few: "few";
            withheld: "withheld";
        }>]>;
    }, z.core.$strip>>;
    byBenefit: z.ZodArray<z.ZodObject<{
        benefit: z.ZodEnum<{
            age: "age";
            disability: "disability";
            "large-family": "large-family";
            pensioner: "pensioner";
            student: "student";
        }>;
        count: z.ZodUnion<readonly [z.ZodInt, z.ZodEnum<{
            few: "few";
            withheld: "withheld";
        }>]>;
    }, z.core.$strip>>;
    byBranch: z.ZodArray<z.ZodObject<{
        branch: z.ZodObject<{
            id: z.ZodString;
            name: z.ZodString;
        }, z.core.$strip>;
        count: z.ZodUnion<readonly [z.ZodInt, z.ZodEnum<{
            few: "few";
            withheld: "withheld";
        }>]>;
    }, z.core.$strip>>;
    total: z.ZodUnion<readonly [z.ZodInt, z.ZodEnum<{
        few: "few";
        withheld: "withheld";
    }>]>;
}, z.core.$strip>;
export type Report = z.infer<typeof reportSchema>;
/** What of an institution shapes its report. */
export interface CountedInstitution {
    readonly id: string;
    readonly name: string;
    readonly timeZone: string;
    readonly benefits: readonly Benefit[];
    readonly branches: readonly {
        readonly id: string;
        readonly name: string;
    }[];
}
/**
 * Builds the report. The rows come from the settings, not from the data: a row that appeared only with its first
 * check would tell that somebody was there.
 * @param verifiers the ways that are counted here. @param count the exact number of a cell.
 */
export declare function buildReport(month: string, institution: CountedInstitution, verifiers: readonly CountedVerifier[], count: (cell: Cell) => number): Report;
//# sourceMappingURL=report.d.ts.map