// The manual that the gateway serves at /manual/, generated at its first request: the guides of docs/, a page
// for every element, and start pages by reader. `npm run manual` updates the elements from the manifest of
// the last build.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readElements, writeElements } from './manual/elements.mjs';
import { html } from './manual/markdown.mjs';
import { elementPage, page, startPage } from './manual/page.mjs';
import { root } from './setup.mjs';

const docs = join(root, 'docs');

/** Names of the guides that exist in both languages. @returns {string[]} */
const guideNames = () => {
  const files = readdirSync(docs);
  return files
    .filter((file) => file.endsWith('.ru.md') && files.includes(file.replace('.ru.md', '.md')))
    .map((file) => file.slice(0, -'.ru.md'.length))
    .sort();
};

/**
 * Resolves a link of a guide within the manual.
 * @param {readonly string[]} names
 * @returns {(target: string) => string | undefined}
 */
const addresses = (names) => (target) => {
  if (/^(https:|#)/.test(target)) return target;
  const [, name = '', ru, anchor = ''] = /^([a-z-]+)(\.ru)?\.md(#.*)?$/.exec(target) ?? [];
  return names.includes(name) ? `../${ru ? 'ru' : 'en'}/${name}.html${anchor}` : undefined;
};

/**
 * Adapts a guide for the manual: removes the link to the other language, which is in the header, and shows
 * links to guides with their titles instead of file names.
 * @param {string} text
 * @param {'ru' | 'en'} lang
 * @param {Map<string, string>} titles
 */
function guide(text, lang, titles) {
  const own = text
    .replace(/^(?:English|Russian): \[[a-z-]+(?:\.ru)?\.md\]\([^)]+\)\.\s*/m, '')
    .replace(/\[([a-z-]+)(?:\.ru)?\.md\]\(\1(?:\.ru)?\.md\)/g, (link, name) => {
      const named = `[${titles.get(name) ?? name}]${link.slice(link.indexOf('('))}`;
      return lang === 'ru' ? `«${named}»` : `“${named}”`;
    });
  // A non-breaking space keeps the abbreviation of a clause and its number on one line.
  const kept = lang === 'ru' ? own.replace(/(\s\(?пп?\.) (?=\d)/g, '$1\u00a0') : own;
  return html(kept, addresses([...titles.keys()]));
}

/** All files of the manual, by path below /manual/. @returns {Map<string, string>} */
export function manualFiles() {
  const elements = readElements();
  const names = guideNames();
  /** @type {Map<string, string>} */
  const files = new Map();
  const states = readdirSync(join(root, 'scripts/manual/states')).map((file) => `states/${file}`);
  for (const file of ['manual.css', 'manual.js', 'drive.js', ...states])
    files.set(file, readFileSync(join(root, 'scripts/manual', file), 'utf8'));
  for (const lang of /** @type {const} */ (['ru', 'en'])) {
    const guides = names.map((name) => {
      const text = readFileSync(join(docs, `${name}${lang === 'ru' ? '.ru' : ''}.md`), 'utf8');
      return { name, text, title: /^# (.*)/.exec(text)?.[1] ?? name };
    });
    const titles = new Map(guides.map(({ name, title }) => [name, title]));
    files.set(`${lang}/index.html`, startPage(elements, guides, lang));
    for (const { name, text, title } of guides)
      files.set(
        `${lang}/${name}.html`,
        page(name, title.replaceAll('`', ''), lang, guide(text, lang, titles)),
      );
    for (const element of elements) files.set(`${lang}/${element.tag}.html`, elementPage(element, lang));
  }
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeElements();
  console.log(`Wrote scripts/manual/elements.json; the manual has ${manualFiles().size} files.`);
}
