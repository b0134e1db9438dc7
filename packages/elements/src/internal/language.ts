/** The language of an element. */

import { parentOf } from './composed-tree.js';

/** The nearest `lang` across shadow roots; Russian if there is none. */
export function nearestLang(element: Element): string {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    const lang = (node as Element).getAttribute?.('lang');
    if (lang) return lang;
  }
  return 'ru';
}

/**
 * Calls back when a `lang` attribute changes in the element's document or shadow roots. Returns a function
 * that stops it.
 */
export function watchLang(element: Element, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  for (let node: Node | undefined = element; node; ) {
    const root: Node = node.getRootNode();
    observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    node = (root as ShadowRoot).host;
  }
  return () => observer.disconnect();
}
