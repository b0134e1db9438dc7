/** Texts of the elements that check, by language. */
import { Languages, type Widen } from './languages.js';
import { ru } from './ru.js';
import type { ruLater } from './ru-later.js';
import type { ruPanel } from './ru-panel.js';

export { nearestLang, watchLang } from './languages.js';

/** Every text of the elements that check. A language is an object of this type. */
export type Texts = Widen<typeof ru & typeof ruLater & typeof ruPanel>;

// The other parts of the Russian texts come with what shows them.
const russian = { ...ru } as unknown as Texts;

const languages = new Languages<Texts>(russian, { en: async () => (await import('./en.js')).en });

/** Adds a language, or replaces one: `registerTexts('tt', () => import('./tt.js').then((m) => m.tt))`. */
export function registerTexts(lang: string, texts: Texts | (() => Promise<Texts>)): void {
  languages.register(lang, texts);
}

/** The texts of a language tag; the Russian ones until they are here (see {@link Languages.get}). */
export function textsFor(lang: string, onLoad?: () => void): Texts {
  return languages.get(lang, onLoad);
}

/** Completes the Russian texts with a part that came later. */
export function addTexts(part: typeof ruLater | typeof ruPanel): void {
  Object.assign(russian, part);
}
