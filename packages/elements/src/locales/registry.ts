/**
 * The texts of all elements by language, one folder per language. The Russian texts of a check are not in the
 * registry: each view imports its own part, so that a Russian desk loads only the texts it shows.
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

/** The type of the Russian texts with widened literals, which every language has to implement. */
export type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widen<T[K]> };

/** All texts of the elements that check. */
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

/**
 * All other texts of `<cid-info>`. A registered language may contain `help`; otherwise that is in Russian.
 */
export type InfoTexts = Widen<typeof info> & { readonly help?: InfoHelpTexts };

/** Texts, or a function that loads them on first use. */
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

  /** The texts of a language tag, if they are loaded. */
  get(lang: string): T | undefined {
    const source = this.#sources.get(nameOf(lang));
    return typeof source === 'object' ? source : undefined;
  }

  /** Loads the texts of a language tag. `undefined` if there are none or loading fails. */
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

/** The texts of `<cid-info>`, in Russian if the language has none. Rejects if these fail to load, too. */
export async function infoTextsFor(lang: string): Promise<InfoTexts> {
  const texts = (await infoTexts.load(lang)) ?? (await infoTexts.load('ru'));
  if (!texts) throw new Error('no texts');
  return texts;
}

/** A language: texts of the elements that check, of `<cid-info>`, or of both. */
export interface Language {
  readonly check?: TextSource<Texts>;
  readonly info?: TextSource<InfoTexts>;
}

/**
 * Adds or replaces a language for every element:
 * `registerTexts('tt', { check: () => import('./tt/index.js').then((m) => m.tt) })`.
 */
export function registerTexts(lang: string, { check, info }: Language): void {
  if (check) checkTexts.register(lang, check);
  if (info) infoTexts.register(lang, info);
}
