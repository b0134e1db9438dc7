import { type Benefit, isBenefit } from '@cid-elements/core';
import { type Appearance, watchAppearance } from '../appearance.js';
import { nearestLang, watchLang } from '../texts/languages.js';
import { warn } from '../warn.js';
import type { InfoTexts } from './info-texts.js';

type View = typeof import('./view.js');

const ATTRIBUTES = ['benefits', 'institution', 'regulation', 'config', 'heading-level'] as const;
const PROPERTIES = ['benefits', 'institution', 'regulation', 'config', 'headingLevel'] as const;

/**
 * What the public is told on the institution's site: what the Digital ID is, how to show it (3.1), for whom it is, paper
 * as an equal choice (3.2, 5.3), what the library sees, rights and duties (5.1–5.3), whom to ask, and the Regulation (6.1).
 *
 * A document, not an application: no Lit, no events, nothing kept. Its children are what is read without scripts, and
 * until everything is here; the same content as HTML is made by `npm run site-page`.
 *
 * @tagname cid-info
 * @attr {string} benefits - benefits by name, separated by spaces: `student`, `large-family`, `age`, `pensioner`,
 *   `disability`. Default: the configuration's, else the three of clause 3.1.2.
 * @attr {string} institution - the institution's name; wins over the configuration's.
 * @attr {string} regulation - address of the published Regulation (6.1), http(s) or a path; wins over the configuration's.
 * @attr {string} config - address of the institution's configuration (JSON).
 * @attr {number} heading-level - level of the title, 1 to 4, sections one lower. Default 2.
 * @attr {string} lang - language; otherwise the nearest one around, otherwise Russian.
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
export class CidInfo extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;

  /** Adds a language, or replaces one: `CidInfo.registerTexts('tt', () => import('./info.tt.js').then((m) => m.tt))`. */
  static async registerTexts(lang: string, texts: InfoTexts | (() => Promise<InfoTexts>)): Promise<void> {
    (await import('./view.js')).registerInfoTexts(lang, texts);
  }

  #config: object | undefined;
  #due = false;
  #turn = 0;
  #appearance: Appearance = {};
  #sheet: CSSStyleSheet | undefined;
  #stop: (() => void)[] = [];
  #warned = new Set<string>();
  #loaded: { readonly from: unknown; readonly result: ReturnType<View['loadConfig']> } | undefined;

  /** Benefits by name, separated by spaces. */
  get benefits(): string {
    return this.getAttribute('benefits') ?? '';
  }
  set benefits(value: string) {
    this.#set('benefits', value);
  }

  /** The institution's name; empty: the configuration's. */
  get institution(): string {
    return this.getAttribute('institution') ?? '';
  }
  set institution(value: string) {
    this.#set('institution', value);
  }

  /** Address of the published Regulation (6.1); empty: the configuration's. */
  get regulation(): string {
    return this.getAttribute('regulation') ?? '';
  }
  set regulation(value: string) {
    this.#set('regulation', value);
  }

  /** Address of the institution's configuration, or the object itself. */
  get config(): string | object {
    return this.#config ?? this.getAttribute('config') ?? '';
  }
  set config(value: string | object | undefined) {
    this.#config = typeof value === 'object' && value !== null ? value : undefined;
    if (!this.#config) this.#set('config', value as string | undefined);
    this.#update();
  }

  /** Level of the title, 1 to 4. */
  get headingLevel(): number {
    return Number(this.getAttribute('heading-level') ?? 2);
  }
  set headingLevel(value: number) {
    this.#set('heading-level', `${value}`);
  }

  /** Always `idle`: there is no check here. */
  get state(): 'idle' {
    return 'idle';
  }

  connectedCallback(): void {
    // What was set before the element was defined hides the accessors: take it over.
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    if (!this.hasAttribute('state')) this.setAttribute('state', this.state);
    this.#stop.push(
      watchLang(this, () => this.#update()),
      watchAppearance(this, (appearance) => {
        this.#appearance = appearance;
        this.#dress();
      }),
    );
    this.#update();
  }

  disconnectedCallback(): void {
    for (const stop of this.#stop.splice(0)) stop();
  }

  attributeChangedCallback(): void {
    this.#update();
  }

  #set(name: string, value: string | undefined | null): void {
    if (value === undefined || value === null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  #warn(what: string): void {
    if (this.#warned.has(what)) return;
    this.#warned.add(what);
    warn(`<${this.localName}> ${what}`);
  }

  #update(): void {
    if (this.#due || !this.isConnected) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.#turn += 1;
      void this.#draw(this.#turn);
    });
  }

  async #draw(turn: number): Promise<void> {
    let view: View;
    try {
      view = await import('./view.js');
    } catch {
      this.#warn('could not load its texts; what stands inside it is shown instead.');
      return;
    }
    const source = this.config;
    if (!this.#loaded || this.#loaded.from !== source)
      this.#loaded = { from: source, result: view.loadConfig(source) };
    const { config, problems, warnings = [] } = await this.#loaded.result;
    if (turn !== this.#turn) return;
    for (const line of [...problems, ...warnings]) this.#warn(line);
    const lang = nearestLang(this);
    const texts = view.infoTextsFor(lang, () => this.#update());
    // The first picture waits for its language rather than change it before the reader's eyes.
    if (!this.shadowRoot && view.infoTextsPending(lang)) return;
    const content = view.infoContent({
      texts,
      config,
      benefits: this.#named(),
      institution: this.institution,
      regulation: this.regulation,
      headingLevel: this.headingLevel,
    });
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.replaceChildren(view.toNode(content));
    this.#sheet = view.infoSheet();
    this.#dress();
  }

  /** The benefits that the attribute names. */
  #named(): Benefit[] {
    const words = this.benefits.split(' ').filter(Boolean);
    const known = words.filter(isBenefit);
    if (known.length < words.length) this.#warn('does not know a benefit in its `benefits` attribute.');
    return known;
  }

  /** The page's colour scheme and low-vision settings; the content stays as it is. */
  #dress(): void {
    const root = this.shadowRoot;
    if (!root?.firstElementChild || !this.#sheet) return;
    const { scheme, sheet } = this.#appearance;
    root.firstElementChild.className = `root info ${scheme ?? ''}`;
    root.adoptedStyleSheets = sheet ? [this.#sheet, sheet] : [this.#sheet];
  }
}
