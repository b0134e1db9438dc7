import { isOn } from '../internal/boolean-attribute.js';
import { warn } from '../internal/warn.js';
import type { InfoTexts, TextSource } from '../locales/registry.js';
import type { InfoDrawing } from './view.js';

/** On a server there is no `HTMLElement`, but the module must be importable. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

const ATTRIBUTES = ['benefits', 'institution', 'regulation', 'config', 'heading-level', 'poster'] as const;

/**
 * Information for visitors on the institution's site: what the Digital ID is, how to show it (3.1), who can
 * use it, paper as an equal choice (3.2, 5.3), what the library sees, rights and duties (5.1–5.3), contact,
 * and the Regulation (6.1).
 *
 * A document, not an application: no Lit, no events, no storage. Its children are shown without scripts and
 * until it has loaded; `npm run site-page` generates the same content as HTML.
 *
 * @tagname cid-info
 * @attr {string} benefits - benefits by name, separated by spaces: `student`, `large-family`, `age`,
 * `pensioner`,
 *   `disability`. Default: the configuration's, else the three of clause 3.1.2.
 * @attr {string} institution - the institution's name; overrides the configuration.
 * @attr {string} regulation - address of the published Regulation (6.1), http(s) or a path; overrides the
 * configuration.
 * @attr {string} config - address of the institution's configuration (JSON).
 * @attr {number} heading-level - level of the title, 1 to 4; sections are one level lower. Default 2.
 * @attr {boolean} poster - prints only this element of the page, in browsers with `:has()` (not in Firefox
 * before 121).
 * @attr {string} lang - language; default: that of the nearest ancestor, else Russian.
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
export class CidInfo extends Base {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;

  /**
   * Adds a language, or replaces one: `CidInfo.registerTexts('tt', () => import('./info.tt.js').then((m) =>
   * m.tt))`.
   */
  static async registerTexts(lang: string, texts: TextSource<InfoTexts>): Promise<void> {
    (await import('./view.js')).infoTexts.register(lang, texts);
  }

  #config: object | undefined;
  #drawing: InfoDrawing | undefined;

  /** Benefits by name, separated by spaces. */
  declare benefits: string;
  /** The institution's name; default: the configuration's. */
  declare institution: string;
  /** Address of the published Regulation (6.1); default: the configuration's. */
  declare regulation: string;
  /** Level of the title, 1 to 4. */
  declare headingLevel: number;
  /** Prints only this element of the page. */
  declare poster: boolean;

  /** Address of the institution's configuration, or the object itself. */
  get config(): string | object {
    return this.#config ?? this.getAttribute('config') ?? '';
  }
  set config(value: string | object | undefined) {
    this.#config = typeof value === 'object' && value !== null ? value : undefined;
    if (!this.#config) setOrRemove(this, 'config', value);
    this.#drawing?.update();
  }

  /** Always `idle`: there is no check here. */
  get state(): 'idle' {
    return 'idle';
  }

  connectedCallback(): void {
    // Properties that were set before the upgrade shadow the accessors, so set them again.
    for (const name of Object.keys(this)) {
      if (!(name in CidInfo.prototype)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    if (!this.hasAttribute('state')) this.setAttribute('state', this.state);
    void this.#draw();
  }

  disconnectedCallback(): void {
    this.#drawing?.stop();
  }

  attributeChangedCallback(): void {
    this.#drawing?.update();
  }

  /**
   * If the view fails to load: keeps the children, or shows one sentence.
   * @internal
   */
  showPlainWords(): void {
    warn(`<${this.localName}> did not load.`);
    if (this.textContent?.trim()) return;
    this.textContent = this.closest('[lang]')?.getAttribute('lang')?.startsWith('en')
      ? 'This page did not load. A paper document will do.'
      : 'Сведения не загрузились. Подойдёт бумажный документ.';
  }

  async #draw(): Promise<void> {
    try {
      this.#drawing ??= new (await import('./view.js')).InfoDrawing(this);
    } catch {
      this.showPlainWords();
      return;
    }
    if (this.isConnected) this.#drawing.start();
  }
}

/** The properties that reflect an attribute, and how each is parsed. */
const MIRRORS: Readonly<Record<string, (attribute: string | null) => unknown>> = {
  benefits: (attribute) => attribute ?? '',
  institution: (attribute) => attribute ?? '',
  regulation: (attribute) => attribute ?? '',
  headingLevel: (attribute) => Number(attribute ?? 2),
  poster: (attribute) => attribute !== null && isOn(attribute),
};

function setOrRemove(element: Element, attribute: string, value: unknown): void {
  if (value === undefined || value === null || value === false) element.removeAttribute(attribute);
  else element.setAttribute(attribute, value === true ? '' : `${value}`);
}

for (const [property, read] of Object.entries(MIRRORS)) {
  const attribute = property === 'headingLevel' ? 'heading-level' : property;
  Object.defineProperty(CidInfo.prototype, property, {
    configurable: true,
    enumerable: true,
    get(this: CidInfo) {
      return read(this.getAttribute(attribute));
    },
    set(this: CidInfo, value: unknown) {
      setOrRemove(this, attribute, value);
    },
  });
}
