/**
 * Modal dialogs of the host page. While one is open the page gives it every key and takes the focus back, so a check
 * outside it cannot be worked: `1` would go into the host's field and Enter would press the host's OK.
 */

import { isInside } from './composed-tree.js';

/** Bootstrap 4 and 5, Bootstrap 3, and whatever follows the ARIA pattern. */
const MODALS = '.modal.show, .modal.in, dialog[open], [aria-modal="true"]';

function isVisible(element: Element): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
}

/** A `<dialog open>` that was not opened by `showModal()` neither traps the focus nor covers the page. */
function isModal(element: Element): boolean {
  return element.localName !== 'dialog' || element.matches('.modal, :modal, [aria-modal="true"]');
}

/** The open modal dialog of the host page that `element` is not part of. */
export function modalOutside(element: Element): Element | undefined {
  for (const modal of element.ownerDocument.querySelectorAll(MODALS))
    if (isModal(modal) && isVisible(modal) && !isInside(element, modal)) return modal;
  return undefined;
}
