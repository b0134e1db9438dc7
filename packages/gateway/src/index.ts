export { createGateway, type Gateway, type Rooms } from './app.js';
export { ConfigError, type GatewayConfig, loadConfig } from './config.js';
export { createLog, type Entry, type Log } from './log.js';
export { createReplayGuard, type ReplayGuard } from './replay/guard.js';
export { createMemoryStore, type ReplayStore } from './replay/memory.js';
export { type Running, StartError, start } from './start.js';
export { createMaxVerifier } from './verifiers/max.js';
export { createTrainingVerifier } from './verifiers/training.js';
export type { Verdict, Verifier } from './verifiers/verifier.js';
