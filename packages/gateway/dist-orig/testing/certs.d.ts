export interface Authority {
    readonly ca: string;
    /** A certificate for 127.0.0.1 and localhost. */
    issue(): {
        readonly cert: string;
        readonly key: string;
    };
}
export declare function createAuthority(commonName?: string): Authority;
//# sourceMappingURL=certs.d.ts.map