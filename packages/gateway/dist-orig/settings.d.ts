export declare class ConfigError extends Error {
    readonly problems: readonly string[];
    constructor(problems: readonly string[]);
}
export declare function parseUrl(text: string): URL | undefined;
export declare const splitList: (text: string) => string[];
/** Values that may hold a secret (a URL with a password, a token where its file's name belongs) are never repeated. */
export declare class Settings {
    #private;
    readonly problems: string[];
    readonly warnings: string[];
    constructor(env: Readonly<Record<string, string | undefined>>);
    /** The trimmed value; an empty one is none. */
    get(name: string): string | undefined;
    /** The names that were asked for, in order. */
    names(): string[];
    /** Notes a problem. `want` says what the value must be, and never what it is. */
    bad(name: string, want: string): undefined;
    warn(text: string): void;
    integer(name: string, fallback: number, min: number, max: number): number;
    choice<T extends string>(name: string, fallback: T, choices: readonly T[]): T;
    list(name: string, fallback?: readonly string[]): string[];
    /** The content of the file that a setting names. */
    content(name: string): string | undefined;
    /** Warns of every `CID_…` that nobody has asked for: it is misspelt. To be called last. */
    warnUnknown(): void;
}
//# sourceMappingURL=settings.d.ts.map