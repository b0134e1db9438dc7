/** A document of the kit as data: created by the templates, rendered by `html.ts` and `docx.ts`. */

/** A fact that only the institution knows. Rendered as a marked gap to fill in. */
export interface Gap {
  readonly ask: string;
}
export interface Strong {
  readonly strong: string;
}
export type Inline = string | Gap | Strong;

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly kind: 'centred'; readonly text: readonly Inline[] }
  | { readonly kind: 'clause'; readonly number: string; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'steps'; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      /** Widths of the columns, per cent. */
      readonly widths: readonly number[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  /** The signature line, with space above. */
  | { readonly kind: 'signature'; readonly text: readonly Inline[] }
  /** A remark to the editor of the draft, to be deleted before signing. */
  | { readonly kind: 'remark'; readonly text: readonly Inline[] };

/** How a document is laid out: a draft to edit, one printed page, or a slide of 1920×1080 px. */
export type Layout = 'draft' | 'page' | 'poster-a4' | 'sign-a5' | 'slide';

export interface KitDocument {
  /** File name without extension. */
  readonly name: string;
  readonly title: string;
  readonly layout: Layout;
  readonly blocks: readonly Block[];
}

export const ask = (what: string): Gap => ({ ask: what });
export const strong = (text: string): Strong => ({ strong: text });
export const paragraph = (...text: readonly Inline[]): Block => ({ kind: 'paragraph', text });
export const centred = (...text: readonly Inline[]): Block => ({ kind: 'centred', text });
export const clause = (number: string, ...text: readonly Inline[]): Block => ({
  kind: 'clause',
  number,
  text,
});
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const remark = (...text: readonly Inline[]): Block => ({ kind: 'remark', text });

/** Replaces spaces by non-breaking ones between a number and its noun or sign. */
export const unbroken = (text: string): string =>
  text.replaceAll('№ ', '№\u00a0').replace(/(\d) (?=лет|секунд)/g, '$1\u00a0');

/** The text of a gap on paper. */
export const gapText = (gap: Gap): string => `[${gap.ask}]`;
