import { defineElement } from '../internal/define-element.js';
import { CidInfo } from './cid-info.js';

defineElement('cid-info', CidInfo);

declare global {
  interface HTMLElementTagNameMap {
    'cid-info': CidInfo;
  }
}
