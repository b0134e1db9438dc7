/** Edits the focused field as key presses would. */

import { asField, type Field, focused } from './text-fields.js';

/** Whether keys typed at the target insert text; elsewhere they are shortcuts of the page or the browser. */
export function isEditable(target: EventTarget | null | undefined): boolean {
  return (
    asField(target) !== undefined || (target as HTMLElement | null | undefined)?.isContentEditable === true
  );
}

/** Dispatches the `input` event that a browser dispatches after a change. */
export function announce(field: Field, inputType: string, data: string | null): void {
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType, data }));
}

/** Inserts text at the caret. A field without focus is edited through its selection. */
export function insertText(target: HTMLElement, text: string): void {
  // With the focus on `body`, Chromium would insert the text into the previously focused field.
  if (!isEditable(target)) return;
  const { ownerDocument } = target;
  if (focused(ownerDocument) === target && ownerDocument.execCommand('insertText', false, text)) return;
  const field = asField(target);
  const start = field?.selectionStart;
  if (!field || start == null || field.readOnly || field.disabled) return;
  field.setRangeText(text, start, field.selectionEnd ?? start, 'end');
  announce(field, 'insertText', text);
}

/** Deletes the text before the caret of a contenteditable element, if it equals `text`. */
export function erase(target: HTMLElement, text: string): void {
  if (!target.isContentEditable) return;
  const selection = target.ownerDocument.getSelection();
  for (const _ of text) selection?.modify('extend', 'backward', 'character');
  if (selection?.toString() === text) target.ownerDocument.execCommand('delete');
  else selection?.collapseToEnd();
}
