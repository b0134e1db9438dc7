/** What makes a printed page its poster alone: loaded where a page holds one. */
import { keepPrintedAlone, printedAlone } from '../internal/print-alone.js';

const POSTER = "cid-info[poster]:not([poster='false'])";
const poster = printedAlone(POSTER);

/** On paper the page is its poster alone, while it has one. */
export function keepPoster(document: Document): void {
  keepPrintedAlone(document, poster, document.querySelector(POSTER));
}
