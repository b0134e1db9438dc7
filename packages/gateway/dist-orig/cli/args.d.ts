import { type Command } from './help.js';
export interface Options {
    readonly positionals: readonly string[];
    readonly json: boolean;
    readonly help: boolean;
    readonly version: boolean;
    readonly key: boolean;
    readonly workstation: boolean;
    readonly institution?: string | undefined;
    readonly branch?: string | undefined;
    readonly origin?: readonly string[] | undefined;
    readonly rate?: string | undefined;
    readonly month?: string | undefined;
    readonly format?: string | undefined;
    readonly output?: string | undefined;
}
export interface ParsedArgs {
    readonly command: Command;
    /** The command was named, not taken by default. */
    readonly named: boolean;
    readonly options: Options;
}
/** @throws {UsageError} */
export declare function readArgs(argv: readonly string[]): ParsedArgs;
//# sourceMappingURL=args.d.ts.map