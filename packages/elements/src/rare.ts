/** Registers the rarely used elements that a page contains. */
import { warn } from './internal/warn.js';

const LOADERS: Readonly<Record<string, () => Promise<unknown>>> = {
  'cid-attorney': () => import('./attorney/define.js'),
  'cid-training': () => import('./training/define.js'),
};

export function definePresent(): void {
  for (const [tag, load] of Object.entries(LOADERS))
    if (document.querySelector(tag)) load().catch(() => warn(`<${tag}> could not be loaded.`));
}
