/** Frameworks write `="false"` where they mean false, as an attribute or as a property. */
import type { PropertyDeclaration } from 'lit';

/** Whether a boolean attribute or property is on. */
export const isOn = (value: unknown): boolean =>
  typeof value === 'string' ? value !== 'false' : Boolean(value);

/** A boolean property with the attribute of this name. */
export const booleanAttribute = (attribute: string): PropertyDeclaration => ({
  attribute,
  converter: { fromAttribute: (value) => value !== null && isOn(value) },
});
