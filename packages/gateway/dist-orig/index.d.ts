export { createGateway, type Gateway, type Parts } from './app.js';
export { ConfigError, type GatewayConfig, loadConfig } from './config.js';
export { createLog, type Entry, type Log } from './log.js';
export { type Running, StartError, start } from './start.js';
export { type OpenStore, openStore } from './store/open.js';
export type { Store } from './store/store.js';
export { createMaxVerifier } from './verifiers/max.js';
export { createTrainingVerifier } from './verifiers/training.js';
export type { Verdict, Verifier } from './verifiers/verifier.js';
//# sourceMappingURL=index.d.ts.map