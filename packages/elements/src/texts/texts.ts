/** Texts of the elements that check, by language. */
import { Languages, type Widen } from './languages.js';
import { ru } from './ru.js';

export { nearestLang, watchLang } from './languages.js';

/** Every text of the elements that check. A language is an object of this type. */
export type Texts = Widen<typeof ru>;

const languages = new Languages<Texts>(ru, { en: async () => (await import('./en.js')).en });

/** Adds a language, or replaces one: `registerTexts('tt', () => import('./tt.js').then((m) => m.tt))`. */
export function registerTexts(lang: string, texts: Texts | (() => Promise<Texts>)): void {
  languages.register(lang, texts);
}

/** The texts of a language tag; the Russian ones until they are here (see {@link Languages.get}). */
export function textsFor(lang: string, onLoad?: () => void): Texts {
  return languages.get(lang, onLoad);
}
