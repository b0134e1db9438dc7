import type { AnswerVerifier, Benefit, CheckState, OutcomeKey, Phase } from '@cid-elements/core';
import { PHASES } from '@cid-elements/core';
import type { PropertyValues } from 'lit';
import { SessionElement } from '../session-element.js';
import { chooseVerifier } from '../verifier-source.js';

/** What `cid-outcome` tells: the outcome and the benefit, nothing about anybody. */
export interface CidOutcomeDetail {
  readonly outcome: OutcomeKey;
  readonly benefit: Benefit;
  /** Who verified: a service, the training service, or the staff member (Goskan, paper); nobody, where none answered. */
  readonly verifier: AnswerVerifier | 'staff' | undefined;
}

/**
 * Verifies a text through a verifier, asks for the comparison of the face, shows the outcome and the duty that follows
 * from it, counts down, clears.
 *
 * @tagname cid-result
 * @fires {CustomEvent<CidOutcomeDetail>} cid-outcome - an outcome is on screen. Does not bubble.
 */
export class CidResult extends SessionElement {
  static override properties = {
    ...SessionElement.properties,
    verifier: {},
    gateway: {},
    workstation: {},
    callerKey: { attribute: false },
    resultSeconds: { type: Number, attribute: 'result-seconds' },
    discreet: { type: Boolean },
  };

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

  protected override readonly rest: CheckState = 'choice';

  /** A text is here already: the capture is over as it begins. */
  #handed = false;
  /** The text, while the configuration is on its way; nothing of a check that was left. */
  #held: string | undefined;

  constructor() {
    super();
    this.verifier = 'gateway';
    this.resultSeconds = 30;
    this.discreet = false;
  }

  /** Verifies a decoded text. It is handed to the verifier and kept nowhere. */
  verify(text: string): void {
    const { current } = this;
    if (!this.isConnected) return;
    if (!current.can('scan')) current.offer('next') || current.offer('leave');
    this.#handed = true;
    const begun = current.offer('scan');
    this.#handed = false;
    if (!begun) return;
    current.send('captured');
    this.#held = text;
    void this.ready().then(() => {
      const held = this.#held;
      this.#held = undefined;
      if (held !== undefined) void current.verify(held);
    });
  }

  protected override removed(): void {
    this.#held = undefined;
    super.removed();
  }

  protected override phase(): Phase {
    const { state } = this.current;
    return PHASES[state] === 'choice' ? 'idle' : PHASES[state];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.applySettings();
  }

  protected override applySettings(): void {
    super.applySettings();
    if (!this.alone) return;
    const { name, verify } = chooseVerifier(this, this.settings);
    this.current.settings = {
      config: this.settings,
      verifier: name,
      ...(verify && { verify }),
      resultSeconds: clampSeconds(this.resultSeconds),
      discreet: this.discreet,
    };
  }

  protected override entered(state: CheckState): void {
    if (state !== 'verifying') this.#held = undefined;
    tellOutcome(this, state);
    // Alone, a new code comes from the host: there is no scanner here to wait with.
    if (this.alone && state === 'capture' && !this.#handed) this.current.send('leave');
  }
}

/** Keeps a number of seconds within what silence and reading allow. */
export function clampSeconds(seconds: number): number {
  return Number.isFinite(seconds) ? Math.min(120, Math.max(5, Math.round(seconds))) : 30;
}

/** Tells the host of an element that stands alone which outcome is on screen. */
export function tellOutcome(element: SessionElement, state: CheckState): void {
  if (element.session || PHASES[state] !== 'result') return;
  const { outcome, benefit, answeredBy } = element.current;
  if (!outcome) return;
  const verifier = answeredBy ?? (state === 'failed' ? undefined : 'staff');
  const detail: CidOutcomeDetail = { outcome, benefit, verifier };
  element.dispatchEvent(new CustomEvent('cid-outcome', { detail }));
}
