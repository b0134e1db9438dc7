/** Texts by language: `ru` is always here, another language is one file, loaded when a page first wants it. */
import { ru } from './ru.js';

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widen<T[K]> };

/** Every text of the elements that check. A language is an object of this type. */
export type Texts = Widen<typeof ru>;

type Loader = () => Promise<Texts>;

const loaded = new Map<string, Texts>([['ru', ru as Texts]]);
const loaders = new Map<string, Loader>([['en', async () => (await import('./en.js')).en]]);

/** Adds a language, or replaces one: `registerTexts('tt', () => import('./tt.js').then((m) => m.tt))`. */
export function registerTexts(lang: string, texts: Texts | Loader): void {
  if (typeof texts === 'function') {
    loaded.delete(lang);
    loaders.set(lang, texts);
  } else loaded.set(lang, texts);
}

/**
 * The texts of a language tag, by its first part. While another language is on its way, and for one that is not here,
 * these are the Russian ones; `onLoad` says when to ask again.
 */
export function textsFor(lang: string, onLoad?: () => void): Texts {
  const name = lang.toLowerCase().split('-')[0] ?? 'ru';
  const here = loaded.get(name);
  if (here) return here;
  const load = loaders.get(name);
  if (load && onLoad) {
    load().then(
      (texts) => {
        if (!loaded.has(name)) loaded.set(name, texts);
        onLoad();
      },
      () =>
        console.warn(`cid-elements: the texts of «${name}» could not be loaded; the Russian ones are used.`),
    );
  }
  return ru as Texts;
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
