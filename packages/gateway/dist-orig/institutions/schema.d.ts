import { z } from 'zod';
/** Names that end up in receipts, counts and file lines. */
export declare const NAME: RegExp;
export declare const ID: RegExp;
/** The origin as a browser writes it: punycode, lower case, without a default port or a trailing slash. */
export declare function normaliseOrigin(text: string): string | undefined;
declare const act: z.ZodObject<{
    title: z.ZodString;
    number: z.ZodString;
    date: z.ZodISODate;
    clause: z.ZodOptional<z.ZodString>;
}, z.core.$strict>;
declare const institution: z.ZodObject<{
    id: z.ZodString;
    name: z.ZodString;
    tokenFile: z.ZodOptional<z.ZodString>;
    tokenExpires: z.ZodOptional<z.ZodISODate>;
    act: z.ZodOptional<z.ZodObject<{
        title: z.ZodString;
        number: z.ZodString;
        date: z.ZodISODate;
        clause: z.ZodOptional<z.ZodString>;
    }, z.core.$strict>>;
    benefits: z.ZodOptional<z.ZodArray<z.ZodEnum<{
        age: "age";
        disability: "disability";
        "large-family": "large-family";
        pensioner: "pensioner";
        student: "student";
    }>>>;
    origins: z.ZodDefault<z.ZodArray<z.ZodString>>;
    timeZone: z.ZodDefault<z.ZodString>;
    ratePerMinute: z.ZodOptional<z.ZodInt>;
    receiptAudience: z.ZodOptional<z.ZodString>;
    branches: z.ZodDefault<z.ZodArray<z.ZodObject<{
        id: z.ZodString;
        name: z.ZodString;
    }, z.core.$strict>>>;
}, z.core.$strict>;
export declare const institutionsFile: z.ZodObject<{
    $schema: z.ZodOptional<z.ZodString>;
    institutions: z.ZodArray<z.ZodObject<{
        id: z.ZodString;
        name: z.ZodString;
        tokenFile: z.ZodOptional<z.ZodString>;
        tokenExpires: z.ZodOptional<z.ZodISODate>;
        act: z.ZodOptional<z.ZodObject<{
            title: z.ZodString;
            number: z.ZodString;
            date: z.ZodISODate;
            clause: z.ZodOptional<z.ZodString>;
        }, z.core.$strict>>;
        benefits: z.ZodOptional<z.ZodArray<z.ZodEnum<{
            age: "age";
            disability: "disability";
            "large-family": "large-family";
            pensioner: "pensioner";
            student: "student";
        }>>>;
        origins: z.ZodDefault<z.ZodArray<z.ZodString>>;
        timeZone: z.ZodDefault<z.ZodString>;
        ratePerMinute: z.ZodOptional<z.ZodInt>;
        receiptAudience: z.ZodOptional<z.ZodString>;
        branches: z.ZodDefault<z.ZodArray<z.ZodObject<{
            id: z.ZodString;
            name: z.ZodString;
        }, z.core.$strict>>>;
    }, z.core.$strict>>;
}, z.core.$strict>;
export type Institution = z.infer<typeof institution>;
export type Act = z.infer<typeof act>;
/** The published JSON Schema: `institutions.schema.json` of the package. */
export declare const institutionsJsonSchema: () => unknown;
export interface ReadOptions {
    /** With MAX every institution needs a token and an act. */
    readonly verifier: 'max' | 'training';
}
export type ReadResult = {
    readonly institutions: readonly Institution[];
} | {
    readonly problems: readonly string[];
};
/** Reads the text of a file. Problems name the place and the rule, never a value. */
export declare function readInstitutions(text: string, { verifier }: ReadOptions): ReadResult;
export {};
//# sourceMappingURL=schema.d.ts.map