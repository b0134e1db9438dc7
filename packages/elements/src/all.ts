/** Registers every element. Those that no desk needs are loaded where the page holds one. */
import './check/define.js';
import './fallback/define.js';
import './goskan/define.js';
import './info/define.js';
import './result/define.js';
import { warn } from './internal/warn.js';

export * from './index.js';

const LOADED_WHEN_PRESENT: Readonly<Record<string, () => Promise<unknown>>> = {
  'cid-attorney': () => import('./attorney/define.js'),
};

function definePresent(): void {
  for (const [tag, load] of Object.entries(LOADED_WHEN_PRESENT))
    if (document.querySelector(tag)) load().catch(() => warn(`<${tag}> could not be loaded.`));
}

if (typeof document !== 'undefined') {
  definePresent();
  document.addEventListener('DOMContentLoaded', definePresent, { once: true });
}
