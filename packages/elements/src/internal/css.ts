/** A style sheet that is constructed once per document, because a document rejects sheets of another one. */
export interface Sheet {
  in(document: Document): CSSStyleSheet;
}

/** Constructs lazily, so that modules can be imported without a DOM. */
export function sheetOf(text: string): Sheet {
  const made = new WeakMap<Document, CSSStyleSheet>();
  return {
    in(document) {
      let sheet = made.get(document);
      if (!sheet) {
        sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
        sheet.replaceSync(text);
        made.set(document, sheet);
      }
      return sheet;
    },
  };
}

/** A sheet of static text. Unlike Lit's tag it does not check the interpolated values. */
export const css = (text: TemplateStringsArray, ...tokens: readonly string[]): Sheet =>
  sheetOf(String.raw(text, ...tokens));
