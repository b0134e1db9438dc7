// The zip for a web site: the folder `cid/` to upload, with guides and examples beside it.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { manualFiles } from '../manual.mjs';
import { root } from '../setup.mjs';
import { readTree } from './tree.mjs';

const text = (/** @type {string} */ content) => new TextEncoder().encode(content);

const read = (/** @type {string} */ path) => readFileSync(join(root, path));

/** Excludes sources and files for developers. */
const isPage = (/** @type {string} */ path) => !/\/src\/|tsconfig|\.mjs$/.test(path);

/**
 * A guide for the archive: links to files that are not in it are replaced by their text.
 * @param {string} guide
 * @param {string} content
 * @param {import('./tree.mjs').Tree} tree
 */
export function withoutDeadLinks(guide, content, tree) {
  const paths = [...tree.keys()];
  return content.replace(/\[([^\]]+)\]\(([^)#\s]+)([^)]*)\)/g, (link, words, target) => {
    if (/^[a-z]+:/.test(target)) return link;
    const path = posix.normalize(posix.join(posix.dirname(guide), target));
    return paths.some((one) => one === path || one.startsWith(`${path}/`)) ? link : words;
  });
}

/**
 * Start page of `cid/manual/` on a static server: redirects to the Russian start page, which links to the
 * English one.
 */
const MANUAL_INDEX = `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=ru/index.html">
<title>Руководство cid-elements</title>
</head>
<body>
<p><a href="ru/index.html">Руководство</a> <a href="en/index.html" lang="en">Manual</a></p>
</body>
</html>
`;

/** @returns {Promise<import('./tree.mjs').Tree>} */
export async function siteTree() {
  const { infoPage, infoFragment } = await import(
    pathToFileURL(join(root, 'packages/elements/dist/info/page.js')).href
  );
  // Without a library's name, hours and act the text is valid for every library; `library.json` adds them.
  const [page, fragment] = await Promise.all([
    infoPage({}, 'ru'),
    infoFragment({}, '/cid/library.json', 'ru'),
  ]);
  const script = '<script src="/cid/dist/cid-info.classic.js"></script>\n';
  /** @type {import('./tree.mjs').Tree} */
  const tree = new Map();
  for (const name of ['LICENSE', 'NOTICES.md', 'CHANGELOG.md', 'SECURITY.md']) tree.set(name, read(name));
  tree.set('README.md', read('scripts/release/site/README.md'));
  tree.set('cid/index.html', read('scripts/release/site/index.html'));
  for (const name of ['style.css', 'start.css']) tree.set(`cid/${name}`, read(`examples/${name}`));
  tree.set('cid/library.json', read('scripts/release/site/library.json'));
  tree.set('cid/page.html', text(page.html));
  tree.set('cid/fragment.html', text(fragment.html + script));
  tree.set('cid/manual/index.html', text(MANUAL_INDEX));
  for (const [name, content] of manualFiles()) tree.set(`cid/manual/${name}`, text(content));
  for (const part of [
    readTree(join(root, 'dist'), 'cid/dist/', (path) => !path.includes('capture-kit')),
    ...['companion', 'desk', 'phone', 'training'].map((name) =>
      readTree(join(root, 'examples', name), `cid/${name}/`, isPage),
    ),
    readTree(join(root, 'examples/koha'), 'examples/koha/', (path) => !path.includes('/plugin/')),
    readTree(join(root, 'docs'), 'guides/', (path) => !path.includes('/images/')),
  ])
    for (const [name, content] of part) tree.set(name, content);
  for (const [name, content] of tree)
    if (name.startsWith('guides/') && name.endsWith('.md'))
      tree.set(name, text(withoutDeadLinks(name, Buffer.from(content).toString(), tree)));
  return tree;
}
