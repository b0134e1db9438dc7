import type { CheckState } from '@cid-elements/core';
import { BenefitElement } from '../flow/benefit-element.js';

/** The detail of `cid-paper`. */
export interface CidPaperDetail {
  readonly accepted: boolean;
}

/**
 * The paper way (3.2, 5.3): documents that prove a benefit, details to check, accept or decline. Nothing is
 * recorded, counted or requested.
 *
 * @tagname cid-fallback
 * @fires {CustomEvent<CidPaperDetail>} cid-paper - the clerk accepted or declined the document. Does not
 * bubble.
 */
export class CidFallback extends BenefitElement {
  constructor() {
    super('paper');
  }

  protected override stateEntered(state: CheckState): void {
    const accepted = state === 'paper-accepted';
    if (!accepted && state !== 'paper-not-accepted') return;
    this.dispatchEvent(new CustomEvent<CidPaperDetail>('cid-paper', { detail: { accepted } }));
  }
}

declare global {
  interface HTMLElementEventMap {
    'cid-paper': CustomEvent<CidPaperDetail>;
  }
}
