export interface CliResult {
    /** `undefined`: the gateway would run on. */
    readonly code: number | null | undefined;
    readonly out: string;
    readonly err: string;
    /** The answer of `--json`. */
    json(): Record<string, unknown>;
}
/** In this process: a command takes milliseconds. `serve` starts nothing. */
export declare function cli(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliResult>;
/** As an administrator runs it. */
export declare function cliProcess(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliResult>;
//# sourceMappingURL=cli.d.ts.map