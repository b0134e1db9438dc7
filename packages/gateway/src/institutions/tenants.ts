/** The tenants of a gateway: one library, or every institution of the file, each with its own MAX token. */
import type { Benefit } from '@cid-elements/core';
import type { CountedInstitution } from '../counts/report.js';
import { defined } from '../defined.js';
import type { Caller } from '../enrolment/caller.js';
import { endOfDayMs } from '../settings.js';
import type { Verifier, VerifierState } from '../verifiers/verifier.js';
import { countedInstitution, SINGLE } from './counted.js';
import type { Institutions } from './institutions.js';
import type { Institution } from './schema.js';

export interface Tenant {
  readonly id: string;
  readonly verifier: Verifier;
  readonly benefits: readonly Benefit[];
  /** Origins of its pages, in addition to those of the gateway. */
  readonly origins: readonly string[];
  /** Checks per minute of all its callers together. */
  readonly ratePerMinute?: number;
  readonly receiptAudience?: string;
}

export interface Tenants {
  /** The tenant of a caller, or `undefined` if its institution is not (or no longer) served. */
  of(caller: Caller | undefined): Tenant | undefined;
  origins(): readonly string[];
  ids(): readonly string[];
  counted(id: string): CountedInstitution | undefined;
  /** When the first token expires, ms since 1970, if known. */
  tokenExpiresAtMs(): number | undefined;
  /** False if the institutions file on disk is invalid and the previous version is in use. */
  current(): boolean;
  /** Whether checks can be made for at least one institution. */
  ready(): Promise<boolean>;
  /** The state of the verifiers, for `/readyz`; `undefined` if they cannot have faults. */
  state(): Promise<VerifierState | undefined>;
  /** Secret of the replay memory, the same in all processes. */
  replaySecret(): Promise<Uint8Array>;
  /** Closes the verifiers. */
  close(): Promise<void>;
}

/** The tenant of a gateway without an institutions file. */
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
    ready: () => verifier.ready(),
    state: async () => verifier.state?.(),
    replaySecret: () => verifier.replaySecret(),
    close: () => verifier.close(),
  };
}

/**
 * Merges the states of all institutions. `/readyz` reports a fault only if all institutions fail, because the
 * gateway serves as long as one can be served. The nearest token expiry is reported.
 */
function summary(
  states: readonly (readonly [id: string, state: VerifierState | undefined])[],
): VerifierState | undefined {
  const known = states.flatMap(([, state]) => state ?? []);
  const [first] = known;
  if (first === undefined) return undefined;
  const fault = known.find(({ upstreamFault }) => upstreamFault !== undefined)?.upstreamFault;
  const abnormal = states.flatMap(([id, state]) => {
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
    ...defined({
      tokenExpiresWithinDays: days.length === 0 ? undefined : Math.min(...days),
      upstreamFault: fault,
      institutions: abnormal.length === 0 ? undefined : abnormal,
    }),
  };
}

export interface RegionOptions {
  readonly institutions: Institutions;
  readonly benefits: readonly Benefit[];
  readonly createVerifier: (institution: Institution) => Verifier;
  /** Longest duration of a check. A replaced verifier is closed after this time. */
  readonly graceMs: number;
}

/** The fields of an institution that its verifier depends on. */
const verifierKey = ({ id, tokenFile = '', tokenExpires = '' }: Institution): string =>
  JSON.stringify([id, tokenFile, tokenExpires]);

export function createRegionTenants({
  institutions,
  benefits,
  createVerifier,
  graceMs,
}: RegionOptions): Tenants {
  const verifiers = new Map<string, Verifier>();
  const tenants = new WeakMap<Institution, Tenant>();
  const closing = new Set<NodeJS.Timeout>();

  function verifierOf(institution: Institution): Verifier {
    const key = verifierKey(institution);
    const verifier = verifiers.get(key) ?? createVerifier(institution);
    verifiers.set(key, verifier);
    return verifier;
  }

  /** Closes the verifiers of removed institutions as soon as no check can be using them. */
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
      ...defined({ ratePerMinute, receiptAudience }),
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
    ready: async () => (await Promise.all(all().map(({ verifier }) => verifier.ready()))).includes(true),
    state: async () =>
      summary(
        await Promise.all(all().map(async ({ id, verifier }) => [id, await verifier.state?.()] as const)),
      ),
    replaySecret: () => first().replaySecret(),
  };
}
