import type { CheckState } from '@cid-elements/core';
import { CheckElement } from '../flow/check-element.js';
import { tellOutcome } from '../flow/tell-outcome.js';
import { booleanAttribute } from '../internal/boolean-attribute.js';

/**
 * Verifies a text through a verifier, asks for the comparison of the face, shows the outcome and the duty that follows
 * from it, counts down, clears.
 *
 * @tagname cid-result
 * @fires {CustomEvent<CidOutcomeDetail>} cid-outcome - an outcome is on screen. Does not bubble.
 */
export class CidResult extends CheckElement {
  static override properties = {
    ...CheckElement.properties,
    benefit: {},
    verifier: {},
    gateway: {},
    workstation: {},
    callerKey: { attribute: false },
    resultSeconds: { type: Number, attribute: 'result-seconds' },
    discreet: booleanAttribute('discreet'),
  };

  /** The benefit that is proven here: `student`, `large-family`, `age`, `pensioner`, `disability`. */
  declare benefit: string | undefined;
  /** Who verifies: `gateway` (default) or `training`. */
  declare verifier: string | undefined;
  /** Base address of the gateway. */
  declare gateway: string | undefined;
  /** A name for this desk, up to 64 characters; never a person's. */
  declare workstation: string | undefined;
  /** A caller key of the gateway, where the page itself must hold one. A property only: markup is read by others. */
  declare callerKey: string | undefined;
  /** How long a result stays, s: 5 to 120, 30 by default. */
  declare resultSeconds: number;
  /** For screens that face the queue: neutral, words on request. */
  declare discreet: boolean;

  constructor() {
    super('code');
    this.verifier = 'gateway';
    this.resultSeconds = 30;
    this.discreet = false;
  }

  /** Verifies a decoded text, in place of a check under way. It is handed to the verifier and kept nowhere. */
  verify(text: string): void {
    const { session } = this.check;
    if (!this.isConnected) return;
    if (!session.can('submit')) session.trySend('leave');
    session.submit(text);
  }

  protected override stateEntered(state: CheckState): void {
    const { session } = this.check;
    tellOutcome(this, session);
    // A new code comes from the host: there is no scanner here to wait with.
    if (state === 'capture') session.send('leave');
  }
}
