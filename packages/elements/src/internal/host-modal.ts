/**
 * Modal dialogs of the host page. An open dialog traps focus and keys, so a check outside it cannot be
 * operated: `1` would be typed into the dialog's field and Enter would activate its button.
 */

import { isInside } from './composed-tree.js';

/** Dialogs of Bootstrap 3 to 5, `<dialog>`, and dialogs that follow the ARIA pattern. */
const MODALS = '.modal.show, .modal.in, dialog[open], [aria-modal="true"]';

function isVisible(element: Element): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
}

/** A `<dialog open>` that was not opened by `showModal()` neither traps the focus nor covers the page. */
function isModal(element: Element): boolean {
  return element.localName !== 'dialog' || element.matches('.modal, :modal, [aria-modal="true"]');
}

/** An open modal dialog of the page that does not contain `element`. */
export function modalOutside(element: Element): Element | undefined {
  for (const modal of element.ownerDocument.querySelectorAll(MODALS))
    if (isModal(modal) && isVisible(modal) && !isInside(element, modal)) return modal;
  return undefined;
}
