import { defineElement } from '../internal/define-element.js';
import { CidResult } from './cid-result.js';

defineElement('cid-result', CidResult);

declare global {
  interface HTMLElementTagNameMap {
    'cid-result': CidResult;
  }
}
