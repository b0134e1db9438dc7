import { type CliIo } from './io.js';
export interface CliParts {
    readonly version: string;
    /** Starts the gateway; resolves when it listens, and the process stays. @param quiet no welcome text. */
    serve(quiet: boolean): Promise<void>;
}
/** The exit code, or `undefined` if the process stays: the gateway is running. */
export declare function runCli(argv: readonly string[], io: CliIo, parts: CliParts): Promise<number | undefined>;
//# sourceMappingURL=cli.d.ts.map