/** Prints one element without the page around it. Browsers without `:has()` print the whole page. */
import { type Sheet, sheetOf } from './css.js';

/** Sheet for the page: hides everything else, and removes the layout of the element's ancestors. */
export const printedAlone = (selector: string): Sheet =>
  sheetOf(
    `@supports selector(:has(a)){@media print{body :not(:has(${selector}),${selector}){display:none!important}` +
      'html,body{display:block!important;margin:0!important;padding:0!important;inline-size:auto!important;max-inline-size:none!important;background:none!important}' +
      `body :has(${selector}){all:unset!important;display:block!important}` +
      `${selector}{float:none!important;position:static!important;margin:0!important}}}`,
  );

/** Adds the sheet to a page or removes it. A document without a window cannot adopt sheets. */
export function keepPrintedAlone(document: Document, printed: Sheet, wanted: unknown): void {
  if (!document.defaultView) return;
  const sheet = printed.in(document);
  const others = document.adoptedStyleSheets.filter((one) => one !== sheet);
  if (wanted || others.length < document.adoptedStyleSheets.length)
    document.adoptedStyleSheets = wanted ? [...others, sheet] : others;
}
