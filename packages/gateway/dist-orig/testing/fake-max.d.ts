/** MAX's partner API as published («Цифровой ID – API», v1.5.8), scripted by tests: one answer a code. */
import { type ServerResponse } from 'node:http';
import type { TlsOptions } from 'node:tls';
export interface Asked {
    readonly sessionId: string;
    readonly details: string | null;
    readonly authorization: string | undefined;
    readonly url: string;
}
export type Handler = (response: ServerResponse, asked: Asked) => void;
export interface FakeMax {
    readonly url: string;
    /** Everything that was asked so far. */
    readonly asked: Asked[];
    on(code: string, handler: Handler): void;
    count(code: string): number;
    close(): Promise<void>;
}
export declare const json: (status: number, body: unknown) => Handler;
/** What MAX answers about a visitor; `details` are the confirmed statuses. */
export declare const success: (details: Record<string, unknown>, more?: Record<string, unknown>) => Handler;
export declare const failure: (status: number, code?: string) => Handler;
export declare function startFakeMax(tls?: TlsOptions): Promise<FakeMax>;
//# sourceMappingURL=fake-max.d.ts.map