// npm run site-page -- --config <library.json> --out <page.html> [--lang ru|en] [--fragment <address>]
// Writes the content of <cid-info> as plain HTML for sites without scripts, from the same configuration and
// texts. With --fragment it writes the element's markup with that content inside instead of a whole page;
// <address> is the URL of the configuration on the site.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { fail, installDependencies, requireNode, root } from './setup.mjs';

const load = (path) => import(pathToFileURL(resolve(root, path)).href);

requireNode();
const { values } = parseArgs({
  options: {
    config: { type: 'string' },
    out: { type: 'string' },
    lang: { type: 'string', default: 'ru' },
    fragment: { type: 'string' },
  },
});
const { config, out, lang, fragment } = values;
if (!config || !out)
  fail(
    'Use: npm run site-page -- --config examples/site/library.json --out page.html [--lang en] [--fragment /library.json]',
  );
installDependencies('serve');
await build({ level: 'serve' });

const { infoPage, infoFragment } = await load('packages/elements/dist/info/page.js');
let settings;
try {
  settings = JSON.parse(readFileSync(config, 'utf8'));
} catch (error) {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  fail(`${config}: ${missing ? 'the file does not exist' : 'the file is not valid JSON'}.`);
}
const { html, problems } = fragment
  ? await infoFragment(settings, fragment, lang)
  : await infoPage(settings, lang);
for (const problem of problems) console.error(`${config}: ${problem}`);
if (problems.length) fail('Nothing was written: the page would not say what the file means.');
mkdirSync(dirname(resolve(out)), { recursive: true });
writeFileSync(out, html);
console.log(`Written: ${out}`);
