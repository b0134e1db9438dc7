import { warn } from './warn.js';

/**
 * Registers a tag once. If another bundle or version has registered it, warns and keeps that definition.
 * Never throws.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  // On a server there is no registry.
  if (typeof customElements === 'undefined') return;
  const existing = customElements.get(tag);
  if (existing === element) return;
  if (existing) {
    warn(`<${tag}> is already defined here.`);
    return;
  }
  customElements.define(tag, element);
}
