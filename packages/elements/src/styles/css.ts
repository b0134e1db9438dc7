/** A constructed style sheet of static text. (Lit's own tag guards against styles that are put in; here nothing is.) */
export function css(text: TemplateStringsArray, ...tokens: readonly string[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(String.raw(text, ...tokens));
  return sheet;
}
