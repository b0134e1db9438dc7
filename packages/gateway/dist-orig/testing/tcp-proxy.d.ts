export interface TcpProxy {
    readonly port: number;
    /** Connections that were made so far. */
    connections(): number;
    /** Ends every connection. New ones are taken. */
    cut(): void;
    /** Nothing passes any more, and nobody is told; new connections are taken and stay silent too. */
    stall(): void;
    /** Connections made from now on pass; the stalled ones stay as they are. */
    resume(): void;
    /** Where new connections lead. */
    target(port: number): void;
    close(): void;
}
export declare function startTcpProxy(targetPort: number): Promise<TcpProxy>;
//# sourceMappingURL=tcp-proxy.d.ts.map