import type { CheckState } from '@cid-elements/core';
import type { PropertyValues } from 'lit';
import { attorneyToday } from '../attorney.js';
import { tellOutcome } from '../result/cid-result.js';
import { SessionElement } from '../session-element.js';

/**
 * The prescribed check (4.1–4.2): three steps on the clerk's own phone, the comparison of the face, then the clerk's
 * attestation. No source of ours starts and no text exists.
 *
 * @tagname cid-goskan
 * @fires {CustomEvent<CidOutcomeDetail>} cid-outcome - an outcome is on screen. Does not bubble.
 */
export class CidGoskan extends SessionElement {
  static override properties = {
    ...SessionElement.properties,
    attorneyUntil: { attribute: 'attorney-until' },
  };

  /** Last day of the clerk's power of attorney (4.1.2), yyyy-mm-dd. */
  declare attorneyUntil: string | undefined;

  protected override readonly rest: CheckState = 'choice';

  protected override settled(): void {
    super.settled();
    if (this.alone) this.current.onDone = () => this.#settle();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.applySettings();
  }

  protected override applySettings(): void {
    super.applySettings();
    if (!this.alone) return;
    const { current } = this;
    current.settings = { ...current.settings, attorney: attorneyToday(this.attorneyUntil, this.settings) };
    this.#settle();
  }

  /** Alone, the steps are always there, unless the power of attorney has ended. */
  #settle(): void {
    const { current } = this;
    const ended = current.settings.attorney?.kind === 'ended';
    if (current.state === 'choice') current.send(ended ? 'withhold' : 'goskan');
    else if (current.state === 'choice-paper-only' && !ended) {
      current.send('ready');
      current.send('goskan');
    }
  }

  protected override entered(state: CheckState): void {
    tellOutcome(this, state);
  }
}
