/** The one token of a file's content, or `undefined` if it cannot be a header's value. */
export declare function parseToken(content: string): string | undefined;
export declare function readToken(path: string): Promise<string | undefined>;
/** The bare keys of a file of caller keys: lines of one word. */
export declare const bareKeys: (content: string) => string[];
//# sourceMappingURL=secrets.d.ts.map