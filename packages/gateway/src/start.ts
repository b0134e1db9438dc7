/** Starts a gateway from settings: opens the stores, listens, says where to look. */
import { networkInterfaces } from 'node:os';
import { createGateway, type Gateway } from './app.js';
import type { GatewayConfig } from './config.js';
import { createLog, type Log } from './log.js';
import { openStore } from './store/open.js';
import { createTrainingVerifier } from './verifiers/training.js';
import type { Verifier } from './verifiers/verifier.js';

/** A reason not to start that is no fault of a setting's form: one line. */
export class StartError extends Error {}

// Loaded when needed: a training desk starts without a TLS client, a database and Redis.
async function createVerifier(config: GatewayConfig, log: Log): Promise<Verifier> {
  const { max, proxy, timeoutMs } = config;
  if (!max) return createTrainingVerifier();
  const { createMaxVerifier } = await import('./verifiers/max.js');
  return createMaxVerifier({ ...max, ...(proxy === undefined ? {} : { proxy }), timeoutMs, log });
}

/** Addresses under which a browser reaches the server, this machine's own first. */
export function addresses(host: string, port: number): string[] {
  const url = (name: string): string => `http://${name.includes(':') ? `[${name}]` : name}:${port}/`;
  if (host !== '0.0.0.0' && host !== '::') return [url(host)];
  const lan = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => url(address));
  return [url('127.0.0.1'), ...lan];
}

function welcome(config: GatewayConfig, port: number): string {
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
    ...(lan.length > 0 ? ['From this network:', ...lan.flatMap(pages)] : []),
    'Ctrl+C stops it.',
    '',
  ].join('\n');
}

export interface Running extends Gateway {
  readonly port: number;
}

/** @throws {ConfigError} @throws {StartError} */
export async function start(config: GatewayConfig, write: (text: string) => void): Promise<Running> {
  const log = createLog(write);
  const verifier = await createVerifier(config, log);
  const storage = await openStore(config.store, log, () => verifier.replaySecret());
  const gateway = await createGateway({ config, verifier, storage, log });
  try {
    await gateway.app.listen({ port: config.port, host: config.host });
  } catch (error) {
    await gateway.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${config.port} of ${config.host} is in use. Stop the other program or set CID_PORT.`,
      );
    }
    if (code === 'EACCES')
      throw new StartError(`Port ${config.port} may not be used. Set CID_PORT to one above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      throw new StartError('CID_HOST is no address of this machine.');
    }
    throw error;
  }
  const bound = gateway.app.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
  write(welcome(config, port));
  return { ...gateway, port };
}
