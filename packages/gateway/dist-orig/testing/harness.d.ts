/** Starts the real gateway as its own process, and a real Redis. */
import { type ChildProcess } from 'node:child_process';
export declare const TOKEN = "TOKENCANARY-0123456789";
export declare const KEY = "KEYCANARY-0123456789abcdef";
/** A real-looking code that nobody has used yet. */
export declare const newCode: () => string;
/** A folder that goes away with the test file. */
export declare function folder(): string;
/** A file with this content, and its path. */
export declare function file(content: string): string;
export interface Process {
    readonly child: ChildProcess;
    /** Both outputs so far. */
    output(): string;
    errors(): string;
    /** Exit code once it has ended. */
    readonly ended: Promise<number | null>;
}
export declare function launch(env: Record<string, string>): Process;
interface Caller {
    readonly url: string;
    post(body: unknown, headers?: Record<string, string>): Promise<Response>;
    check(code: string, benefit?: string): Promise<Record<string, unknown>>;
}
export interface RunningGateway extends Caller {
    output(): string;
    close(): Promise<void>;
}
/** The gateway in this process, on a free port. */
export declare function startGateway(env?: Record<string, string>): Promise<RunningGateway>;
export interface LaunchedGateway extends Process, Caller {
    /** Ends it as a service manager does; its exit code. */
    stop(): Promise<number | null>;
}
/** The gateway as its own process. */
export declare function launchGateway(env?: Record<string, string>): Promise<LaunchedGateway>;
/** Settings for a gateway that asks the fake MAX at `url`. */
export declare const withMax: (url: string, more?: Record<string, string>) => Record<string, string>;
export declare function freePort(): Promise<number>;
export interface RealRedis {
    readonly url: string;
    readonly port: number;
    readonly pid: number;
    stop(): Promise<void>;
}
/** Debian's `redis-server` on a free port, keeping nothing. @param options after its own, @param first before them. */
export declare function startRedis(port?: number, options?: readonly string[], first?: readonly string[]): Promise<RealRedis>;
export {};
//# sourceMappingURL=harness.d.ts.map