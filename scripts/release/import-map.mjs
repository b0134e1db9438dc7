// The import map for pages without a bundler: all module names that the elements and their dependencies
// import, with URLs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from '../setup.mjs';

const NAME = '@cid-elements/elements';
const home = join(root, 'packages/elements');

/** Module names exported by the elements' package. @returns {string[]} */
function offered() {
  const { exports } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const languages = readdirSync(join(home, 'dist/locales'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return Object.entries(exports)
    .filter(([, target]) => typeof target === 'string' && target.endsWith('.js'))
    .flatMap(([pattern]) =>
      pattern.includes('*') ? languages.map((language) => pattern.replace('*', language)) : [pattern],
    )
    .map((pattern) => `${NAME}${pattern.slice(1)}`);
}

/**
 * The import map, relative to a page beside `node_modules`. The bundler follows the imports, so the map is
 * complete.
 * @returns {{ imports: Record<string, string> }}
 */
export function importMap() {
  const { metafile } = buildSync({
    absWorkingDir: root,
    stdin: {
      contents: offered()
        .map((name) => `import '${name}';`)
        .join('\n'),
      resolveDir: root,
    },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    splitting: true,
    outdir: 'unwritten',
    preserveSymlinks: true,
    ignoreAnnotations: true,
    logLevel: 'error',
  });
  const found = Object.values(metafile.inputs)
    .flatMap(({ imports }) => imports)
    .filter(({ original }) => original && !original.startsWith('.'))
    .map(({ original = '', path }) => /** @type {const} */ ([original, `./${path}`]));
  return { imports: Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
