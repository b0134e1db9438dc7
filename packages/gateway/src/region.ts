/** Opens the parts of a gateway that serves more than one desk, from its settings. */
import proxyAddr from '@fastify/proxy-addr';
import { isLoopback } from './access.js';
import type { GatewayConfig } from './config.js';
import { type Counts, createCounts } from './counts/counts.js';
import { defined } from './defined.js';
import { type Callers, createCallers } from './enrolment/callers.js';
import { watchKeyFile } from './enrolment/keys-file.js';
import { createWorkstations, type Workstations } from './enrolment/workstations.js';
import { countedVerifiers } from './institutions/counted.js';
import { InstitutionsError, openInstitutions } from './institutions/institutions.js';
import { createRegionTenants, createSingleTenant, type Tenants } from './institutions/tenants.js';
import type { Log } from './log.js';
import type { Receipts } from './receipts/receipts.js';
import { ConfigError, endOfDayMs } from './settings.js';
import type { Store } from './store/store.js';
import type { Verifier } from './verifiers/verifier.js';

export interface Region {
  readonly tenants: Tenants;
  readonly callers: Callers;
  /** Whether requests of unknown callers are refused. */
  readonly callersRequired: boolean;
  /** Absent with the memory store, where enrolments would not survive a restart. */
  readonly workstations?: Workstations;
  readonly receipts?: Receipts;
  readonly counts?: Counts;
  /**
   * The origins listed for single callers. CORS preflights need them, because a preflight names no caller.
   */
  callerOrigins(): Promise<readonly string[]>;
  /** Whether the address is one of the reverse proxy's. */
  isProxy(address: string): boolean;
}

/** The token of an institution, if it is not the gateway's own. */
export interface TokenSetting {
  readonly tokenFile?: string;
  readonly institution?: string;
  readonly tokenExpiresAt?: number;
}

/** Opens the tenants. Must come before the store, whose secret is derived from a verifier's token. */
export async function openTenants(
  config: GatewayConfig,
  log: Log,
  createVerifier: (token: TokenSetting) => Verifier,
): Promise<Tenants> {
  const { institutionsFile } = config.region;
  if (institutionsFile === undefined) {
    return createSingleTenant(createVerifier({}), config.benefits, config.max?.tokenExpiresAt);
  }
  const institutions = await openInstitutions(institutionsFile, {
    verifier: config.verifier,
    onReload(result) {
      if (result.ok) return log({ level: 'info', event: 'institutions-read' });
      log({ level: 'error', event: 'institutions-unusable' });
      // Problems contain no values, but they are sentences, which the whitelist of the log does not pass.
      for (const problem of result.problems) process.stderr.write(`CID_INSTITUTIONS_FILE ${problem}\n`);
    },
  }).catch((error: unknown) => {
    if (!(error instanceof InstitutionsError)) throw error;
    throw new ConfigError(error.problems.map((problem) => `CID_INSTITUTIONS_FILE ${problem}`));
  });
  return createRegionTenants({
    institutions,
    benefits: config.benefits,
    graceMs: config.timeoutMs + 1_000,
    createVerifier: ({ id, tokenFile, tokenExpires }) =>
      createVerifier({
        institution: id,
        ...defined({
          tokenFile,
          tokenExpiresAt: tokenExpires === undefined ? undefined : endOfDayMs(tokenExpires),
        }),
      }),
  });
}

/** @throws {ConfigError} if the receipt keys are invalid. */
export async function openReceipts(config: GatewayConfig): Promise<Receipts | undefined> {
  const { receipts } = config.region;
  if (receipts === undefined || config.verifier === 'training') return undefined;
  const [{ openKeyRing, ReceiptKeyError }, { createReceipts }] = await Promise.all([
    import('./receipts/keys.js'),
    import('./receipts/receipts.js'),
  ]);
  try {
    return createReceipts(await openKeyRing(receipts.keysDir), receipts);
  } catch (error) {
    if (error instanceof ReceiptKeyError)
      throw new ConfigError([`CID_RECEIPT_KEYS_DIR: ${error.message} (cid-gateway rotate makes a key)`]);
    throw error;
  }
}

/** @throws {ConfigError} if the receipt keys are invalid. */
export async function openRegion(config: GatewayConfig, tenants: Tenants, store: Store): Promise<Region> {
  const { callerKeys, region, trustProxy, verifier, host } = config;
  const keys = callerKeys && watchKeyFile(callerKeys.path, callerKeys.lines);
  const workstations = store.kind === 'memory' ? undefined : createWorkstations(store);
  const receipts = await openReceipts(config);
  const trusted = Array.isArray(trustProxy) ? proxyAddr.compile(trustProxy) : () => false;
  return {
    tenants,
    callers: createCallers({
      ...defined({ keys, workstations }),
      // If there is a keys file or an institutions file, a proxy name must be listed in the keys file.
      anyProxyName: region.institutionsFile === undefined && keys === undefined,
    }),
    callersRequired:
      region.requireCaller ||
      keys !== undefined ||
      region.institutionsFile !== undefined ||
      region.callerHeader !== undefined ||
      (verifier === 'max' && !isLoopback(host)),
    ...defined({ workstations, receipts }),
    ...(region.counts
      ? {
          counts: createCounts({
            store,
            institution: tenants.counted,
            verifiers: countedVerifiers(verifier),
          }),
        }
      : {}),
    callerOrigins: async () => (keys?.read() ?? []).flatMap(({ details }) => details.origins ?? []),
    isProxy: (address) => trusted(address, 0),
  };
}
