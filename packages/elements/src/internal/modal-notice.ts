/** A notice inside an open modal dialog of the host page. Loaded lazily. */

const NOTICE_MS = 8_000;
const NOTICE_ATTRIBUTE = 'data-cid-notice';

/**
 * Shows a line for some seconds, inside the dialog because assistive technology ignores everything outside
 * it.
 */
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
  // A live region is announced only if its text changes after insertion.
  line.textContent = text;
  setTimeout(() => line.remove(), NOTICE_MS);
}
