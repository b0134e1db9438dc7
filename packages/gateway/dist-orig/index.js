export { createGateway } from './app.js';
export { ConfigError, loadConfig } from './config.js';
export { createLog } from './log.js';
export { StartError, start } from './start.js';
export { openStore } from './store/open.js';
export { createMaxVerifier } from './verifiers/max.js';
export { createTrainingVerifier } from './verifiers/training.js';
//# sourceMappingURL=index.js.map