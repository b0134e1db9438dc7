// Descriptions of the elements for the manual: scripts/manual/elements.json, extracted from the manifest
// (scripts/manifest.mjs). The file is tracked, because serving installs no analyzer. `npm run manual` updates
// it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

const FILE = join(root, 'scripts/manual/elements.json');

/** @typedef {{ name: string, type?: string, default?: string, text: string }} Entry */
/**
 * @typedef {Record<'attributes' | 'properties' | 'methods' | 'events' | 'slots' | 'parts' | 'styles',
 * Entry[]>} Lists
 */
/** @typedef {{ tag: string, text: string } & Lists} Element */

const LITERALS = /^export type (\w+) =\s*((?:\|?\s*'[^']+'\s*)+);/gm;
const ALIAS = /^export type (\w+) = (\w+);/gm;
const DETAIL = /^export interface (Cid\w+Detail) \{\n([^}]*)\n\}/gm;

/** Types that the manual shows inline: event details and short unions of strings. */
function vocabulary() {
  /** @type {Record<string, string>} */
  const known = {};
  const sources = ['core', 'scanning', 'elements'].flatMap((name) => {
    const src = join(root, 'packages', name, 'src');
    return readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(src, file), 'utf8'));
  });
  for (const text of sources)
    for (const [, name = '', words = ''] of text.matchAll(LITERALS))
      known[name] = (words.match(/'[^']+'/g) ?? []).join(' | ');
  for (const text of sources)
    for (const [, name = '', other = ''] of text.matchAll(ALIAS))
      if (known[other]) known[name] = known[other];
  for (const text of sources)
    for (const [, name = '', body = ''] of text.matchAll(DETAIL)) {
      const fields = body
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replaceAll('readonly ', '')
        .split(';')
        .map((field) => field.trim())
        .filter(Boolean);
      known[name] = `{ ${fields.join('; ')} }`;
    }
  return known;
}

/**
 * Replaces names of types by their short definitions.
 * @param {string} type
 * @param {Record<string, string>} known
 * @returns {string}
 */
const inFull = (type, known) =>
  type.replace(/\b[A-Z]\w+\b/g, (name) => {
    const full = known[name];
    return full && full.length < 120 ? inFull(full, known) : name;
  });

/** The signature of a method. @param {any} one */
const signature = (one) =>
  `(${(one.parameters ?? []).map((/** @type {any} */ its) => `${its.name}: ${its.type?.text}`).join(', ')})`;

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
  const known = vocabulary();
  const classes = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ tagName }) => tagName);
  return classes.map((one) => {
    const members = (one.members ?? []).filter((/** @type {any} */ member) => !member.static);
    return {
      tag: one.tagName,
      text: (one.description ?? '').replace(/\s+/g, ' ').trim(),
      // Attributes are strings; an undefined property means an absent attribute.
      attributes: entries(one.attributes).map((its) => ({
        ...its,
        ...(its.type && { type: its.type.replace(/ \| (object|undefined)/g, '') }),
        ...(its.default && { default: its.default.replace(/^'(.+)'$/, '$1') }),
        text: its.text.replace(', or the object itself', ''),
      })),
      properties: entries(members.filter((/** @type {any} */ { kind }) => kind === 'field')).map((its) => ({
        ...its,
        ...(its.type && { type: inFull(its.type, known) }),
      })),
      methods: entries(
        members
          .filter((/** @type {any} */ { kind }) => kind === 'method')
          .map((/** @type {any} */ its) => ({ ...its, type: { text: inFull(signature(its), known) } })),
      ),
      events: entries(one.events).map((its) => {
        const [, name = ''] = /<(\w+)>/.exec(its.type ?? '') ?? [];
        return { ...its, type: inFull(known[name] ?? '', known) };
      }),
      slots: entries(one.slots),
      parts: entries(one.cssParts),
      styles: entries(one.cssProperties),
    };
  });
}

/** @returns {Element[]} */
export const readElements = () => JSON.parse(readFileSync(FILE, 'utf8'));

/** Writes the file from the manifest of the last build. */
export function writeElements() {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/elements/custom-elements.json'), 'utf8'));
  writeFileSync(FILE, `${JSON.stringify(elementsOf(manifest), null, 2)}\n`);
}
