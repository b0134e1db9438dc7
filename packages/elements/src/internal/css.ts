/** A style sheet, constructed anew for each document that uses it: a document refuses the sheets of another. */
export interface Sheet {
  in(document: Document): CSSStyleSheet;
}

/** Nothing is constructed before a document wants it, so that modules can be imported where there is none. */
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

/** A sheet of static text. (Lit's own tag guards against styles that are put in; here nothing is.) */
export const css = (text: TemplateStringsArray, ...tokens: readonly string[]): Sheet =>
  sheetOf(String.raw(text, ...tokens));
