import { warn } from './warn.js';

/**
 * Registers a tag once. A second bundle on the same page, or a second version, warns and changes nothing: the first
 * definition stays in charge. Never throws.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  // On a server there is no registry, and nothing to define.
  if (typeof customElements === 'undefined') return;
  const existing = customElements.get(tag);
  if (existing === element) return;
  if (existing) {
    warn(`<${tag}> is already defined here.`);
    return;
  }
  customElements.define(tag, element);
}
