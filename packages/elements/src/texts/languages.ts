/** Which language is spoken here, and where its texts are. */
import { warn } from '../warn.js';

/** What a language has to say, whatever the words: the type of the Russian texts with every literal widened. */
export type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widen<T[K]> };

/** A language tag's first part. */
export const nameOf = (lang: string): string => lang.toLowerCase().split('-')[0] ?? 'ru';

/** Texts of one kind by language: Russian is always here, another language is one file, loaded when a page first wants it. */
export class Languages<T> {
  readonly #loaded: Map<string, T>;
  readonly #loaders: Map<string, () => Promise<T>>;
  readonly #ru: T;

  constructor(ru: T, loaders: Readonly<Record<string, () => Promise<T>>>) {
    this.#ru = ru;
    this.#loaded = new Map([['ru', ru]]);
    this.#loaders = new Map(Object.entries(loaders));
  }

  /** Adds a language, or replaces one. */
  register(lang: string, texts: T | (() => Promise<T>)): void {
    if (typeof texts === 'function') {
      this.#loaded.delete(lang);
      this.#loaders.set(lang, texts as () => Promise<T>);
    } else this.#loaded.set(lang, texts);
  }

  /** Whether a language is known but not here yet. */
  pending(lang: string): boolean {
    const name = nameOf(lang);
    return !this.#loaded.has(name) && this.#loaders.has(name);
  }

  /**
   * The texts of a language tag, by its first part. While another language is on its way, and for one that is not here,
   * these are the Russian ones; `onLoad` says when to ask again.
   */
  get(lang: string, onLoad?: () => void): T {
    const name = nameOf(lang);
    const here = this.#loaded.get(name);
    if (here) return here;
    const load = this.#loaders.get(name);
    if (load && onLoad) {
      load().then(
        (texts) => {
          if (!this.#loaded.has(name)) this.#loaded.set(name, texts);
          onLoad();
        },
        () => warn(`the texts of «${name}» could not be loaded; the Russian ones are used.`),
      );
    }
    return this.#ru;
  }
}

const parentOf = (node: Node): Node | null => (node instanceof ShadowRoot ? node.host : node.parentNode);

/** The nearest `lang` across shadow roots; Russian where nobody says. */
export function nearestLang(element: Element): string {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    const lang = node instanceof Element ? node.getAttribute('lang') : null;
    if (lang) return lang;
  }
  return 'ru';
}

/** Calls back when a `lang` attribute changes anywhere above the element. Returns the way to stop. */
export function watchLang(element: Element, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  let node: Node | null = element;
  while (node) {
    const root: Node = node.getRootNode();
    observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return () => observer.disconnect();
}
