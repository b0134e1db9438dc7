/** Texts of the elements that check, by language. */
import { Languages, type Widen } from './languages.js';
import { ru } from './ru.js';
import type { ruCapture } from './ru-capture.js';
import type { ruNotices } from './ru-notices.js';
import type { ruOutcome } from './ru-outcome.js';
import type { ruPanel } from './ru-panel.js';
import type { ruPractice } from './ru-practice.js';
import type { ruSteps } from './ru-steps.js';

export { nearestLang, watchLang } from './languages.js';

/** Every text of the elements that check. A language is an object of this type. */
export type Texts = Widen<typeof ru & RussianParts>;

type RussianParts = typeof ruCapture &
  typeof ruNotices &
  typeof ruSteps &
  typeof ruOutcome &
  typeof ruPractice &
  typeof ruPanel;

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
export function addTexts(part: Partial<RussianParts>): void {
  Object.assign(russian, part);
}
