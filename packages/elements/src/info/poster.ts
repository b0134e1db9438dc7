/** Prints only the poster of a page. Loaded if the page contains one. */
import { keepPrintedAlone, printedAlone } from '../internal/print-alone.js';

const POSTER = "cid-info[poster]:not([poster='false'])";
const poster = printedAlone(POSTER);

/** Adds the print styles while the page contains a poster, and removes them afterwards. */
export function keepPoster(document: Document): void {
  keepPrintedAlone(document, poster, document.querySelector(POSTER));
}
