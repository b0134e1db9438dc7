import { defineElement } from '../internal/define-element.js';
import { CidScanner } from './cid-scanner.js';

defineElement('cid-scanner', CidScanner);

declare global {
  interface HTMLElementTagNameMap {
    'cid-scanner': CidScanner;
  }
}
