import '../fallback/define.js';
import '../goskan/define.js';
import '../result/define.js';
import '../scanner/define.js';
import { defineElement } from '../define-element.js';
import { CidCheck } from './cid-check.js';

defineElement('cid-check', CidCheck);

declare global {
  interface HTMLElementTagNameMap {
    'cid-check': CidCheck;
  }
}
