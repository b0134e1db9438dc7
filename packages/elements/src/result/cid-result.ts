import type { CheckState } from '@cid-elements/core';
import { dispatchOutcome } from '../flow/dispatch-outcome.js';
import { VerifyingElement } from '../flow/verifying-element.js';

/**
 * Verifies a text with a verifier, asks for the face check, shows the outcome and the resulting duty, and
 * clears it after a countdown.
 *
 * @tagname cid-result
 * @fires {CustomEvent<CidOutcomeDetail>} cid-outcome - an outcome is on screen. Does not bubble.
 */
export class CidResult extends VerifyingElement {
  static override properties = {
    ...VerifyingElement.properties,
    benefit: {},
    verifier: {},
  };

  /** The benefit that is proven here: `student`, `large-family`, `age`, `pensioner`, `disability`. */
  declare benefit: string | undefined;
  /** Who verifies: `gateway` (default) or `training`. */
  declare verifier: string | undefined;

  constructor() {
    super('code');
    this.verifier = 'gateway';
  }

  /**
   * Verifies a decoded text and cancels a running check. The text is passed to the verifier and stored
   * nowhere.
   */
  verify(text: string): void {
    const { session } = this.check;
    if (!this.isConnected) return;
    if (!session.can('submit')) session.trySend('leave');
    session.submit(text);
  }

  protected override stateEntered(state: CheckState): void {
    const { session } = this.check;
    dispatchOutcome(this, session);
    // This element has no scanner: the page supplies the next code.
    if (state === 'capture') session.send('leave');
  }
}
