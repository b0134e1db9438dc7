/** Registers every element. Rarely used ones are loaded only if the page contains one. */
import './check/define.js';
import './fallback/define.js';
import './goskan/define.js';
import './info/define.js';
import './result/define.js';
import { warn } from './internal/warn.js';

export * from './index.js';

function definePresent(): void {
  if (document.querySelector('cid-attorney,cid-training'))
    import('./rare.js').then((rare) => rare.definePresent()).catch(() => warn('a part did not load.'));
}

if (globalThis.document) {
  definePresent();
  document.addEventListener('DOMContentLoaded', definePresent);
}
