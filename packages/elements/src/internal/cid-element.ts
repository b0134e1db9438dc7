import type { Phase } from '@cid-elements/core';
import { type CSSResultGroup, LitElement, type PropertyValues } from 'lit';
import { type Appearance, watchAppearance } from './appearance.js';
import { baseStyles } from './styles/base.styles.js';
import { nearestLang, type Texts, textsFor, watchLang } from './texts/texts.js';

/** Lit's templates are no XML: in a page served as XHTML it throws. */
const IS_XML = document.contentType === 'application/xhtml+xml';

/**
 * What all elements share: being a guest in somebody's page. Reflects the phase, follows the nearest language and the
 * page's low-vision settings, and tells a removal from a move (a page that wraps its body moves everything in it).
 *
 * @attr {string} lang - language of the texts; otherwise the nearest one around, across shadow roots, otherwise Russian
 * @attr {string} state - reflected, read only: the phase of the check, never an outcome
 * @csspart button - every button
 * @cssprop [--cid-font=system-ui] - family of fonts
 * @cssprop [--cid-font-size=1rem] - size of the text; everything else follows it
 * @cssprop [--cid-text=#1a1d21] - colour of the text
 * @cssprop [--cid-muted=#4a5058] - colour of what is said in passing
 * @cssprop [--cid-surface=#fff] - colour behind everything
 * @cssprop [--cid-field=#f3f5f7] - colour behind buttons and boxes
 * @cssprop [--cid-border=#767d86] - colour of edges
 * @cssprop [--cid-accent=#14508c] - colour of the first button and of the focus
 * @cssprop [--cid-accent-text=#fff] - colour of the text on the first button
 * @cssprop [--cid-positive=#0b5a2a] - colour of an acceptance
 * @cssprop [--cid-positive-field=#e8f5ec] - colour behind an acceptance
 * @cssprop [--cid-caution=#6b3d00] - colour of what needs another step
 * @cssprop [--cid-training=#5b1a86] - colour of training
 * @cssprop [--cid-training-field=#f1e4fa] - colour behind training
 * @cssprop [--cid-radius=8px] - radius of corners
 */
export abstract class CidElement extends LitElement {
  static override styles: CSSResultGroup = baseStyles;

  /** @internal */
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: false };

  #internals: ElementInternals | undefined;
  #phase: Phase | undefined;
  #alive = false;
  #stopWatching: (() => void)[] = [];
  #texts: Texts = textsFor('ru');
  protected locale = 'ru';
  protected appearance: Appearance = {};

  constructor() {
    super();
    try {
      this.#internals = this.attachInternals();
    } catch {
      // A page's patched prototype may forbid it; the attribute says the same.
    }
  }

  /** The texts of the nearest language. */
  protected get t(): Texts {
    return this.#texts;
  }

  /** Classes of the root that follow the page's appearance. */
  protected get appearanceClass(): string {
    return this.appearance.scheme ?? '';
  }

  /** The phase of the check: never an outcome, because session recorders read attributes. */
  get state(): Phase {
    return this.#phase ?? 'idle';
  }

  protected setPhase(phase: Phase): void {
    if (phase === this.#phase) return;
    const states = this.#internals?.states;
    if (states) {
      // Chromium before 125 takes only names with dashes; `add` of another name throws there.
      const name = (value: Phase, dashed: boolean) => (dashed ? `--${value}` : value);
      for (const dashed of [false, true]) {
        try {
          if (this.#phase) states.delete(name(this.#phase, dashed));
          states.add(name(phase, dashed));
          break;
        } catch {
          // try the older form
        }
      }
    }
    this.#phase = phase;
    this.setAttribute('state', phase);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (IS_XML) {
      this.#plainWords();
      return;
    }
    if (!this.hasAttribute('state')) this.setAttribute('state', this.state);
    if (!this.#alive) {
      this.#alive = true;
      this.settled();
    }
    this.#watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stopWatching.splice(0)) stop();
    // A move disconnects and connects within one task; only what is still out afterwards was removed.
    setTimeout(() => {
      if (this.isConnected || !this.#alive) return;
      this.#alive = false;
      this.removed();
    });
  }

  protected override performUpdate(): void {
    if (!IS_XML) super.performUpdate();
  }

  /** All that can be done for a page that Lit cannot render in. */
  #plainWords(): void {
    const { title, paper } = textsFor(nearestLang(this)).unusable;
    const words = document.createElement('p');
    words.className = 'root';
    words.textContent = `${title}. ${paper}`;
    this.renderRoot.replaceChildren(words);
    this.setPhase('unusable');
  }

  /** The element came into a page (not: was moved within it). */
  protected settled(): void {}

  /** The element was removed: nothing of it may go on. */
  protected removed(): void {}

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('lang')) this.#followLang();
  }

  #watch(): void {
    this.#stopWatching.push(
      watchLang(this, () => this.#followLang()),
      watchAppearance(this, (appearance) => {
        const root = this.renderRoot as ShadowRoot;
        const { sheet } = appearance;
        const sheets = root.adoptedStyleSheets.filter((one) => one !== this.appearance.sheet);
        if (sheet !== this.appearance.sheet) root.adoptedStyleSheets = sheet ? [...sheets, sheet] : sheets;
        this.appearance = appearance;
        this.requestUpdate();
      }),
    );
    this.#followLang();
  }

  #followLang(): void {
    const lang = nearestLang(this);
    this.locale = lang;
    const texts = textsFor(lang, () => this.#followLang());
    if (texts !== this.#texts) {
      this.#texts = texts;
      this.requestUpdate();
    }
  }
}
