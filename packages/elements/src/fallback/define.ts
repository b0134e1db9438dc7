import { defineElement } from '../internal/define-element.js';
import { CidFallback } from './cid-fallback.js';

defineElement('cid-fallback', CidFallback);

declare global {
  interface HTMLElementTagNameMap {
    'cid-fallback': CidFallback;
  }
}
