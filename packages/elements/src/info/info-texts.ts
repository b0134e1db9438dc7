import { infoRu } from '../texts/info.ru.js';
import { Languages, type Widen } from '../texts/languages.js';

/** Every text of `<cid-info>`. A language is one object of this type. */
export type InfoTexts = Widen<typeof infoRu>;

const languages = new Languages<InfoTexts>(infoRu, {
  en: async () => (await import('../texts/info.en.js')).infoEn,
});

/** Adds a language to `<cid-info>`, or replaces one. */
export function registerInfoTexts(lang: string, texts: InfoTexts | (() => Promise<InfoTexts>)): void {
  languages.register(lang, texts);
}

/** The texts of a language tag; the Russian ones until they are here (see {@link Languages.get}). */
export const infoTextsFor = (lang: string, onLoad?: () => void): InfoTexts => languages.get(lang, onLoad);

/** Whether a language is on its way. */
export const infoTextsPending = (lang: string): boolean => languages.pending(lang);
