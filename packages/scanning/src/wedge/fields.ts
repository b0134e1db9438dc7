/** The text field that has the focus, and how to put its content back. */

/** The element that has the focus, inside open shadow roots too. */
export function focused(document: Document): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

export type Field = HTMLInputElement | HTMLTextAreaElement;

const NOT_TEXT = [
  'button',
  'checkbox',
  'color',
  'file',
  'hidden',
  'image',
  'radio',
  'range',
  'reset',
  'submit',
];

export function asField(target: EventTarget | null | undefined): Field | undefined {
  const element = target as Element | null | undefined;
  if (element?.localName === 'textarea') return element as HTMLTextAreaElement;
  if (element?.localName !== 'input') return undefined;
  return NOT_TEXT.includes((element as HTMLInputElement).type) ? undefined : (element as HTMLInputElement);
}

export interface Snapshot {
  field: Field;
  value: string;
  start: number | null;
  end: number | null;
}

export function snapshot(target: EventTarget | null | undefined): Snapshot | undefined {
  const field = asField(target);
  if (!field) return undefined;
  return { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Replaces the field's text past any setter a framework has put on the element, so that it notices at the next input event. */
export function write(field: Field, value: string, start: number | null, end: number | null): void {
  let proto: object | null = Object.getPrototypeOf(field);
  while (proto && !Object.hasOwn(proto, 'value')) proto = Object.getPrototypeOf(proto);
  const setter = proto ? Object.getOwnPropertyDescriptor(proto, 'value')?.set : undefined;
  if (setter) setter.call(field, value);
  else field.value = value;
  if (start !== null && end !== null) field.setSelectionRange(start, end);
}

export function putBack(snap: Snapshot): void {
  if (snap.field.value !== snap.value) write(snap.field, snap.value, snap.start, snap.end);
}

/** Tells the page that its field changed, as a browser would. */
export function announce(field: Field, inputType: string, data: string | null): void {
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType, data }));
}
