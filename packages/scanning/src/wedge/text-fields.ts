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

/** Returns whether there was anything to put back. */
export function putBack({ field, value, start, end }: Snapshot): boolean {
  if (field.value === value) return false;
  // A framework may have put its own setter on the element: going past it makes the next input event count as a change.
  Reflect.set(Object.getPrototypeOf(field), 'value', value, field);
  if (start != null) field.setSelectionRange(start, end);
  return true;
}

/** Takes text out again that reached a field although its event was taken: not every event can be cancelled. */
export class FieldUndo {
  #snapshot: Snapshot | undefined;
  #composing = false;

  /** An input method is composing text and changes the field meanwhile: no snapshot is taken until it has ended. */
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
