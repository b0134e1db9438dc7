// @ts-check
// What the manual says of each element: scripts/manual/elements.json, taken from the manifest (scripts/manifest.mjs). It is kept in
// the repository because serving installs no analyzer. `npm run manual` writes it again.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

const FILE = join(root, 'scripts/manual/elements.json');

/** @typedef {{ name: string, type?: string, default?: string, text: string }} Entry */
/** @typedef {Record<'attributes' | 'properties' | 'methods' | 'events' | 'slots' | 'parts' | 'styles', Entry[]>} Lists */
/** @typedef {{ tag: string, text: string } & Lists} Element */

/** @param {any[] | undefined} all @returns {Entry[]} */
const entries = (all) =>
  (all ?? [])
    .filter(({ name }) => name)
    .map((one) => ({
      name: one.name,
      ...(one.type?.text && { type: one.type.text }),
      ...(one.default && { default: one.default }),
      text: (one.description ?? '').replace(/\s+/g, ' ').trim(),
    }));

/** The elements of a manifest. @param {{ modules: any[] }} manifest @returns {Element[]} */
export function elementsOf(manifest) {
  const classes = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ tagName }) => tagName);
  return classes.map((one) => {
    const members = (one.members ?? []).filter((/** @type {any} */ member) => !member.static);
    return {
      tag: one.tagName,
      text: (one.description ?? '').replace(/\s+/g, ' ').trim(),
      attributes: entries(one.attributes),
      properties: entries(members.filter((/** @type {any} */ { kind }) => kind === 'field')),
      methods: entries(members.filter((/** @type {any} */ { kind }) => kind === 'method')),
      events: entries(one.events),
      slots: entries(one.slots),
      parts: entries(one.cssParts),
      styles: entries(one.cssProperties),
    };
  });
}

/** @returns {Element[]} */
export const readElements = () => JSON.parse(readFileSync(FILE, 'utf8'));

/** Writes the file again, from the manifest of the last build. */
export function writeElements() {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/elements/custom-elements.json'), 'utf8'));
  writeFileSync(FILE, `${JSON.stringify(elementsOf(manifest), null, 2)}\n`);
}
