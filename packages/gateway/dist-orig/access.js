function hostOf(origin) {
    try {
        return new URL(origin).host;
    }
    catch {
        return undefined;
    }
}
function hostnameOf(host) {
    try {
        return new URL(`http://${host}`).hostname;
    }
    catch {
        return '';
    }
}
/**
 * An origin in the form in which browsers send it: lower case, names in other scripts as punycode, no default port. A
 * trailing `/` is forgiven. `undefined` if the text is no exact http or https origin.
 */
export function normalizeOrigin(text) {
    if (!/^https?:\/\/[^/?#@\\*]+\/?$/i.test(text))
        return undefined;
    try {
        const { origin } = new URL(text);
        return origin === 'null' ? undefined : origin;
    }
    catch {
        return undefined;
    }
}
export function isLoopback(host) {
    const name = host.toLowerCase().replace(/^\[|\]$/g, '');
    return (name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name));
}
/**
 * Whether a page of another site is asking. A browser sends `Origin` with every cross-site POST; a gateway that needs
 * no key also looks at `Host`, because a site can point its own name at 127.0.0.1 (DNS rebinding).
 * @param origins the allowed origins. @param guardHost bound to loopback and open without a key.
 */
export function isForeignSite(request, origins, guardHost) {
    const { origin } = request.headers;
    if (origin !== undefined && !origins.includes(origin)) {
        const host = hostOf(origin);
        if (host === undefined || host === '' || host !== (request.host ?? '').toLowerCase())
            return true;
    }
    if (!guardHost)
        return false;
    const host = (request.headers.host ?? '').toLowerCase();
    return !isLoopback(hostnameOf(host)) && !origins.some((allowed) => hostOf(allowed) === host);
}
//# sourceMappingURL=access.js.map