import type { FastifyInstance } from 'fastify';
/** The policy of every page. A page may ask its own origin alone. */
export declare const PAGE_POLICY: Readonly<Record<string, string[]>>;
/** A worker has the policy of its own response; only there may WebAssembly be compiled. */
export declare const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
export declare const PERMISSIONS_POLICY = "camera=(self), serial=(self), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), hid=(self)";
/** Registers the pages of `root`. Returns the path prefixes that exist. */
export declare function servePages(parent: FastifyInstance, root: string, verifier: 'training' | 'max'): Promise<string[]>;
//# sourceMappingURL=pages.d.ts.map