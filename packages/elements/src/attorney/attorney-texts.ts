/** The texts of `<cid-attorney>` by language: never loaded with a desk. */
import { Registry, type Widen } from '../locales/registry.js';
import { attorney } from '../locales/ru/attorney.js';

export type AttorneyTexts = Widen<typeof attorney>;

export const attorneyTexts = new Registry<AttorneyTexts>({
  ru: attorney,
  en: async () => (await import('../locales/en/attorney.js')).attorney,
});

/** The Russian texts stand in until another language is loaded. */
export const russianAttorney: AttorneyTexts = attorney;
