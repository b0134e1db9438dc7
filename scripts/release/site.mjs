// @ts-check
// The zip for a site: one folder `cid/` to upload as it is, the guides and the examples beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup.mjs';
import { readTree } from './tree.mjs';

const text = (/** @type {string} */ content) => new TextEncoder().encode(content);

const READ_ME = `# Цифровой ID: файлы для сайта и кафедры

1. Загрузите папку \`cid\` в корень сайта по FTP или через панель хостинга: файлы откроются по адресам \`/cid/…\`.
2. Памятка на сайте: вставьте \`cid/fragment.html\` в страницу. Текст виден и без скриптов. Название, часы, филиалы и положение
   библиотеки впишите в \`cid/library.json\` и в сам текст.
3. Проверка у кафедры: откройте \`/cid/companion/\` (только https) или вставьте в страницу выдачи две строки:

\`\`\`html
<cid-check benefits="student large-family age"></cid-check>
<script src="/cid/dist/cid-elements.classic.js"></script>
\`\`\`

Подробно: \`guides/\`. Koha и WordPress удобнее ставить плагинами из того же выпуска.

# Digital ID: files for a site and a desk

Upload the folder \`cid\` to the root of the site. \`cid/fragment.html\` is the public page's text, whole without scripts; \`/cid/companion/\`
is a desk of its own; the two lines above put a check into any page. Guides: \`guides/\`.
`;

/** @returns {Promise<import('./tree.mjs').Tree>} */
export async function siteTree() {
  const { infoPage, infoFragment } = await import(
    pathToFileURL(join(root, 'packages/elements/dist/info/page.js')).href
  );
  const library = readFileSync(join(root, 'examples/site/library.json'), 'utf8');
  const address = '/cid/library.json';
  const [page, fragment] = await Promise.all([
    infoPage(JSON.parse(library), 'ru'),
    infoFragment(JSON.parse(library), address, 'ru'),
  ]);
  const script = '<script src="/cid/dist/cid-info.classic.js"></script>\n';
  /** @type {import('./tree.mjs').Tree} */
  const tree = new Map([
    ['README.md', text(READ_ME)],
    ['LICENSE', readFileSync(join(root, 'LICENSE'))],
    ['NOTICES.md', readFileSync(join(root, 'NOTICES.md'))],
    ['CHANGELOG.md', readFileSync(join(root, 'CHANGELOG.md'))],
    ['cid/library.json', text(library)],
    ['cid/page.html', text(page.html)],
    ['cid/fragment.html', text(fragment.html + script)],
  ]);
  for (const part of [
    readTree(join(root, 'dist'), 'cid/dist/'),
    readTree(join(root, 'packages/elements/themes'), 'cid/themes/'),
    readTree(join(root, 'examples/companion'), 'cid/companion/', (path) => !path.endsWith('make.mjs')),
    readTree(join(root, 'examples/koha'), 'examples/koha/', (path) => !path.includes('/plugin/')),
    readTree(join(root, 'examples/site'), 'examples/site/'),
    readTree(join(root, 'examples/catalogue'), 'examples/catalogue/'),
    readTree(join(root, 'docs'), 'guides/', (path) => path.endsWith('.md')),
  ])
    for (const [name, content] of part) tree.set(name, content);
  return tree;
}
