import type { Phase } from '@cid-elements/core';
import { LitElement, type PropertyValues } from 'lit';
import { checkTexts, type Texts } from '../locales/registry.js';
import { common } from '../locales/ru/common.js';
import { type Appearance, watchAppearance } from './appearance.js';
import { baseStyles } from './base.styles.js';
import type { Sheet } from './css.js';
import { nearestLang, watchLang } from './language.js';

/** The texts that every element needs. */
export type CommonTexts = Pick<Texts, keyof typeof common>;

/**
 * Base class of all elements: reflects the phase, follows the page's language and low-vision settings,
 * distinguishes a removal from a move (a page that wraps its body moves every element), and works in any
 * document (frame, popup), also after a move into another one.
 *
 * @attr {string} lang - language of the texts; default: that of the nearest ancestor, across shadow roots,
 * else Russian
 * @attr {string} state - reflected, read only: the phase of the check, never an outcome
 * @csspart button - the large buttons
 * @cssprop [--cid-font=system-ui] - font family
 * @cssprop [--cid-font-size=1rem] - font size; all other sizes depend on it
 * @cssprop [--cid-text=#1a1d21] - colour of the text
 * @cssprop [--cid-muted=#40464e] - colour of secondary text
 * @cssprop [--cid-surface=#fff] - background of the element
 * @cssprop [--cid-field=#f3f5f7] - background of buttons and boxes
 * @cssprop [--cid-border=#767d86] - colour of borders
 * @cssprop [--cid-accent=#14508c] - colour of the primary button and of the focus
 * @cssprop [--cid-accent-text=#fff] - text colour of the primary button
 * @cssprop [--cid-positive=#0b5a2a] - colour of an acceptance
 * @cssprop [--cid-positive-field=#e8f5ec] - background of an acceptance
 * @cssprop [--cid-caution=#6b3d00] - colour of an outcome that needs another step
 * @cssprop [--cid-training=#5b1a86] - colour of training
 * @cssprop [--cid-training-field=#f1e4fa] - background of training
 * @cssprop [--cid-radius=8px] - border radius
 */
export abstract class CidElement extends LitElement {
  /** @internal */
  static readonly sheets: readonly Sheet[] = [baseStyles];

  #phase: Phase | undefined;
  #isPresent = false;
  #stops: (() => void)[] = [];
  #sheets = new Set<Sheet>((this.constructor as typeof CidElement).sheets);
  #lang = 'ru';
  #appearance: Appearance = {};

  /**
   * The language of the texts: that of the nearest ancestor, or Russian if it has no texts.
   * @internal
   */
  get locale(): string {
    return checkTexts.get(this.#lang) ? this.#lang : 'ru';
  }

  /**
   * The texts of a part in the language of the element. The part imports the Russian ones.
   * @internal
   */
  readonly texts = <K extends keyof Texts>(russian: Pick<Texts, K>): Pick<Texts, K> =>
    checkTexts.get(this.#lang) ?? russian;

  /** The texts that every element needs. */
  protected get t(): CommonTexts {
    return this.texts(common);
  }

  /**
   * Classes of the root that follow the page's appearance.
   * @internal
   */
  get appearanceClass(): string {
    return this.#appearance.scheme ?? '';
  }

  /** The phase of the check: never an outcome, because session recorders read attributes. */
  get state(): Phase {
    return this.#phase ?? 'idle';
  }

  protected setPhase(phase: Phase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    this.setAttribute('state', phase);
  }

  /** In a page served as XHTML Lit throws, because its templates are not XML. */
  get #isXml(): boolean {
    return this.ownerDocument.contentType === 'application/xhtml+xml';
  }

  protected override createRenderRoot(): ShadowRoot {
    return this.shadowRoot ?? this.attachShadow({ mode: 'open' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#isXml) {
      this.#showPlainWords();
      return;
    }
    if (!this.hasAttribute('state')) this.setAttribute('state', this.state);
    this.#stops.push(
      watchLang(this, () => this.#followLang()),
      watchAppearance(this, (appearance) => {
        this.#appearance = appearance;
        this.#adoptSheets();
        this.requestUpdate();
      }),
    );
    this.#followLang();
    const view = this.ownerDocument.defaultView;
    if (view) this.#stops.push(...this.listenIn(view));
    if (!this.#isPresent) {
      this.#isPresent = true;
      this.entered();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
    // A move disconnects and reconnects within one task, so check afterwards whether the element was removed.
    setTimeout(() => {
      if (this.isConnected || !this.#isPresent) return;
      this.#isPresent = false;
      this.removed();
    });
  }

  protected override performUpdate(): void {
    if (!this.#isXml) super.performUpdate();
  }

  /** Fallback for XHTML pages, in which Lit cannot render: a text that only paper can be checked. */
  #showPlainWords(): void {
    const { title, paper } = this.t.unusable;
    const words = this.ownerDocument.createElement('p');
    words.className = 'root';
    words.textContent = `${title}. ${paper}`;
    this.renderRoot.replaceChildren(words);
    this.#adoptSheets();
    this.setPhase('unusable');
  }

  /**
   * Adds listeners in the element's window and returns functions that remove them. Called at each insertion,
   * because the element may be moved into another window.
   */
  protected listenIn(_view: Window): (() => void)[] {
    return [];
  }

  /** Called when the element was inserted, not when it was moved. */
  protected entered(): void {}

  /** Called when the element was removed. Stops everything that runs. */
  protected removed(): void {}

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('lang')) this.#followLang();
  }

  /** Adopts the style sheets of lazy parts. */
  protected addSheets(...sheets: readonly (Sheet | undefined)[]): void {
    const { size } = this.#sheets;
    for (const sheet of sheets) if (sheet) this.#sheets.add(sheet);
    if (this.#sheets.size > size) this.#adoptSheets();
  }

  #adoptSheets(): void {
    const { ownerDocument: document } = this;
    // A document without a window has no styles, and adopting a sheet of another document throws.
    if (!document.defaultView || !this.shadowRoot) return;
    const sheets = [...this.#sheets].map((sheet) => sheet.in(document));
    const { sheet } = this.#appearance;
    this.shadowRoot.adoptedStyleSheets = sheet ? [...sheets, sheet] : sheets;
  }

  #followLang(): void {
    const lang = nearestLang(this);
    if (!checkTexts.get(lang)) {
      void checkTexts.load(lang).then((texts) => {
        if (texts && lang === this.#lang) this.requestUpdate();
      });
    }
    if (lang === this.#lang) return;
    this.#lang = lang;
    this.requestUpdate();
  }
}
