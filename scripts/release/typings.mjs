// Generates from the manifest of the elements: typings for React, Vue and Svelte templates, and data for VS
// Code and JetBrains. Also writes the import map for pages without a framework.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup.mjs';
import { importMap } from './import-map.mjs';

/**
 * @typedef {{ name: string, description?: string, type?: { text: string }, default?: string, fieldName?:
 * string }} Attribute
 * @typedef {{ name: string, description?: string, type?: { text: string } }} Event
 * @typedef {{ tagName: string, name: string, description?: string, attributes: Attribute[], events: Event[]
 * }} Element
 */

const home = join(root, 'packages/elements');

/** @returns {Element[]} */
function elementsOf(/** @type {{ modules: { declarations?: Partial<Element>[] }[] }} */ manifest) {
  return manifest.modules
    .flatMap(({ declarations }) => declarations ?? [])
    .flatMap(({ tagName, name = '', description, attributes = [], events = [] }) =>
      tagName ? [{ tagName, name, description, attributes, events }] : [],
    )
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
}

const line = (/** @type {string | undefined} */ text) => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/**
 * The type of an attribute in templates: frameworks convert numbers to strings and bind objects to
 * properties.
 * @param {Attribute} attribute
 */
function typeOf({ type }) {
  const text = type?.text ?? 'string';
  if (text.startsWith('boolean')) return 'boolean';
  if (text.startsWith('number')) return 'number | string';
  return text.includes('object') ? 'string | object' : 'string';
}

/**
 * The exported event type, or `Event` if the package exports none.
 * @param {Event} event
 * @param {string} exported
 */
function eventOf({ type }, exported) {
  const detail = /^CustomEvent<(\w+)>$/.exec(type?.text ?? '')?.[1];
  return detail && exported.includes(detail) ? `CustomEvent<Cid.${detail}>` : 'CustomEvent';
}

/** @param {Element} element @param {(name: string) => string[]} handlers @param {string} exported */
function members(element, handlers, exported) {
  return [
    ...element.attributes
      .filter(({ name }) => !['lang', 'state'].includes(name))
      .map(
        (attribute) =>
          `    /** ${line(attribute.description)} */\n    '${attribute.name}'?: ${typeOf(attribute)};`,
      ),
    ...element.events.flatMap((event) =>
      handlers(event.name).map(
        (name) =>
          `    /** ${line(event.description)} */\n    '${name}'?: (event: ${eventOf(event, exported)}) => void;`,
      ),
    ),
  ].join('\n');
}

const HEAD = "// Generated from custom-elements.json.\nimport type * as Cid from '../dist/index.js';\n";
const camel = (/** @type {string} */ name) => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** @param {Element[]} elements @param {string} exported */
function react(elements, exported) {
  const body = elements.map(
    (
      element,
    ) => `  '${element.tagName}': DetailedHTMLProps<HTMLAttributes<Cid.${element.name}>, Cid.${element.name}> & {
    /** Custom elements take 'class', not 'className', in JSX. */
    class?: string;
${members(element, (name) => [`on${name}`], exported)}
  };`,
  );
  return `${HEAD}import type { DetailedHTMLProps, HTMLAttributes } from 'react';

export interface CidElements {
${body.join('\n')}
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends CidElements {}
  }
}
`;
}

/** @param {Element[]} elements @param {string} exported */
function vue(elements, exported) {
  const body = elements.map(
    (element) => `    '${element.tagName}': DefineComponent<{
${members(element, (name) => [camel(`on-${name}`)], exported)}
    }>;`,
  );
  return `${HEAD}import type { DefineComponent } from 'vue';

declare module 'vue' {
  interface GlobalComponents {
${body.join('\n')}
  }
}
`;
}

/** @param {Element[]} elements @param {string} exported */
function svelte(elements, exported) {
  const body = elements.map(
    (element) => `    '${element.tagName}': HTMLAttributes<Cid.${element.name}> & {
${members(element, (name) => [`on${name}`, `on:${name}`], exported)}
    };`,
  );
  return `${HEAD}import type { HTMLAttributes } from 'svelte/elements';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${body.join('\n')}
  }
}
`;
}

/** https://code.visualstudio.com/api/extension-guides/custom-data-extension @param {Element[]} elements */
const vscode = (elements) => ({
  version: 1.1,
  tags: elements.map(({ tagName, description, attributes }) => ({
    name: tagName,
    description: line(description),
    attributes: attributes.map(({ name, description: about }) => ({ name, description: line(about) })),
  })),
});

/** https://github.com/JetBrains/web-types @param {Element[]} elements @param {string} version */
const webTypes = (elements, version) => ({
  $schema: 'https://json.schemastore.org/web-types',
  name: '@cid-elements/elements',
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elements.map(({ tagName, description, attributes, events }) => ({
        name: tagName,
        description: line(description),
        attributes: attributes.map((attribute) => ({
          name: attribute.name,
          description: line(attribute.description),
          value: { type: typeOf(attribute) },
        })),
        js: { events: events.map((event) => ({ name: event.name, description: line(event.description) })) },
      })),
    },
  },
});

/** Writes `frameworks/` and `editors/` of the elements' package. */
export function writeTypings() {
  const elements = elementsOf(JSON.parse(readFileSync(join(home, 'custom-elements.json'), 'utf8')));
  const exported = readFileSync(join(home, 'dist/index.d.ts'), 'utf8');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  for (const folder of ['frameworks', 'editors']) mkdirSync(join(home, folder), { recursive: true });
  for (const [name, write] of Object.entries({ react, vue, svelte }))
    writeFileSync(join(home, `frameworks/${name}.d.ts`), write(elements, exported));
  const json = (/** @type {object} */ data) => `${JSON.stringify(data, null, 2)}\n`;
  writeFileSync(join(home, 'frameworks/import-map.json'), json(importMap()));
  writeFileSync(join(home, 'editors/vscode.html-custom-data.json'), json(vscode(elements)));
  writeFileSync(join(home, 'editors/web-types.json'), json(webTypes(elements, version)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeTypings();
