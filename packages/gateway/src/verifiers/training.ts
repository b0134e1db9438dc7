import { judgeTrainingCode } from '@cid-elements/core';
import type { Verifier } from './verifier.js';

/** The training issuer: scripted visitors, nothing real, nobody asked. */
export function createTrainingVerifier(now: () => number = Date.now): Verifier {
  return {
    name: 'training',
    refuses: (kind) => (kind === 'training' ? undefined : 'real-code'),
    ready: async () => true,
    // Training codes are public and about nobody: the hash need only be the same in every process.
    replaySecret: async () => Buffer.from('cid-elements training'),
    ask: async (code, benefit) => {
      const { outcome, reason } = judgeTrainingCode(code, benefit, now());
      return outcome === 'failed' ? { outcome, reason: reason ?? 'unavailable' } : { outcome };
    },
    close: async () => {},
  };
}
