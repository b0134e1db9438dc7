/**
 * Identifies the caller: by caller key, by cookie of an enrolled workstation, or by the name the reverse
 * proxy passes.
 */

import type { WatchedFile } from '../watched-file.js';
import { CALLER_NAME, type Caller } from './caller.js';
import { callerId, findByKey, findByProxyName, type KeyLine } from './keys-file.js';
import type { Workstations } from './workstations.js';

/** The parts of a request that identify its caller. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
  /** Header of the proxy; `undefined` unless the connection comes from the proxy. */
  readonly proxyName: string | undefined;
}

export interface Identified {
  readonly caller?: Caller;
  /** `Set-Cookie` of the answer, if the cookie of a workstation was renewed. */
  readonly cookie?: string;
  /** The store is down, so the credential can be neither accepted nor refused. */
  readonly storeDown?: true;
}

export interface Callers {
  identify(credentials: Credentials): Promise<Identified>;
}

function bearerOf(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

export interface CallersOptions {
  readonly keys?: WatchedFile<readonly KeyLine[]>;
  readonly workstations?: Workstations;
  /** Accept names from the proxy that no line of the keys file lists: one institution without branches. */
  readonly anyProxyName?: boolean;
}

export function createCallers({ keys, workstations, anyProxyName = false }: CallersOptions): Callers {
  return {
    async identify({ authorization, cookie, proxyName }) {
      const lines = keys?.read() ?? [];
      // An invalid `Authorization` header is refused even if a valid cookie is present: the caller chose the
      // header.
      if (authorization !== undefined) {
        const key = bearerOf(authorization);
        const caller = key === undefined ? undefined : findByKey(lines, key);
        return caller ? { caller } : {};
      }
      if (proxyName !== undefined) {
        const caller = findByProxyName(lines, proxyName);
        if (caller) return { caller };
        if (anyProxyName && CALLER_NAME.test(proxyName))
          return { caller: { id: callerId(proxyName), name: proxyName } };
      }
      if (workstations === undefined || cookie === undefined) return {};
      try {
        return (await workstations.recognise(cookie)) ?? {};
      } catch {
        return { storeDown: true };
      }
    },
  };
}
