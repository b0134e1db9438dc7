import { judgeTrainingCode } from '@cid-elements/core/training';
import type { Verify } from './verify.js';

/** Simulated network latency. */
const PAUSE_MS = 600;

/** Answers for simulated visitors, without a request. */
export const trainingVerifier: Verify = async (text, benefit, signal) => {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  return { ...judgeTrainingCode(text, benefit, Date.now()), verifier: 'training' };
};
