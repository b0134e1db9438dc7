/** The texts of `<cid-attorney>` by language. Not part of a desk's bundle. */
import { Registry, type Widen } from '../locales/registry.js';
import { attorney } from '../locales/ru/attorney.js';

export type AttorneyTexts = Widen<typeof attorney>;

export const attorneyTexts = new Registry<AttorneyTexts>({
  ru: attorney,
  en: async () => (await import('../locales/en/attorney.js')).attorney,
});

/** The Russian texts are shown until another language is loaded. */
export const russianAttorney: AttorneyTexts = attorney;
