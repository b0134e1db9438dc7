import '../scanner/define.js';
import { defineElement } from '../internal/define-element.js';
import { CidCheck } from './cid-check.js';

defineElement('cid-check', CidCheck);

declare global {
  interface HTMLElementTagNameMap {
    'cid-check': CidCheck;
  }
}
