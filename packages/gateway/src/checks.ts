/** One check: recognises the kind of code, claims it in the replay memory and asks the verifier. */
import { type Benefit, recognise, type Verdict } from '@cid-elements/core';
import type { ReplayGuard } from './store/replay.js';
import { failed, isServiceFault, type Verifier } from './verifiers/verifier.js';

/** False for a lone surrogate: it cannot be percent-encoded, and no Digital ID code contains one. */
function isSendable(code: string): boolean {
  try {
    encodeURIComponent(code);
    return true;
  } catch {
    return false;
  }
}

export interface CheckParts {
  readonly verifier: Verifier;
  readonly replay: ReplayGuard;
  readonly hosts: readonly string[];
}

export async function check(
  { verifier, replay, hosts }: CheckParts,
  code: string,
  benefit: Benefit,
): Promise<Verdict> {
  const { kind } = recognise(code, { hosts });
  if (kind === 'invitation') return failed('invitation-code');
  if (kind === 'foreign' || !isSendable(code)) return failed('foreign-code');
  const refusal = verifier.refuses(kind);
  if (refusal) return failed(refusal);
  if (!(await replay.claim(code))) return failed('used-code');
  const verdict = await verifier.ask(code, benefit);
  // A service fault is not a verdict, so the clerk may retry while the code is still shown.
  if (verdict.outcome === 'failed' && isServiceFault(verdict.reason)) await replay.release(code);
  return verdict;
}
