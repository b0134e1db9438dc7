/** Boolean attributes. Some frameworks set `"false"` for false, as attribute or property. */
import type { PropertyDeclaration } from 'lit';

/** Whether a boolean attribute or property is on. */
export const isOn = (value: unknown): boolean =>
  typeof value === 'string' ? value !== 'false' : Boolean(value);

/** Declaration of a boolean property with this attribute. */
export const booleanAttribute = (attribute: string): PropertyDeclaration => ({
  attribute,
  converter: { fromAttribute: (value) => value !== null && isOn(value) },
});
