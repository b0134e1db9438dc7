/** Whom the gateway serves: one library, or every institution of the file, each asked for with its own token. */
import type { Benefit } from '@cid-elements/core';
import type { CountedInstitution } from '../counts/report.js';
import type { Caller } from '../enrolment/caller.js';
import { failed, type Verifier, type VerifierState } from '../verifiers/verifier.js';
import { countedInstitution, SINGLE } from './counted.js';
import type { Institutions } from './institutions.js';
import type { Institution } from './schema.js';

export interface Tenant {
  readonly id: string;
  readonly verifier: Verifier;
  readonly benefits: readonly Benefit[];
  /** Origins of its pages, beside those of the gateway. */
  readonly origins: readonly string[];
  /** Checks a minute of all its callers together. */
  readonly ratePerMinute?: number;
  readonly receiptAudience?: string;
}

export interface Tenants {
  /** Whose caller this is; `undefined` if its institution is not served (any more). */
  of(caller: Caller | undefined): Tenant | undefined;
  origins(): readonly string[];
  ids(): readonly string[];
  counted(id: string): CountedInstitution | undefined;
  /** When the first token ends, ms since 1970, if known. */
  tokenExpiresAtMs(): number | undefined;
  /** Whether the institutions file on disk is the one in use. */
  current(): boolean;
  close(): Promise<void>;
}

/** A gateway without an institutions file. It does not close the verifier, which belongs to who made it. */
export function createSingleTenant(
  verifier: Verifier,
  benefits: readonly Benefit[],
  tokenExpiresAtMs?: number,
): Tenants {
  const tenant: Tenant = { id: SINGLE.id, verifier, benefits, origins: [] };
  return {
    of: () => tenant,
    origins: () => [],
    ids: () => [tenant.id],
    counted: (id) => (id === tenant.id ? countedInstitution(SINGLE, benefits) : undefined),
    tokenExpiresAtMs: () => tokenExpiresAtMs,
    current: () => true,
    close: async () => {},
  };
}

/** The end of a day (`yyyy-mm-dd`) in UTC, ms since 1970. */
export const endOfDayMs = (day: string): number => Date.parse(`${day}T00:00:00Z`) + 86_400_000;

/**
 * The state of all institutions as one: a fault is told when every institution has one, because the gateway serves as
 * long as one can be served; the end of a token is told when the first one is near.
 */
function summary(
  states: readonly (readonly [id: string, state: VerifierState | undefined])[],
): VerifierState | undefined {
  const known = states.flatMap(([, state]) => state ?? []);
  const [first] = known;
  if (first === undefined) return undefined;
  const fault = known.find(({ upstreamFault }) => upstreamFault !== undefined)?.upstreamFault;
  const wrong = states.flatMap(([id, state]) => {
    if (state === undefined) return [];
    const { token, upstream, upstreamFault, tokenExpiresWithinDays } = state;
    const fine =
      token === 'ok' && upstream === 'ok' && (upstreamFault ?? tokenExpiresWithinDays) === undefined;
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

export interface RegionOptions {
  readonly institutions: Institutions;
  readonly benefits: readonly Benefit[];
  readonly createVerifier: (institution: Institution) => Verifier;
  /** A check under way ends within this time; a replaced verifier is closed after it. */
  readonly graceMs: number;
}

/** What of an institution its verifier depends on. */
const verifierKey = ({ id, tokenFile = '', tokenExpires = '' }: Institution): string =>
  JSON.stringify([id, tokenFile, tokenExpires]);

export function createRegionTenants({
  institutions,
  benefits,
  createVerifier,
  graceMs,
}: RegionOptions): Tenants & { readonly verifier: Verifier } {
  const verifiers = new Map<string, Verifier>();
  const tenants = new WeakMap<Institution, Tenant>();
  const closing = new Set<NodeJS.Timeout>();

  function verifierOf(institution: Institution): Verifier {
    const key = verifierKey(institution);
    const verifier = verifiers.get(key) ?? createVerifier(institution);
    verifiers.set(key, verifier);
    return verifier;
  }

  /** Closes the verifiers of institutions that are gone, when no check can be using them any more. */
  function retire(): void {
    const used = new Set(institutions.all().map(verifierKey));
    for (const [key, verifier] of verifiers) {
      if (used.has(key)) continue;
      verifiers.delete(key);
      const timer = setTimeout(() => {
        closing.delete(timer);
        void verifier.close();
      }, graceMs).unref();
      closing.add(timer);
    }
  }

  function tenantOf(institution: Institution): Tenant {
    const known = tenants.get(institution);
    if (known !== undefined) return known;
    retire();
    const { id, origins, ratePerMinute, receiptAudience } = institution;
    const tenant: Tenant = {
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

  const all = (): Tenant[] => institutions.all().map(tenantOf);
  const first = (): Verifier => {
    const [tenant] = all();
    if (tenant === undefined) throw new Error('an institutions file names at least one institution');
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
      for (const timer of closing) clearTimeout(timer);
      await Promise.all([...verifiers.values()].map((verifier) => verifier.close()));
    },
    /** Stands for all of them where no caller is known: readiness, and the secret that every process shares. */
    verifier: {
      get name() {
        return first().name;
      },
      refuses: (kind) => first().refuses(kind),
      ready: async () => (await Promise.all(all().map(({ verifier }) => verifier.ready()))).includes(true),
      state: async () =>
        summary(
          await Promise.all(all().map(async ({ id, verifier }) => [id, await verifier.state?.()] as const)),
        ),
      replaySecret: () => first().replaySecret(),
      ask: async () => failed('misconfigured'),
      close: async () => {},
    },
  };
}
