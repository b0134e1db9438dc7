import { defineElement } from '../internal/define-element.js';
import { CidAttorney } from './cid-attorney.js';

defineElement('cid-attorney', CidAttorney);

declare global {
  interface HTMLElementTagNameMap {
    'cid-attorney': CidAttorney;
  }
}
