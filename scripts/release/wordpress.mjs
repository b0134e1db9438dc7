// The WordPress plugin: PHP, the elements' files, and the notice as HTML for each combination of benefits and
// language.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup.mjs';
import { readTree } from './tree.mjs';

const HOME = 'cid-elements/';
/** In the order of the plugin's list. */
const BENEFITS = ['student', 'large-family', 'age'];
const text = (/** @type {string} */ content) => new TextEncoder().encode(content);

/** All non-empty combinations. @returns {string[][]} */
function choices() {
  return [...Array(2 ** BENEFITS.length - 1).keys()].map((bits) =>
    BENEFITS.filter((_, at) => (bits + 1) & (1 << at)),
  );
}

/** Placeholders in the fragment. The plugin replaces them by the settings of the library. */
const SETTINGS = {
  institution: { name: 'CIDNAME', hours: 'CIDHOURS', contact: 'CIDCONTACT' },
  act: { title: 'CIDACT', link: '/CIDLINK' },
};

/** Adds the paragraph about the gateway, for institutions whose act permits it. */
const GATEWAY = { ways: ['goskan', 'gateway'], gatewayAct: { title: 'CIDPERMIT' } };

/** Language, suffix of the file name, and configuration. @type {[string, string, object][]} */
const WORDINGS = [
  ['ru', '', {}],
  ['en', '', {}],
  ['ru', '-gateway', GATEWAY],
  ['en', '-gateway', GATEWAY],
];

/**
 * @param {string} version
 * @param {import('./tree.mjs').Tree} licences
 * @returns {Promise<import('./tree.mjs').Tree>}
 */
export async function wordpressPlugin(version, licences) {
  const { infoFragment } = await import(
    pathToFileURL(join(root, 'packages/elements/dist/info/page.js')).href
  );
  /** @type {import('./tree.mjs').Tree} */
  const tree = new Map();
  for (const [name, content] of readTree(join(root, 'examples/wordpress/cid-elements'), HOME))
    tree.set(
      name,
      name.endsWith('.php')
        ? text(Buffer.from(content).toString().replaceAll('__VERSION__', version))
        : content,
    );
  const wanted = (/** @type {string} */ path) =>
    /\.(js|wasm)$/.test(path) && !/training-|capture-kit/.test(path);
  for (const [name, content] of readTree(join(root, 'dist'), `${HOME}dist/`, wanted)) tree.set(name, content);
  for (const [lang, way, permitted] of WORDINGS)
    for (const benefits of choices()) {
      const { html, problems } = await infoFragment(
        { ...SETTINGS, ...permitted, benefits },
        '/CIDCONFIG',
        lang,
      );
      for (const word of [
        'CIDNAME',
        'CIDHOURS',
        'CIDCONTACT',
        '>CIDACT<',
        '"/CIDLINK"',
        'config="/CIDCONFIG"',
      ])
        if (problems.length || !html.includes(word))
          throw new Error(`The fragment has no ${word}. ${problems}`);
      tree.set(`${HOME}fragments/${lang}${way}-${benefits.join('_')}.html`, text(html));
    }
  for (const [name, content] of licences) tree.set(`${HOME}${name}`, content);
  tree.set(`${HOME}LICENSE`, readFileSync(join(root, 'examples/koha/LICENSE')));
  tree.set(`${HOME}dist/LICENSE`, readFileSync(join(root, 'LICENSE')));
  tree.set(`${HOME}dist/NOTICES.md`, readFileSync(join(root, 'NOTICES.md')));
  return tree;
}
