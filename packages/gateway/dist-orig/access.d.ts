/** Who may ask: caller keys, and pages of which origins. */
import type { FastifyRequest } from 'fastify';
/**
 * An origin in the form in which browsers send it: lower case, names in other scripts as punycode, no default port. A
 * trailing `/` is forgiven. `undefined` if the text is no exact http or https origin.
 */
export declare function normalizeOrigin(text: string): string | undefined;
export declare function isLoopback(host: string): boolean;
/**
 * Whether a page of another site is asking. A browser sends `Origin` with every cross-site POST; a gateway that needs
 * no key also looks at `Host`, because a site can point its own name at 127.0.0.1 (DNS rebinding).
 * @param origins the allowed origins. @param guardHost bound to loopback and open without a key.
 */
export declare function isForeignSite(request: FastifyRequest, origins: readonly string[], guardHost: boolean): boolean;
//# sourceMappingURL=access.d.ts.map