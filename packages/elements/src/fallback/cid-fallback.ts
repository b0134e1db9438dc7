import type { CheckState } from '@cid-elements/core';
import { SessionElement } from '../session-element.js';

/** What `cid-paper` tells. */
export interface CidPaperDetail {
  readonly accepted: boolean;
}

/**
 * The paper way (3.2, 5.3): which documents prove a benefit, what to look at, accepted or not. Nothing is recorded,
 * counted or asked.
 *
 * @tagname cid-fallback
 * @fires {CustomEvent<CidPaperDetail>} cid-paper - the clerk accepted the document or not. Does not bubble.
 */
export class CidFallback extends SessionElement {
  protected override readonly rest: CheckState = 'paper';

  protected override settled(): void {
    super.settled();
    if (this.alone) this.current.onDone = () => this.current.offer('paper');
  }

  protected override entered(state: CheckState): void {
    if (!this.alone) return;
    const accepted = state === 'paper-accepted';
    if (!accepted && state !== 'paper-not-accepted') return;
    this.dispatchEvent(new CustomEvent<CidPaperDetail>('cid-paper', { detail: { accepted } }));
  }
}
