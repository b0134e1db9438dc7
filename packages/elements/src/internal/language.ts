/** Which language is spoken around an element. */

/** The first part of a language tag: `en` of `en-GB`. */
export const nameOf = (lang: string): string => lang.toLowerCase().split('-')[0] ?? 'ru';

/** A shadow root has a host; node types are compared, because nodes of another window are no instances of our classes. */
const parentOf = (node: Node): Node | null => (node as ShadowRoot).host ?? node.parentNode;

/** The nearest `lang` across shadow roots; Russian where there is none. */
export function nearestLang(element: Element): string {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    const lang = node.nodeType === Node.ELEMENT_NODE ? (node as Element).getAttribute('lang') : null;
    if (lang) return lang;
  }
  return 'ru';
}

/** Calls back when a `lang` attribute changes anywhere above the element. Returns the way to stop. */
export function watchLang(element: Element, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  for (let node: Node | undefined = element; node; ) {
    const root: Node = node.getRootNode();
    observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    node = (root as ShadowRoot).host;
  }
  return () => observer.disconnect();
}
