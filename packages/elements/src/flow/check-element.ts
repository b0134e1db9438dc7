import {
  type Benefit,
  type CheckState,
  type Config,
  DEFAULT_CONFIG,
  isBenefit,
  PHASES,
} from '@cid-elements/core';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { loadConfig } from './config-source.js';
import { CidElement } from './element.js';
import { listenToHand } from './keys.js';
import type { ScreenHost } from './screens/parts.js';
import {
  announcement,
  dress,
  loadAhead,
  loadParts,
  type PartName,
  partsFor,
  screenFor,
} from './screens/screens.js';
import { Session } from './session.js';
import { warn } from './warn.js';

/**
 * An element that shows the screens of a session: its own, or the one it was given by the element around it.
 *
 * @csspart screen - a screen: one state of the check
 * @csspart primary - the button that most likely comes next
 * @csspart quiet - a button that leaves or puts off
 * @csspart wide - the button to the paper document
 * @csspart outcome - the box of an outcome; also `accept`, `offer`, `decline`, or `neutral` in discreet mode
 * @csspart accept - the box of an outcome that must be accepted (4.3)
 * @csspart offer - the box of an outcome after which a next step is offered (4.4)
 * @csspart decline - the box of a document that did not fit
 * @csspart neutral - the box of an outcome in discreet mode
 * @csspart who - the line that says who verified
 * @csspart lesson - in training: what there was to learn
 * @csspart countdown - the time until the screen is cleared, with its buttons
 * @csspart attorney - the notice about the clerk's power of attorney
 * @csspart training - the band that says that this is training
 */
export abstract class SessionElement extends CidElement implements ScreenHost {
  static override properties = {
    session: { attribute: false },
    config: {},
    benefit: {},
    headingLevel: { type: Number, attribute: 'heading-level' },
  };

  /**
   * A session shared with the element around this one.
   * @internal
   */
  declare session: Session | undefined;
  /** Address of the institution's configuration (JSON), or the object itself. */
  declare config: string | object | undefined;
  /** The benefit that is proven here: `student`, `large-family`, `age`, `pensioner`, `disability`. */
  declare benefit: Benefit | undefined;
  /** Level of the first heading, 1 to 6, as the page around has it: 2 by default. */
  declare headingLevel: number;

  #own: Session | undefined;
  #unlisten: (() => void) | undefined;
  #unhand: (() => void) | undefined;
  #shown: CheckState | undefined;
  #wanted: string | undefined;
  #announced = '';
  #hadFocus = false;
  #settings: Config = DEFAULT_CONFIG;
  #configOk = true;
  #configLoad: Promise<void> | undefined;
  #warned = new Set<string>();

  /** The state that this element's own session starts in and comes back to. */
  protected abstract readonly rest: CheckState;

  /** @internal */
  get current(): Session {
    if (this.session) return this.session;
    this.#own ??= new Session(this.rest);
    return this.#own;
  }

  /** @internal */
  get settings(): Config {
    return this.session ? this.session.settings.config : this.#settings;
  }

  /** @internal */
  get texts() {
    return this.t;
  }

  /** @internal */
  get level(): number {
    return this.headingLevel || 2;
  }

  /** @internal */
  get language(): string {
    return this.locale;
  }

  /** Whether the session is this element's own affair. */
  protected get alone(): boolean {
    return this.session === undefined;
  }

