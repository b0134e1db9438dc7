import type { Verifier } from './verifier.js';
/** The training issuer: scripted visitors, nothing real, nobody asked. */
export declare function createTrainingVerifier(now?: () => number): Verifier;
//# sourceMappingURL=training.d.ts.map