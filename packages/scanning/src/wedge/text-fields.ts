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

/** Whether characters typed there are text, rather than commands of the page or the browser. */
export function isEditable(target: EventTarget | null | undefined): boolean {
  return (
    asField(target) !== undefined || (target as HTMLElement | null | undefined)?.isContentEditable === true
  );
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
  // A framework may have put its own setter on the element: going past it makes the next input event count as a change.
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

/** Takes text out again that reached a field although its event was taken: not every event can be cancelled. */
export class FieldUndo {
  #snapshot: Snapshot | undefined;
  #composing = false;

  /** An input method is composing text; the field changes with it, so nothing is remembered meanwhile. */
  get composing(): boolean {
    return this.#composing;
  }

  /** Remembers a field as it is before an event changes it; another target changes nothing. */
  remember(target: EventTarget | null | undefined): void {
    if (!this.#composing) this.#snapshot = snapshot(target) ?? this.#snapshot;
  }

  reset(target: EventTarget | null | undefined): void {
    if (!this.#composing) this.#snapshot = snapshot(target);
  }

  undo(): void {
    if (!this.#composing && this.#snapshot) putBack(this.#snapshot);
  }

  beginComposition(target: EventTarget | null | undefined): void {
    this.remember(target);
    this.#composing = true;
  }

  /** Puts the field back, now and when the browser has written the text after the event, as some do. */
  endComposition(later: (run: () => void) => void): void {
    this.#composing = false;
    const before = this.#snapshot;
    if (!before) return;
    putBack(before);
    later(() => putBack(before));
  }
}
