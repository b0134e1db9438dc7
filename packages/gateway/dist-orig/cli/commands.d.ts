import type { Options } from './args.js';
import { type CliIo } from './io.js';
interface Answer {
    readonly lines: readonly string[];
    readonly json: unknown;
    readonly exitCode?: number;
}
export type Run = (io: CliIo, options: Options) => Promise<Answer | undefined>;
export declare const RUNS: {
    readonly enrol: Run;
    readonly revoke: Run;
    readonly list: Run;
    readonly rotate: Run;
    readonly counts: Run;
    readonly 'check-config': Run;
};
export {};
//# sourceMappingURL=commands.d.ts.map