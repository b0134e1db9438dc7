import { judgeTrainingCode } from '@cid-elements/core/training';
import type { Verify } from './verify.js';

/** Stands for the time a network takes. */
const PAUSE_MS = 600;

/** Simulated visitors, judged on the page. */
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
