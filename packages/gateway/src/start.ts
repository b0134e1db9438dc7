/** Starts a gateway from its settings: opens the stores, listens and prints the addresses. */
import { networkInterfaces } from 'node:os';
import type { Probes } from './admin/metrics.js';
import type { Admin } from './admin/open.js';
import { createGateway, type Gateway } from './app.js';
import type { GatewayConfig } from './config.js';
import { defined } from './defined.js';
import { createLog, type Log } from './log.js';
import { openRegion, openTenants, type TokenSetting } from './region.js';
import { openStore } from './store/open.js';
import { createTrainingVerifier } from './verifiers/training.js';
import type { Verifier } from './verifiers/verifier.js';
import { VERSION } from './version.js';

/** The gateway cannot start although the settings are valid. The message is one line. */
export class StartError extends Error {}

// Imported dynamically: with the training verifier no TLS client, database or Redis client is loaded.
async function verifierFactory(config: GatewayConfig, log: Log): Promise<(token: TokenSetting) => Verifier> {
  const { max, proxy, timeoutMs } = config;
  if (!max) return () => createTrainingVerifier();
  const { createMaxVerifier } = await import('./verifiers/max.js');
  return (token) => createMaxVerifier({ ...max, ...token, ...defined({ proxy }), timeoutMs, log });
}

/** URLs under which a browser reaches the server, the one of this machine first. */
export function addresses(host: string, port: number): string[] {
  const url = (name: string): string => `http://${name.includes(':') ? `[${name}]` : name}:${port}/`;
  if (host !== '0.0.0.0' && host !== '::') return [url(host)];
  const lan = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => url(address));
  return [url('127.0.0.1'), ...lan];
}

function welcome(config: GatewayConfig, port: number, admin?: Admin): string {
  const [own = '', ...lan] = addresses(config.host, port);
  const pages = (base: string): string[] =>
    config.pages === undefined
      ? [`  gateway  ${base}`]
      : [
          `  start    ${base}`,
          `  desk     ${base}desk/`,
          ...(config.verifier === 'training' ? [`  phone    ${base}phone/`] : []),
        ];
  const verifier =
    config.verifier === 'training' ? 'training: nothing here is real' : 'checks with the partner API of MAX';
  return [
    `cid-elements (${verifier})`,
    ...pages(own),
    ...(admin && config.region.admin
      ? [`  admin    ${addresses(config.region.admin.host, admin.port)[0]}`]
      : []),
    ...(lan.length > 0 ? ['From this network:', ...lan.flatMap(pages)] : []),
    'Ctrl+C stops it.',
    '',
  ].join('\n');
}

/** Probes with a late-bound implementation: log and metrics are created before the parts that they probe. */
function createProbes(): Probes & { fill(real: Probes): void } {
  let probes: Probes | undefined;
  return {
    fill(real) {
      probes = real;
    },
    ready: async () => (await probes?.ready()) ?? false,
    storeHealthy: () => probes?.storeHealthy() ?? false,
    inFlight: () => probes?.inFlight() ?? 0,
    tokenExpiresAtMs: () => probes?.tokenExpiresAtMs(),
    institutionsCurrent: () => probes?.institutionsCurrent() ?? false,
  };
}

export interface Running extends Gateway {
  readonly port: number;
}

/** Converts a listen error into a message for the operator; returns other errors unchanged. */
function listenError(
  error: unknown,
  names: { port: string; host: string },
  port: number,
  host: string,
): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new StartError(`Port ${port} of ${host} is in use. Stop the other program or set ${names.port}.`);
  if (code === 'EACCES')
    return new StartError(`Port ${port} may not be used. Set ${names.port} to one above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new StartError(
      `${names.host} is not an address of this machine. Set one of its addresses, or 0.0.0.0 for all of them.`,
    );
  return error;
}

/** @throws {ConfigError} @throws {StartError} */
export async function start(config: GatewayConfig, write: (text: string) => void): Promise<Running> {
  const { port, host, region: settings } = config;
  const plainLog = createLog(write);
  const probes = createProbes();
  const metrics = settings.admin && (await import('./admin/metrics.js')).createMetrics(probes, VERSION);
  const log = metrics?.tee(plainLog) ?? plainLog;

  // Close functions in the order of their execution: after a failed start nothing may keep the process alive.
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const undo of opened.splice(0)) await undo();
  };
  try {
    const tenants = await openTenants(config, log, await verifierFactory(config, log));
    opened.unshift(tenants.close);
    const storage = await openStore(config.store, log, tenants.replaySecret);
    opened.unshift(storage.close);
    const region = await openRegion(config, tenants, storage.store);
    const gateway = await createGateway({ config, storage, region, log });
    // The gateway closes tenants and store itself, after the last check.
    opened.splice(0, opened.length, gateway.close);
    await gateway.app.listen({ port, host }).catch((error: unknown) => {
      throw listenError(error, { port: 'CID_PORT', host: 'CID_HOST' }, port, host);
    });
    let admin: Admin | undefined;
    if (settings.admin && metrics) {
      probes.fill({
        ready: tenants.ready,
        storeHealthy: () => storage.store.healthy(),
        inFlight: gateway.inFlight,
        tokenExpiresAtMs: tenants.tokenExpiresAtMs,
        institutionsCurrent: tenants.current,
      });
      const { openAdmin } = await import('./admin/open.js');
      admin = await openAdmin(settings.admin, metrics, region).catch((error: unknown) => {
        const names = { port: 'CID_ADMIN_PORT', host: 'CID_ADMIN_HOST' };
        throw listenError(error, names, settings.admin?.port ?? 0, settings.admin?.host ?? '');
      });
      opened.splice(1, 0, admin.close);
    }
    const bound = gateway.app.server.address();
    const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
    write(welcome(config, boundPort, admin));
    return { ...gateway, close, port: boundPort };
  } catch (error) {
    await close();
    throw error;
  }
}
