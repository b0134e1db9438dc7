import { BenefitElement } from '../flow/benefit-element.js';
import { dispatchOutcome } from '../flow/dispatch-outcome.js';

/**
 * The prescribed check (4.1–4.2): three steps on the clerk's own phone, the face check, then the clerk's
 * attestation. No source is started and no text exists.
 *
 * @tagname cid-goskan
 * @fires {CustomEvent<CidOutcomeDetail>} cid-outcome - an outcome is on screen. Does not bubble.
 */
export class CidGoskan extends BenefitElement {
  static override properties = {
    ...BenefitElement.properties,
    attorneyUntil: { attribute: 'attorney-until' },
  };

  /** Last day of the clerk's power of attorney (4.1.2), yyyy-mm-dd. */
  declare attorneyUntil: string | undefined;

  constructor() {
    super('goskan');
  }

  protected override stateEntered(): void {
    dispatchOutcome(this, this.check.session);
  }
}
