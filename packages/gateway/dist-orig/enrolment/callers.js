/** Finds out who asks: a caller key, the cookie of an enrolled workstation, or a name that the reverse proxy vouches for. */
import { CALLER_NAME } from './caller.js';
import { callerId, findByKey, findByProxyName } from './keys-file.js';
function bearerOf(authorization) {
    return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
export function createCallers({ keys, workstations, anyProxyName = false }) {
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
                if (caller)
                    return { caller };
                if (anyProxyName && CALLER_NAME.test(proxyName))
                    return { caller: { id: callerId(proxyName), name: proxyName } };
            }
            if (workstations === undefined || cookie === undefined)
                return {};
            try {
                return (await workstations.recognise(cookie)) ?? {};
            }
            catch {
                return { storeDown: true };
            }
        },
    };
}
//# sourceMappingURL=callers.js.map