import type { Config } from '@cid-elements/core';
import type { Texts } from '../locales/registry.js';
import { gatewayUrl } from './gateway-url.js';
import type { GatewayOptions } from './gateway-verifier.js';
import { failed, type VerifierName, type Verify } from './verify.js';

/** The attributes that choose and configure the verifier. */
export interface VerifierSettings {
  readonly verifier?: string | null | undefined;
  readonly gateway?: string | null | undefined;
  readonly workstation?: string | null | undefined;
  readonly callerKey?: string | null | undefined;
}

/** Why a Digital ID cannot be checked here. */
export type UnusableReason = keyof Texts['closed'];

export interface VerifierChoice {
  readonly name: VerifierName;
  readonly verify?: Verify;
  readonly unusableReason?: UnusableReason;
}

/** Loads the verifier at the first code. A failure to load is answered with `unavailable`. */
const verifyLater =
  (load: () => Promise<Verify>): Verify =>
  async (...call) => {
    try {
      return await (await load())(...call);
    } catch {
      return failed('unavailable');
    }
  };

/** Chooses the verifier by the attributes and the ways that the local act permits. */
export function chooseVerifier(
  { verifier: named, gateway, workstation, callerKey }: VerifierSettings,
  config: Config,
): VerifierChoice {
  const verifier = named ?? 'goskan';
  if (verifier === 'goskan')
    return config.ways.includes('goskan')
      ? { name: 'goskan' }
      : { name: 'goskan', unusableReason: 'verifier' };
  if (verifier !== 'gateway' && verifier !== 'training')
    return { name: 'goskan', unusableReason: 'verifier' };
  if (verifier === 'training' && !gateway) {
    const load = async () => (await import('./training-verifier.js')).trainingVerifier;
    return { name: 'training', verify: verifyLater(load) };
  }
  const url = gateway ? gatewayUrl(gateway) : undefined;
  if (!url) return { name: verifier, unusableReason: gateway ? 'gatewayUnsafe' : 'gateway' };
  if (verifier === 'gateway' && !(config.ways.includes('gateway') && config.gatewayAct)) {
    return { name: verifier, unusableReason: 'notPermitted' };
  }
  const options: GatewayOptions = {
    gateway: url,
    workstation: (workstation ?? '').slice(0, 64),
    codeHosts: config.codeHosts,
    callerKey: callerKey ?? undefined,
    trainingOnly: verifier === 'training',
  };
  const load = async () => (await import('./gateway-verifier.js')).gatewayVerifier(options);
  return { name: verifier, verify: verifyLater(load) };
}
