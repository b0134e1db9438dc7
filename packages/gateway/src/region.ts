/** The parts of a gateway that serves more than one desk, opened from its settings. */
import proxyAddr from '@fastify/proxy-addr';
import { isLoopback } from './access.js';
import type { GatewayConfig } from './config.js';
import { type Counts, createCounts } from './counts/counts.js';
import { type Callers, createCallers } from './enrolment/callers.js';
import { type KeyLine, parseKeyFile } from './enrolment/keys-file.js';
import { watchFile } from './enrolment/watched-file.js';
import { createWorkstations, type Workstations } from './enrolment/workstations.js';
import { countedVerifiers } from './institutions/counted.js';
import { InstitutionsError, openInstitutions } from './institutions/institutions.js';
import { createRegionTenants, createSingleTenant, endOfDayMs, type Tenants } from './institutions/tenants.js';
import type { Log } from './log.js';
import type { Receipts } from './receipts/receipts.js';
import { ConfigError } from './settings.js';
import type { Store } from './store/store.js';
import type { Verifier } from './verifiers/verifier.js';

export interface Region {
  readonly tenants: Tenants;
  readonly callers: Callers;
  /** Who is not known is refused. */
  readonly callersRequired: boolean;
  /** Absent where enrolments would end with the process. */
  readonly workstations?: Workstations;
  readonly receipts?: Receipts;
  readonly counts?: Counts;
  /** Origins of callers that have their own, for preflights, which name no caller. */
  callerOrigins(): Promise<readonly string[]>;
  /** Whether the address is one of the reverse proxy. */
  isProxy(address: string): boolean;
}

/** Which token an institution asks with, where it is not the gateway's own. */
export interface TokenSetting {
  readonly tokenFile?: string;
  readonly institution?: string;
  readonly tokenExpiresAt?: number;
}

/** Opens the tenants: they are needed before the store, whose secret comes from a verifier. */
export async function openTenants(
  config: GatewayConfig,
  log: Log,
  createVerifier: (token: TokenSetting) => Verifier,
): Promise<{ readonly tenants: Tenants; readonly verifier: Verifier }> {
  const { institutionsFile } = config.region;
  if (institutionsFile === undefined) {
    const verifier = createVerifier({});
    return { verifier, tenants: createSingleTenant(verifier, config.benefits, config.max?.tokenExpiresAt) };
  }
  const institutions = await openInstitutions(institutionsFile, {
    verifier: config.verifier,
    onReload(result) {
      if (result.ok) return log({ level: 'info', event: 'institutions-read' });
      log({ level: 'error', event: 'institutions-unusable' });
      // Problems name a place and a rule, never a value, but they are sentences: not for the log's whitelist.
      for (const problem of result.problems) process.stderr.write(`CID_INSTITUTIONS_FILE ${problem}\n`);
    },
  }).catch((error: unknown) => {
    if (!(error instanceof InstitutionsError)) throw error;
    throw new ConfigError(error.problems.map((problem) => `CID_INSTITUTIONS_FILE ${problem}`));
  });
  const tenants = createRegionTenants({
    institutions,
    benefits: config.benefits,
    graceMs: config.timeoutMs + 1_000,
    createVerifier: ({ id, tokenFile, tokenExpires }) =>
      createVerifier({
        institution: id,
        ...(tokenFile === undefined ? {} : { tokenFile }),
        ...(tokenExpires === undefined ? {} : { tokenExpiresAt: endOfDayMs(tokenExpires) }),
      }),
  });
  return { tenants, verifier: tenants.verifier };
}

/** @throws {ConfigError} if the receipt keys cannot be used. */
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

const keysOf = (content: string): readonly KeyLine[] | undefined => {
  const parsed = parseKeyFile(content);
  return 'lines' in parsed ? parsed.lines : undefined;
};

/** @throws {ConfigError} if the receipt keys cannot be used. */
export async function openRegion(config: GatewayConfig, tenants: Tenants, store: Store): Promise<Region> {
  const { callerKeys, region, trustProxy, verifier, host } = config;
  const keys = callerKeys && watchFile<readonly KeyLine[]>(callerKeys.path, callerKeys.lines, keysOf);
  const workstations = store.kind === 'memory' ? undefined : createWorkstations(store);
  const receipts = await openReceipts(config);
  const trusted = Array.isArray(trustProxy) ? proxyAddr.compile(trustProxy) : () => false;
  return {
    tenants,
    callers: createCallers({
      ...(keys === undefined ? {} : { keys }),
      ...(workstations === undefined ? {} : { workstations }),
      // A file that lists callers lists them all.
      anyProxyName: region.institutionsFile === undefined && keys === undefined,
    }),
    callersRequired:
      region.requireCaller ||
      keys !== undefined ||
      region.institutionsFile !== undefined ||
      region.callerHeader !== undefined ||
      (verifier === 'max' && !isLoopback(host)),
    ...(workstations === undefined ? {} : { workstations }),
    ...(receipts === undefined ? {} : { receipts }),
    ...(region.counts
      ? {
          counts: createCounts({
            store,
            institution: tenants.counted,
            verifiers: countedVerifiers(verifier),
          }),
        }
      : {}),
    callerOrigins: async () => ((await keys?.read()) ?? []).flatMap(({ details }) => details.origins ?? []),
    isProxy: (address) => trusted(address, 0),
  };
}
