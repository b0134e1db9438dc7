/** The rendering of `<cid-info>`. Loaded only if a page contains the element. */
export { infoTexts };

import { loadConfig } from '../flow/config-source.js';
import { type Appearance, watchAppearance } from '../internal/appearance.js';
import { parseBenefits } from '../internal/benefit-list.js';
import { sheetOf } from '../internal/css.js';
import { nearestLang, watchLang } from '../internal/language.js';
import { warn } from '../internal/warn.js';
import { infoTexts, infoTextsFor } from '../locales/registry.js';
import type { CidInfo } from './cid-info.js';
import { infoContent } from './content.js';
import { hostStyles } from './info.styles.js';
import { infoLook } from './look.js';
import type { Tree } from './tree.js';

const styles = sheetOf(hostStyles + infoLook);
/** Set once the page contains a poster. */
let posterPart: Promise<typeof import('./poster.js')> | undefined;

/** Creates the nodes of a tree. URLs of links are resolved against the page itself, not its `<base>`. */
function toNode(node: Tree | string, svg = false): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  const inSvg = svg || node.tag === 'svg';
  const element = inSvg
    ? document.createElementNS('http://www.w3.org/2000/svg', node.tag)
    : document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes))
    element.setAttribute(name, name === 'href' ? new URL(value, location.href).href : value);
  for (const child of node.children) element.append(toNode(child, inSvg));
  return element;
}

/** Renders one element, and again after each change. */
export class InfoDrawing {
  readonly #of: CidInfo;
  #due = false;
  /** Incremented at each restart; results of an earlier generation are discarded. */
  #generation = 0;
  #appearance: Appearance = {};
  #stops: (() => void)[] = [];
  #warned = new Set<string>();
  #loaded: { readonly from: unknown; readonly result: ReturnType<typeof loadConfig> } | undefined;

  constructor(element: CidInfo) {
    this.#of = element;
  }

  /** Call when the element is connected. Follows the language and appearance of the page. */
  start(): void {
    this.stop();
    this.#stops = [
      watchLang(this.#of, () => this.update()),
      watchAppearance(this.#of, (appearance) => {
        this.#appearance = appearance;
        this.#applyAppearance();
      }),
    ];
    this.update();
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#keepPoster();
  }

  update(): void {
    if (this.#due || !this.#of.isConnected) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      void this.#draw();
    });
  }

  async #draw(): Promise<void> {
    const generation = ++this.#generation;
    const element = this.#of;
    const source = element.config;
    this.#keepPoster();
    if (this.#loaded?.from !== source) this.#loaded = { from: source, result: loadConfig(source) };
    const said = infoTextsFor(nearestLang(element));
    const both = await Promise.all([said, this.#loaded.result]).catch(() => undefined);
    if (generation !== this.#generation) return;
    if (!both) return element.showPlainWords();
    const [texts, { config, problems, warnings = [] }] = both;
    for (const line of [...problems, ...warnings]) this.#warn(line);
    const { institution, regulation, headingLevel } = element;
    const benefits = parseBenefits(element.benefits, (what) => this.#warn(what));
    const content = infoContent({ texts, config, benefits, institution, regulation, headingLevel });
    (element.shadowRoot ?? element.attachShadow({ mode: 'open' })).replaceChildren(toNode(content));
    // Loaded when opened. If that fails, the text about paper stays.
    const details = element.shadowRoot?.querySelector('details');
    if (details)
      details.ontoggle = () =>
        import('./help.js').then(
          ({ helpList }) => details.lastChild?.replaceWith(toNode(helpList(texts, config))),
          () => {},
        );
    this.#applyAppearance();
  }

  #keepPoster(): void {
    if (this.#of.poster) posterPart ??= import('./poster.js');
    posterPart?.then(
      (part) => part.keepPoster(this.#of.ownerDocument),
      () => {
        posterPart = undefined;
      },
    );
  }

  /** Applies the page's colour scheme and low-vision settings, without rendering the content again. */
  #applyAppearance(): void {
    const { shadowRoot: root, ownerDocument: document } = this.#of;
    if (!root?.firstElementChild) return;
    const { scheme, sheet } = this.#appearance;
    root.firstElementChild.className = `root info ${scheme ?? ''}`;
    if (!document.defaultView) return;
    root.adoptedStyleSheets = [styles.in(document), ...(sheet ? [sheet] : [])];
  }

  #warn(what: string): void {
    if (this.#warned.has(what)) return;
    this.#warned.add(what);
    warn(`<${this.#of.localName}> ${what}`);
  }
}