  protected override settled(): void {
    this.#unhand = listenToHand(this, {
      digit: (digit) => this.pressDigit(digit),
      escape: () => this.escape(),
    });
    // Taken out and put back, it listens to its session again.
    this.requestUpdate();
    document.addEventListener('visibilitychange', this.#hidden);
    window.addEventListener('pagehide', this.#away);
  }

  protected override removed(): void {
    this.#unhand?.();
    this.#unlisten?.();
    this.#unlisten = undefined;
    document.removeEventListener('visibilitychange', this.#hidden);
    window.removeEventListener('pagehide', this.#away);
    this.#own?.close();
  }

  readonly #hidden = () => {
    if (document.visibilityState === 'hidden') this.#away();
  };

  readonly #away = () => {
    if (this.alone) this.current.offer('hide');
  };

  /**
   * Presses the button that a digit stands on.
   * @internal
   */
  pressDigit(digit: string): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-key="${digit}"]`)?.click();
  }

  protected escape(): boolean {
    return this.alone && this.current.offer('leave');
  }

  /** A state was entered. */
  protected entered(_state: CheckState): void {}

  /** One warning for each thing that is wrong with the page's markup. */
  protected warn(what: string): void {
    if (this.#warned.has(what)) return;
    this.#warned.add(what);
    warn(`<${this.localName}> ${what}`);
  }

  /**
   * When attributes and configuration are what they will be, for who acts at once.
   * @internal
   */
  async ready(): Promise<void> {
    let load: Promise<void> | undefined;
    do {
      await this.updateComplete;
      load = this.#configLoad;
      await load;
    } while (load !== this.#configLoad);
  }

  async #loadConfig(): Promise<void> {
    const { config: from } = this;
    const { config, problems, warnings = [] } = await loadConfig(from);
    if (from !== this.config) return;
    for (const line of [...problems, ...warnings]) this.warn(line);
    this.#settings = config;
    this.#configOk = problems.length === 0;
    this.applySettings();
    this.requestUpdate();
  }

  protected get configOk(): boolean {
    return this.#configOk;
  }

  /** Puts what the attributes say into the element's own session. */
  protected applySettings(): void {
    if (this.alone) this.current.settings = { ...this.current.settings, config: this.#settings };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (
      changed.has('config') &&
      this.alone &&
      (this.config !== undefined || changed.get('config') !== undefined)
    ) {
      this.#configLoad = this.#loadConfig();
    }
    if (this.alone && changed.has('benefit') && this.benefit !== undefined) {
      if (isBenefit(this.benefit)) this.current.benefit = this.benefit;
      else this.warn('does not know the benefit in its `benefit` attribute.');
    }
    if (!this.#unlisten || changed.has('session')) {
      this.#unlisten?.();
      this.#unlisten = this.current.listen(() => this.#changed());
    }
    this.#hadFocus = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement !== null;
    this.setPhase(this.phase());
  }

  protected phase() {
    return PHASES[this.current.state];
  }

  #changed(): void {
    // A question about a face, or an outcome, must not wait for the next frame to go.
    this.requestUpdate();
    const { state } = this.current;
    if (state === this.#shown) return;
    this.#shown = state;
    this.#wanted = undefined;
    if (this.phase() !== 'choice') loadAhead();
    this.entered(state);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#prepare();
    let said = this.alone ? announcement(this) : '';
    // After an outcome, its disappearing is news too.
    if (!said && this.#announced && this.phase() === 'choice') said = this.t.check.done;
    if (said !== this.#announced) {
      this.#announced = said;
      const live = this.renderRoot.querySelector('.live');
      if (live) live.textContent = said;
    }
    const screen = this.current.state + this.current.revealed;
    if (this.#screen !== screen) {
      const first = this.#screen === undefined;
      this.#screen = screen;
      if (!first && (this.#hadFocus || this.takesFocus())) this.focusScreen();
    }
  }

  #screen: string | undefined;

  /** Whether a new screen takes the focus although it was not inside. */
  protected takesFocus(): boolean {
    return false;
  }

  /** Gives the focus to the screen's first thing to read or press. */
  focusScreen(): void {
    const focus = () => {
      const target = this.renderRoot.querySelector<HTMLElement>('[data-focus]');
      target?.focus();
      return target !== null;
    };
    // The first check may still be waiting for its screens.
    if (focus()) return;
    const { activeElement: before } = document;
    void loadParts(partsFor(this)).then(async () => {
      this.requestUpdate();
      await this.updateComplete;
      // Whoever has moved on meanwhile is not called back.
      const { activeElement: now, body } = document;
      if (now === before || now === body) focus();
    });
  }

  /** Brings parts of what is shown, and shows them. */
  protected bring(parts: readonly PartName[]): void {
    void loadParts(parts).then(() => {
      dress(this.renderRoot as ShadowRoot);
      this.requestUpdate();
    });
  }

  /** Brings what this state shows, once a state. */
  #prepare(): void {
    const parts = partsFor(this);
    const wanted = parts.join();
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) this.bring(parts);
  }

  /** What is shown by the state of the session. */
  protected screen(): TemplateResult {
    return screenFor(this);
  }

  protected override render(): TemplateResult {
    const training = this.current.training;
    return html`<div
      class="root ${this.appearanceClass} ${training ? 'training' : ''} ${this.alone ? '' : 'inside'} ${this.phase() === 'idle' ? 'idle' : ''}"
      dir=${this.t.dir}
      lang=${this.locale}
    >
      ${training && this.alone ? html`<p class="training-band" part="training"><b>${this.t.training.word}</b> ${this.t.training.note}</p>` : ''}
      ${this.screen()}
      <div class="live" role="status" aria-live="polite"></div>
    </div>`;
  }
}
