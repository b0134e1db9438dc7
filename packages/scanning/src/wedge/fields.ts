/** The text field that has the focus, and how to put its content back. */

/** The element that has the focus, inside open shadow roots too. */
export function focused(document: Document): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** What keys can change: a list, too, chooses by the characters typed. */
export type Field = HTMLInputElement | HTMLTextAreaElement;

export function asField(target: EventTarget | null | undefined): Field | undefined {
  const name = (target as Element | null | undefined)?.localName ?? '';
  return ['input', 'textarea', 'select'].includes(name) ? (target as Field) : undefined;
}

export interface Snapshot {
  field: Field;
  value: string;
  start: number | null;
  end: number | null;
}

export function snapshot(target: EventTarget | null | undefined): Snapshot | undefined {
  const field = asField(target);
  return field && { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Says whether there was anything to put back. */
export function putBack({ field, value, start, end }: Snapshot): boolean {
  if (field.value === value) return false;
  // Past any setter a framework has put on the element, so that it notices at the next input event.
  Reflect.set(Object.getPrototypeOf(field), 'value', value, field);
  if (start != null) field.setSelectionRange(start, end);
  return true;
}

/** Tells the page that its field changed, as a browser would. */
export function announce(field: Field, inputType: string, data: string | null): void {
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType, data }));
}

/** Types into whatever has the focus, as its own key would have; into a field that has lost it, at its caret. */
export function insertText(target: HTMLElement, text: string): void {
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
