import type { infoRu } from '../texts/info.ru.js';
import { nameOf, type Widen } from '../texts/languages.js';
import { warn } from '../warn.js';

/** Every text of `<cid-info>`. A language is one object of this type. */
export type InfoTexts = Widen<typeof infoRu>;

type Source = InfoTexts | (() => Promise<InfoTexts>);

/** A visitor loads one language only. */
const languages = new Map<string, Source>([
  ['ru', async () => (await import('../texts/info.ru.js')).infoRu],
  ['en', async () => (await import('../texts/info.en.js')).infoEn],
]);

/** Adds a language to `<cid-info>`, or replaces one. */
export function registerInfoTexts(lang: string, texts: Source): void {
  languages.set(lang, texts);
}

/** The texts of a language tag, by its first part; the Russian ones where there are none. Fails where these cannot be had. */
export async function infoTextsFor(lang: string): Promise<InfoTexts> {
  const name = nameOf(lang);
  const source = languages.get(name);
  if (!source) return infoTextsFor('ru');
  try {
    return typeof source === 'function' ? await source() : source;
  } catch (error) {
    if (name === 'ru') throw error;
    warn(`the texts of «${name}» could not be loaded; the Russian ones are used.`);
    return infoTextsFor('ru');
  }
}
