import { defineElement } from '../internal/define-element.js';
import { CidGoskan } from './cid-goskan.js';

defineElement('cid-goskan', CidGoskan);

declare global {
  interface HTMLElementTagNameMap {
    'cid-goskan': CidGoskan;
  }
}
