export type { CidAttorney, CidAttorneyDetail } from './attorney/cid-attorney.js';
export { CidCheck, type CidDoneDetail } from './check/cid-check.js';
export { CidFallback, type CidPaperDetail } from './fallback/cid-fallback.js';
export type { CidOutcomeDetail } from './flow/tell-outcome.js';
export { CidGoskan } from './goskan/cid-goskan.js';
export { CidInfo } from './info/cid-info.js';
export { type InfoTexts, type Language, registerTexts, type Texts } from './locales/registry.js';
export { CidResult } from './result/cid-result.js';
export {
  type CidScanDetail,
  CidScanner,
  type CidStatusDetail,
  type SourceName,
} from './scanner/cid-scanner.js';
export type { CidTraining } from './training/cid-training.js';
