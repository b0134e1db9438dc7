/** One check: what is this code, was it here already, and what does the verifier say. */
import { type Benefit } from '@cid-elements/core';
import type { ReplayGuard } from './store/replay.js';
import type { Verdict, Verifier } from './verifiers/verifier.js';
export interface CheckParts {
    readonly verifier: Verifier;
    readonly replay: ReplayGuard;
    readonly hosts: readonly string[];
}
export declare function check({ verifier, replay, hosts }: CheckParts, code: string, benefit: Benefit): Promise<Verdict>;
//# sourceMappingURL=checks.d.ts.map