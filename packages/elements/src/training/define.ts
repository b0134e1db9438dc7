import { defineElement } from '../internal/define-element.js';
import { CidTraining } from './cid-training.js';

defineElement('cid-training', CidTraining);

declare global {
  interface HTMLElementTagNameMap {
    'cid-training': CidTraining;
  }
}
