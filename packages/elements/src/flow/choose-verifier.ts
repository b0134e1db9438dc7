import type { Config } from '@cid-elements/core';
import type { Texts } from './texts/texts.js';
import type { GatewayOptions, VerifierName, Verify } from './verify.js';

/** What an element's attributes say of its verifier. */
export interface VerifierSettings {
  readonly verifier: string | undefined;
  readonly gateway: string | undefined;
  readonly workstation: string | undefined;
  readonly callerKey: string | undefined;
}

export type Unfit = keyof Texts['closed'];

export interface VerifierChoice {
  readonly name: VerifierName;
  readonly verify?: Verify;
  readonly unfit?: Unfit;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** The gateway's absolute address, or nothing where it is none: a code travels over https, the page's own origin or loopback alone. */
function gatewayUrl(gateway: string): string | undefined {
  try {
    const url = new URL(gateway, location.href);
    const safe =
      url.protocol === 'https:' || url.origin === location.origin || LOOPBACK.includes(url.hostname);
    return safe && url.protocol.startsWith('http') ? url.origin + url.pathname : undefined;
  } catch {
    return undefined;
  }
}

/** The part that asks is loaded with the first code: what cannot be loaded did not answer. */
const verifyLater =
  (options?: GatewayOptions): Verify =>
  async (...call) => {
    try {
      const { gatewayVerifier, trainingVerifier } = await import('./verify.js');
      return await (options ? gatewayVerifier(options) : trainingVerifier)(...call);
    } catch {
      return { outcome: 'failed', reason: 'unavailable', verifier: undefined };
    }
  };

/** Who verifies at this desk, by its attributes and by what the local act permits. */
export function chooseVerifier(
  { verifier: named, gateway, workstation, callerKey }: VerifierSettings,
  config: Config,
): VerifierChoice {
  const verifier = named ?? 'goskan';
  if (verifier === 'goskan')
    return config.ways.includes('goskan') ? { name: 'goskan' } : { name: 'goskan', unfit: 'verifier' };
  if (verifier !== 'gateway' && verifier !== 'training') return { name: 'goskan', unfit: 'verifier' };
  if (verifier === 'training' && !gateway) return { name: 'training', verify: verifyLater() };
  const url = gateway ? gatewayUrl(gateway) : undefined;
  if (!url) return { name: verifier, unfit: gateway ? 'gatewayUnsafe' : 'gateway' };
  if (verifier === 'gateway' && !(config.ways.includes('gateway') && config.gatewayAct)) {
    return { name: verifier, unfit: 'notPermitted' };
  }
  const verify = verifyLater({
    gateway: url,
    workstation: (workstation ?? '').slice(0, 64),
    codeHosts: config.codeHosts,
    callerKey,
    trainingOnly: verifier === 'training',
  });
  return { name: verifier, verify };
}
