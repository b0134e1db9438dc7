/** Finds out who asks: a caller key, the cookie of an enrolled workstation, or a name that the reverse proxy vouches for. */
import { CALLER_NAME, type Caller } from './caller.js';
import { callerId, findByKey, findByProxyName, type KeyLine } from './keys-file.js';
import type { WatchedFile } from './watched-file.js';
import type { Workstations } from './workstations.js';

/** What of a request tells who asks. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
  /** The header of the proxy, already dropped if the connection is not the proxy's. */
  readonly proxyName: string | undefined;
}

export interface Identified {
  readonly caller?: Caller;
  /** For the answer: the cookie of a workstation was renewed. */
  readonly cookie?: string;
  /** The credential can be neither accepted nor refused now. */
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
  /** Names of the proxy count although no line of the keys file lists them: one institution, no branches. */
  readonly anyProxyName?: boolean;
}

export function createCallers({ keys, workstations, anyProxyName = false }: CallersOptions): Callers {
  return {
    async identify({ authorization, cookie, proxyName }) {
      const lines = (await keys?.read()) ?? [];
      // A header that is there and wrong is not rescued by a cookie: the caller meant the header.
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
