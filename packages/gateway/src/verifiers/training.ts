import { judgeTrainingCode } from '@cid-elements/core';
import type { Verifier } from './verifier.js';

/**
 * Training codes are public and hold no personal data, so the secret only has to be equal in every process.
 */
const SECRET = Buffer.from('cid-elements training');

/** The training verifier: it judges scripted visitors and sends no request to any service. */
export function createTrainingVerifier(now: () => number = Date.now): Verifier {
  return {
    name: 'training',
    refuses: (kind) => (kind === 'training' ? undefined : 'real-code'),
    ready: async () => true,
    replaySecret: async () => SECRET,
    ask: async (code, benefit) => judgeTrainingCode(code, benefit, now()),
    close: async () => {},
  };
}
