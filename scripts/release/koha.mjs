// The Koha plugin (.kpz): the Perl class, the elements' files with a route for each, and scripts made from
// the paste-in files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { submitGuard } from '../submit-guard.mjs';
import { readTree } from './tree.mjs';

const HOME = 'Koha/Plugin/Org/CidElements/Desk';
const plugin = join(root, 'examples/koha/plugin');
const text = (/** @type {string} */ content) => new TextEncoder().encode(content);
const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');

/** Replaces the settings of the paste-in file by those of the plugin's form. */
function deskScript() {
  const source = read('examples/koha/intranet-user.js');
  const begin = source.indexOf('  // ---- Настройки');
  const end = source.indexOf('  // ---- Дальше менять нечего');
  if (begin < 0 || end < begin) throw new Error('examples/koha/intranet-user.js has lost its settings.');
  const settings =
    "  const { dist, branches, check, atBranch } = JSON.parse(document.getElementById('cid-koha')?.textContent ?? '{}');\n\n";
  return source.slice(0, begin) + settings + source.slice(end);
}

/** The script of the OPAC, which derives the base URL from its own. */
function opacScript() {
  const source = read('examples/koha/opac-user.js');
  const out = source.replace(
    /const dist = '[^']*';/,
    "const dist = new URL('.', document.currentScript.src).href;",
  );
  if (out === source) throw new Error('examples/koha/opac-user.js has lost its setting.');
  return out;
}

/**
 * Route definitions, one per file, in the format of Koha::REST::Plugin::PluginRoutes.
 * @param {string[]} names
 */
function staticRoutes(names) {
  const responses = Object.fromEntries(
    [
      ['200', 'The file'],
      ['400', 'Bad request'],
      ['404', 'File not found'],
      ['500', 'Internal server error'],
    ].map(([status = '', description]) => [
      status,
      {
        description,
        schema:
          status === '200' ? { type: 'file' } : { type: 'object', properties: { error: { type: 'string' } } },
      },
    ]),
  );
  const operation = { 'x-mojo-to': 'Static#get', tags: ['pluginStatic'], responses };
  return Object.fromEntries(names.map((name) => [`/${name}`, { get: operation }]));
}

/** @param {string} version @param {Date} date @returns {import('./tree.mjs').Tree} */
export function kohaPlugin(version, date) {
  const files = readTree(
    join(root, 'dist'),
    `dist/${version}/`,
    (path) => /\.(js|wasm)$/.test(path) && !/training-|capture-kit/.test(path),
  );
  files.set(`dist/${version}/koha-desk.js`, text(deskScript()));
  files.set(`dist/${version}/koha-opac.js`, text(opacScript()));
  const routes = staticRoutes([...files.keys()].sort());
  files.set('staticapi.json', text(`${JSON.stringify(routes, null, 1)}\n`));
  files.set('submit-guard.js', text(submitGuard('installSubmitGuard({ notify: showErasedLine })', true)));
  files.set('configure.tt', readFileSync(join(plugin, HOME, 'configure.tt')));
  files.set('LICENSE', readFileSync(join(root, 'examples/koha/LICENSE')));
  files.set(`dist/${version}/LICENSE`, readFileSync(join(root, 'LICENSE')));
  files.set(`dist/${version}/NOTICES.md`, readFileSync(join(root, 'NOTICES.md')));
  /** @type {import('./tree.mjs').Tree} */
  const tree = new Map([...files].map(([name, content]) => [`${HOME}/${name}`, content]));
  const perl = readFileSync(join(plugin, `${HOME}.pm`), 'utf8')
    .replace('__VERSION__', version)
    .replace('__DATE__', date.toISOString().slice(0, 10));
  tree.set(`${HOME}.pm`, text(perl));
  return tree;
}
