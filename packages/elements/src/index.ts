export { CidCheck, type CidDoneDetail } from './check/cid-check.js';
export { CidFallback, type CidPaperDetail } from './fallback/cid-fallback.js';
export { CidGoskan } from './goskan/cid-goskan.js';
export { CidInfo } from './info/cid-info.js';
export type { InfoTexts } from './info/info-texts.js';
export { type CidOutcomeDetail, CidResult } from './result/cid-result.js';
export { type CidScanDetail, CidScanner, type SourceName } from './scanner/cid-scanner.js';
export { registerTexts, type Texts } from './texts/texts.js';
