/** Does for a page what keys would have done in the field that has the focus. */

import { asField, type Field, focused } from './text-fields.js';

/** Whether characters typed there are text, rather than commands of the page or the browser. */
export function isEditable(target: EventTarget | null | undefined): boolean {
  return (
    asField(target) !== undefined || (target as HTMLElement | null | undefined)?.isContentEditable === true
  );
}

/** Tells the page that its field changed, as a browser would. */
export function announce(field: Field, inputType: string, data: string | null): void {
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType, data }));
}

/** Types into whatever has the focus, as its own key would have; into a field that has lost it, at its caret. */
export function insertText(target: HTMLElement, text: string): void {
  // With the focus on `body`, Chromium would type into the field that had it last.
  if (!isEditable(target)) return;
  const { ownerDocument } = target;
  if (focused(ownerDocument) === target && ownerDocument.execCommand('insertText', false, text)) return;
  const field = asField(target);
  const start = field?.selectionStart;
  if (!field || start == null || field.readOnly || field.disabled) return;
  field.setRangeText(text, start, field.selectionEnd ?? start, 'end');
  announce(field, 'insertText', text);
}

/** Takes the text before the caret out of an editable element, if it is this one. */
export function erase(target: HTMLElement, text: string): void {
  if (!target.isContentEditable) return;
  const selection = target.ownerDocument.getSelection();
  for (const _ of text) selection?.modify('extend', 'backward', 'character');
  if (selection?.toString() === text) target.ownerDocument.execCommand('delete');
  else selection?.collapseToEnd();
}
