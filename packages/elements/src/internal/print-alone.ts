/** On paper the page is one element alone. Browsers without `:has()` print the page as it is. */
import { type Sheet, sheetOf } from './css.js';

/** The sheet for the page around: what is not the element goes, what holds it is a plain box. */
export const printedAlone = (selector: string): Sheet =>
  sheetOf(
    `@supports selector(:has(a)){@media print{body :not(:has(${selector}),${selector}){display:none!important}` +
      'html,body{display:block!important;margin:0!important;padding:0!important;inline-size:auto!important;max-inline-size:none!important;background:none!important}' +
      `body :has(${selector}){all:unset!important;display:block!important}` +
      `${selector}{float:none!important;position:static!important;margin:0!important}}}`,
  );

/** Adds the sheet to a page, or removes it. A document without a window prints nothing and takes no sheets. */
export function keepPrintedAlone(document: Document, printed: Sheet, wanted: unknown): void {
  if (!document.defaultView) return;
  const sheet = printed.in(document);
  const others = document.adoptedStyleSheets.filter((one) => one !== sheet);
  if (wanted || others.length < document.adoptedStyleSheets.length)
    document.adoptedStyleSheets = wanted ? [...others, sheet] : others;
}
