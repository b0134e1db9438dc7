import { countedInstitution, SINGLE } from './counted.js';
/** A gateway without an institutions file. It does not close the verifier, which belongs to who made it. */
export function createSingleTenant(verifier, benefits, tokenExpiresAtMs) {
    const tenant = { id: SINGLE.id, verifier, benefits, origins: [] };
    return {
        of: () => tenant,
        origins: () => [],
        ids: () => [tenant.id],
        counted: (id) => (id === tenant.id ? countedInstitution(SINGLE, benefits) : undefined),
        tokenExpiresAtMs: () => tokenExpiresAtMs,
        current: () => true,
        close: async () => { },
    };
}
/** The end of a day (`yyyy-mm-dd`) in UTC, ms since 1970. */
export const endOfDayMs = (day) => Date.parse(`${day}T00:00:00Z`) + 86_400_000;
/**
 * The state of all institutions as one: a fault is told when every institution has one, because the gateway serves as
 * long as one can be served; the end of a token is told when the first one is near.
 */
function summary(states) {
    const known = states.flatMap(([, state]) => state ?? []);
    const [first] = known;
    if (first === undefined)
        return undefined;
    const fault = known.find(({ upstreamFault }) => upstreamFault !== undefined)?.upstreamFault;
    const wrong = states.flatMap(([id, state]) => {
        if (state === undefined)
            return [];
        const { token, upstream, upstreamFault, tokenExpiresWithinDays } = state;
        const fine = token === 'ok' && upstream === 'ok' && (upstreamFault ?? tokenExpiresWithinDays) === undefined;
        return fine ? [] : [{ id, ...state }];
    });
    const days = known.flatMap(({ tokenExpiresWithinDays }) => tokenExpiresWithinDays ?? []);
    return {
        token: known.some(({ token }) => token === 'ok') ? 'ok' : first.token,
        upstream: known.some(({ upstream }) => upstream === 'ok') ? 'ok' : first.upstream,
        ...(days.length === 0 ? {} : { tokenExpiresWithinDays: Math.min(...days) }),
        ...(fault === undefined ? {} : { upstreamFault: fault }),
        ...(wrong.length === 0 ? {} : { institutions: wrong }),
    };
}
/** What of an institution its verifier depends on. */
const verifierKey = ({ id, tokenFile = '', tokenExpires = '' }) => JSON.stringify([id, tokenFile, tokenExpires]);
export function createRegionTenants({ institutions, benefits, createVerifier, graceMs, }) {
    const verifiers = new Map();
    const tenants = new WeakMap();
    const closing = new Set();
    function verifierOf(institution) {
        const key = verifierKey(institution);
        const verifier = verifiers.get(key) ?? createVerifier(institution);
        verifiers.set(key, verifier);
        return verifier;
    }
    /** Closes the verifiers of institutions that are gone, when no check can be using them any more. */
    function retire() {
        const used = new Set(institutions.all().map(verifierKey));
        for (const [key, verifier] of verifiers) {
            if (used.has(key))
                continue;
            verifiers.delete(key);
            const timer = setTimeout(() => {
                closing.delete(timer);
                void verifier.close();
            }, graceMs).unref();
            closing.add(timer);
        }
    }
    function tenantOf(institution) {
        const known = tenants.get(institution);
        if (known !== undefined)
            return known;
        retire();
        const { id, origins, ratePerMinute, receiptAudience } = institution;
        const tenant = {
            id,
            verifier: verifierOf(institution),
            benefits: institution.benefits ?? benefits,
            origins,
            ...(ratePerMinute === undefined ? {} : { ratePerMinute }),
            ...(receiptAudience === undefined ? {} : { receiptAudience }),
        };
        tenants.set(institution, tenant);
        return tenant;
    }
    const all = () => institutions.all().map(tenantOf);
    const first = () => {
        const [tenant] = all();
        if (tenant === undefined)
            throw new Error('an institutions file names at least one institution');
        return tenant.verifier;
    };
    return {
        of(caller) {
            const known = institutions.all();
            const only = known.length === 1 ? known[0] : undefined;
            const found = caller?.institution === undefined ? only : institutions.get(caller.institution);
            return found && tenantOf(found);
        },
        origins: () => institutions.all().flatMap(({ origins }) => origins),
        ids: () => institutions.all().map(({ id }) => id),
        counted(id) {
            const found = institutions.get(id);
            return found && countedInstitution(found, benefits);
        },
        tokenExpiresAtMs() {
            const days = institutions.all().flatMap(({ tokenExpires }) => tokenExpires ?? []);
            return days.length === 0 ? undefined : Math.min(...days.map(endOfDayMs));
        },
        current: institutions.current,
        async close() {
            institutions.close();
            for (const timer of closing)
                clearTimeout(timer);
            await Promise.all([...verifiers.values()].map((verifier) => verifier.close()));
        },
        /** Stands for all of them where no caller is known: readiness, and the secret that every process shares. */
        verifier: {
            get name() {
                return first().name;
            },
            refuses: (kind) => first().refuses(kind),
            ready: async () => (await Promise.all(all().map(({ verifier }) => verifier.ready()))).includes(true),
            state: async () => summary(await Promise.all(all().map(async ({ id, verifier }) => [id, await verifier.state?.()]))),
            replaySecret: () => first().replaySecret(),
            ask: async () => ({ outcome: 'failed', reason: 'misconfigured' }),
            close: async () => { },
        },
    };
}
//# sourceMappingURL=tenants.js.map