/**
 * TCP connections after RFC 8305 («Happy Eyeballs»): the addresses of a name are tried one after another, and an attempt
 * that has not settled goes on beside the next. Node's own way gives an attempt up after 250 ms, so that one lost packet
 * and a dead IPv6 route together end every connection.
 */
import { type LookupAddress } from 'node:dns';
import { type Socket } from 'node:net';
export type Lookup = (host: string) => Promise<readonly LookupAddress[]>;
/** @param timeoutMs for all of it, the name included. */
export declare function connectTcp(host: string, port: number, timeoutMs: number, lookup?: Lookup): Promise<Socket>;
//# sourceMappingURL=connect.d.ts.map