/**
 * The texts of all elements by language. A language is one folder beside this file. Russian texts of a check are not in
 * the registry: each view brings its own part of them, so that a Russian desk loads only what it shows.
 */
import { warn } from '../internal/warn.js';
import type { capture } from './ru/capture.js';
import type { common } from './ru/common.js';
import type { info } from './ru/info.js';
import type { help } from './ru/info-help.js';
import type { notices } from './ru/notices.js';
import type { outcome } from './ru/outcome.js';
import type { sources } from './ru/sources.js';
import type { steps } from './ru/steps.js';
import type { trainingLesson } from './ru/training-lesson.js';

/** The type of the Russian texts with every literal widened: what any language has to say. */
export type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widen<T[K]> };

/** Every text of the elements that check. */
export type Texts = Widen<
  typeof common &
    typeof capture &
    typeof notices &
    typeof steps &
    typeof outcome &
    typeof trainingLesson &
    typeof sources
>;

/** Texts of `<cid-info>` for a visitor whose Digital ID does not open. */
export type InfoHelpTexts = Widen<typeof help>;

/** Every other text of `<cid-info>`. A language of its own brings its `help` along; else that is in Russian. */
export type InfoTexts = Widen<typeof info> & { readonly help?: InfoHelpTexts };

/** Texts, or the function that loads them when a page first wants them. */
export type TextSource<T> = T | (() => Promise<T>);

/** The first part of a language tag: `en` of `en-GB`. */
const nameOf = (lang: string): string => lang.toLowerCase().split('-')[0] ?? 'ru';

export class Registry<T extends object> {
  readonly #sources: Map<string, TextSource<T>>;

  constructor(sources: Readonly<Record<string, TextSource<T>>>) {
    this.#sources = new Map(Object.entries(sources));
  }

  register(lang: string, source: TextSource<T>): void {
    this.#sources.set(nameOf(lang), source);
  }

  /** The texts of a language tag, where they are loaded. */
  get(lang: string): T | undefined {
    const source = this.#sources.get(nameOf(lang));
    return typeof source === 'object' ? source : undefined;
  }

  /** Loads the texts of a language tag. `undefined` where there are none, or where they cannot be loaded. */
  async load(lang: string): Promise<T | undefined> {
    const name = nameOf(lang);
    const source = this.#sources.get(name);
    if (typeof source !== 'function') return source;
    try {
      const texts = await source();
      if (this.#sources.get(name) === source) this.#sources.set(name, texts);
      return texts;
    } catch {
      warn(`texts of "${name}" did not load.`);
      return undefined;
    }
  }
}

export const checkTexts = /* @__PURE__ */ new Registry<Texts>({
  en: async () => (await import('./en/index.js')).en,
});

export const infoTexts = /* @__PURE__ */ new Registry<InfoTexts>({
  ru: async () => (await import('./ru/info.js')).info,
  en: async () => (await import('./en/info.js')).info,
});

/** The texts of `<cid-info>`; the Russian ones where there are none. Fails where these cannot be loaded either. */
export async function infoTextsFor(lang: string): Promise<InfoTexts> {
  const texts = (await infoTexts.load(lang)) ?? (await infoTexts.load('ru'));
  if (!texts) throw new Error('no texts');
  return texts;
}

/** A language: the texts of the elements that check, those of `<cid-info>`, or both. */
export interface Language {
  readonly check?: TextSource<Texts>;
  readonly info?: TextSource<InfoTexts>;
}

/**
 * Adds a language, or replaces one, for every element:
 * `registerTexts('tt', { check: () => import('./tt/index.js').then((m) => m.tt) })`.
 */
export function registerTexts(lang: string, { check, info }: Language): void {
  if (check) checkTexts.register(lang, check);
  if (info) infoTexts.register(lang, info);
}
