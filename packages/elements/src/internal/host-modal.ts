/**
 * Modal dialogs of the host page. While one is open the page gives it every key and takes the focus back, so a check
 * outside it cannot be worked: `1` would go into the host's field and Enter would press the host's OK.
 */

const NOTICE_MS = 8_000;
const NOTICE_ATTRIBUTE = 'data-cid-notice';

/** Bootstrap 4 and 5, Bootstrap 3, and whatever follows the ARIA pattern. */
const MODALS = '.modal.show, .modal.in, dialog[open], [aria-modal="true"]';

function isVisible(element: Element): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
}

/** A `<dialog open>` that was not opened by `showModal()` neither traps the focus nor covers the page. */
function isModal(element: Element): boolean {
  return (
    element.localName !== 'dialog' ||
    element.getAttribute('aria-modal') === 'true' ||
    element.matches('.modal, :modal')
  );
}

/** Whether one element is inside another, through shadow roots. */
function isInside(inner: Element, outer: Element): boolean {
  for (let node: Node | null = inner; node; node = node instanceof ShadowRoot ? node.host : node.parentNode)
    if (node === outer) return true;
  return false;
}

/** The open modal dialog of the host page that `element` is not part of. */
export function modalOutside(element: Element): Element | undefined {
  for (const modal of element.ownerDocument.querySelectorAll(MODALS))
    if (isModal(modal) && isVisible(modal) && !isInside(element, modal)) return modal;
  return undefined;
}

/** One line inside the dialog, for a few seconds: assistive technology hears nothing outside an open modal. */
export function noticeInModal(modal: Element, text: string): void {
  modal.querySelector(`[${NOTICE_ATTRIBUTE}]`)?.remove();
  const line = modal.ownerDocument.createElement('div');
  line.setAttribute(NOTICE_ATTRIBUTE, '');
  line.setAttribute('role', 'alert');
  Object.assign(line.style, {
    position: 'fixed',
    insetInline: '0',
    insetBlockEnd: '1em',
    marginInline: 'auto',
    inlineSize: 'fit-content',
    maxInlineSize: '90%',
    padding: '0.75em 1em',
    border: '2px solid',
    background: 'Canvas',
    color: 'CanvasText',
    zIndex: '2147483647',
  });
  modal.append(line);
  // A live region is announced when its text changes after it has been inserted.
  line.textContent = text;
  setTimeout(() => line.remove(), NOTICE_MS);
}
