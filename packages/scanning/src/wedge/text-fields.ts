/** The focused text field, and snapshots of its content. */

/** The focused element, also inside open shadow roots. */
export function focused(document: Document): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Elements that keys can change; a `select` chooses an option by the typed characters. */
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

/** Restores the field. Returns whether it had changed. */
export function putBack({ field, value, start, end }: Snapshot): boolean {
  if (field.value === value) return false;
  // Bypass the setter that a framework may have put on the element, so that it sees the next input event as a
  // change.
  Reflect.set(Object.getPrototypeOf(field), 'value', value, field);
  if (start != null) field.setSelectionRange(start, end);
  return true;
}

/** Undoes text that reached a field although its event was suppressed: not every event can be cancelled. */
export class FieldUndo {
  #snapshot: Snapshot | undefined;
  #composing = false;

  /** An input method is composing. It changes the field meanwhile, so no snapshot is taken until it ends. */
  get composing(): boolean {
    return this.#composing;
  }

  /**
   * Takes a snapshot before an event changes the field. A target that is no field keeps the last snapshot.
   */
  remember(target: EventTarget | null | undefined): void {
    if (!this.#composing) this.#snapshot = snapshot(target) ?? this.#snapshot;
  }

  reset(target: EventTarget | null | undefined): void {
    if (!this.#composing) this.#snapshot = snapshot(target);
  }

  undo(): void {
    if (!this.#composing && this.#snapshot) putBack(this.#snapshot);
  }

  compose(target: EventTarget | null | undefined): void {
    this.remember(target);
    this.#composing = true;
  }

  /** Restores the field now, and again later: some browsers write the text after the event. */
  composed(later: (run: () => void) => void): void {
    this.#composing = false;
    const before = this.#snapshot;
    if (!before) return;
    putBack(before);
    later(() => putBack(before));
  }
}
