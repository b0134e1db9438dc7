import type { CheckState } from '@cid-elements/core';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { CidElement } from '../internal/cid-element.js';
import { FocusController } from '../internal/focus-controller.js';
import { onManualKeys } from '../internal/keyboard.js';
import { LiveRegion } from '../internal/live-region.js';
import { announce, notices, partsOf, preload, renderView, trainingLesson } from '../views/lazy-views.js';
import type { ViewContext } from '../views/view.js';
import { CheckController, type CheckHost } from './check-controller.js';
import type { EntryPoint } from './start.js';

/**
 * An element that shows the views of a check.
 *
 * @csspart screen - a screen: one state of the check
 * @csspart primary - the button of the most likely next step
 * @csspart quiet - a button that cancels or postpones
 * @csspart wide - the button to the paper document
 * @csspart outcome - the box of an outcome; also `accept`, `offer`, `decline`, or `neutral` in discreet mode
 * @csspart accept - the box of an outcome that must be accepted (4.3)
 * @csspart offer - the box of an outcome after which a next step is offered (4.4)
 * @csspart decline - the box of a declined document
 * @csspart neutral - the box of an outcome in discreet mode
 * @csspart who - the line with the verifier
 * @csspart lesson - the lesson of a training check
 * @csspart countdown - the time until the screen is cleared, with its buttons
 * @csspart attorney - the notice about the clerk's power of attorney
 * @csspart training - the band that marks training
 */
export abstract class CheckElement extends CidElement implements CheckHost {
  static override properties = {
    config: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
  };

  /** Address of the institution's configuration (JSON), or the object itself. */
  declare config: string | object | undefined;
  /** Level of the first heading, 1 to 6, in the page's outline. Default 2. */
  declare headingLevel: number;

  /** @internal */
  readonly check: CheckController;
  protected readonly focusController: FocusController;
  readonly #live: LiveRegion;
  #shown: CheckState | undefined;
  #loading = '';

  constructor(start: EntryPoint) {
    super();
    this.check = new CheckController(this, start);
    const { session } = this.check;
    this.focusController = new FocusController(this, {
      screen: () => session.state + session.revealed,
      takesFocus: () => !this.check.isAtRest,
      load: () => this.#load(),
    });
    this.#live = new LiveRegion(this, (before) => this.announcement(before));
  }

  protected override listenIn(view: Window): (() => void)[] {
    return [
      ...super.listenIn(view),
      onManualKeys(this, {
        onDigit: (digit) => this.renderRoot.querySelector<HTMLElement>(`[data-key="${digit}"]`)?.click(),
        onEscape: () => this.escape(),
      }),
    ];
  }

  protected override removed(): void {
    this.check.session.close();
    this.focusController.forget();
    this.setPhase(this.check.session.phase);
  }

  /** Cancels the check or clears its result. Returns false if there was neither. */
  protected escape(): boolean {
    const { session } = this.check;
    return session.trySend('leave') || session.trySend('next');
  }

  /** @internal */
  sessionChanged(): void {
    const { state, phase } = this.check.session;
    if (state === this.#shown) return;
    this.#shown = state;
    this.#loading = '';
    if (phase !== 'choice' && phase !== 'idle') preload();
    this.stateEntered(state);
  }

  /** A state of the table was entered. */
  protected stateEntered(_state: CheckState): void {}

  /** The input of the views. */
  protected context(level = this.headingLevel || 2): ViewContext {
    const { session, config } = this.check;
    return {
      session,
      config,
      level,
      t: this.t,
      texts: this.texts,
      notices: notices.value,
      trainingLesson: trainingLesson.value,
    };
  }

  /** The text of the live region. Also announces that a result was cleared. */
  protected announcement(before: string): string {
    const words = announce(this.context());
    return !words && before && this.check.session.phase === 'choice' ? this.t.check.done : words;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // An update by the countdown changes no property.
    if (changed.size || !this.hasUpdated) this.check.inputsChanged();
  }

  protected override update(changed: PropertyValues): void {
    const { session } = this.check;
    this.setPhase(session.phase);
    for (const part of partsOf(session)) this.addSheets(part.value?.styles);
    super.update(changed);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#loadMissing();
  }

  /**
   * Resolves when all parts of this state are loaded and rendered.
   * @internal
   */
  async viewComplete(): Promise<void> {
    const { session } = this.check;
    let shown = '';
    while (shown !== session.state) {
      shown = session.state;
      await this.check.ready();
      await this.#load();
      this.requestUpdate();
      await this.updateComplete;
    }
  }

  /** Loads the parts of this state. */
  #load(): Promise<unknown> {
    return Promise.all(partsOf(this.check.session).map((part) => part.load()));
  }

  /**
   * Loads the parts that are missing and renders again. A part that failed is tried again in the next state.
   */
  #loadMissing(): void {
    const parts = partsOf(this.check.session);
    const missing = parts.filter((part) => !part.value);
    const wanted = `${this.check.session.state} ${missing.length}`;
    if (!missing.length || wanted === this.#loading) return;
    this.#loading = wanted;
    for (const part of missing) void part.load().then(() => this.requestUpdate());
  }

  /** The view of the session's state. */
  protected content(): unknown {
    return renderView(this.context());
  }

  protected override render(): TemplateResult {
    const { session } = this.check;
    const { training } = this.t;
    return html`<div
      class="root ${this.appearanceClass} ${session.training ? 'training' : ''} ${session.state === 'idle' ? 'idle' : ''}"
      dir=${this.t.dir}
      lang=${this.locale}
    >
      ${session.training ? html`<p class="training-band" part="training"><b>${training.word}</b> ${training.note}</p>` : ''}
      ${this.content()}
      ${this.#live.view}
    </div>`;
  }
}
