/**
 * Architecture rules that can be checked on source files. Import restrictions between packages are checked by
 * Biome.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A longer file usually has more than one responsibility. */
const MAX_LINES = 400;
/** Maximum number of files from an element to its deepest dependency: a newcomer has to open all of them. */
const MAX_IMPORT_CHAIN = 8;

const below = (folder: string, ending: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true })
        .map(String)
        .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
        .map((file) => join(folder, file))
    : [];

const product = (name: string): string[] =>
  below(`packages/${name}/src`, '.ts').filter(
    (file) => !file.includes('.test') && !file.includes('testing/'),
  );

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('templates hold no style attributes and no raw HTML', () => {
  for (const file of product('elements')) {
    const text = read(file);
    for (const word of [
      'innerHTML',
      'unsafeHTML',
      'unsafeSVG',
      'styleMap',
      'insertAdjacentHTML',
      ' style="',
      ' style=$',
    ]) {
      assert.ok(!text.includes(word), `${file}: ${word}`);
    }
  }
});

test('no type is forced by a double cast', () => {
  const doubleCast = `as ${'unknown'} as`;
  const forced = [...below('packages', '.ts'), ...below('tests', '.ts')].filter(
    (file) => !/[\\/](dist|\.build)[\\/]/.test(file) && read(file).includes(doubleCast),
  );
  assert.deepEqual(forced, []);
});

test('packages import only modules that are installed for serving', () => {
  const named = (file: string): string[] => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(file)) as Record<
      string,
      Record<string, string> | undefined
    >;
    return [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  };
  const ofRoot = named('package.json');
  const strange: string[] = [];
  let seen = 0;
  for (const name of ['core', 'qr-decoder', 'scanning', 'elements', 'gateway']) {
    const allowed = new Set([...ofRoot, ...named(`packages/${name}/package.json`), `@cid-elements/${name}`]);
    // Test support in `testing/` is built with the product, so it is included; `*.test-support.ts` is not.
    for (const file of below(`packages/${name}/src`, '.ts').filter((file) => !file.includes('.test')))
      for (const [, from = ''] of read(file).matchAll(/^(?:import|export)[^'"]*?\sfrom '([^.'][^']*)'/gm)) {
        seen++;
        const module = from
          .split('/')
          .slice(0, from.startsWith('@') ? 2 : 1)
          .join('/');
        if (!from.startsWith('node:') && !allowed.has(module)) strange.push(`${file}: ${module}`);
      }
  }
  assert.ok(seen > 100, `only ${seen} imports were found`);
  assert.deepEqual(strange, []);
});

test('every bundle entry has a source file', () => {
  const entries = [...read('rollup.config.js').matchAll(/'\.build\/(examples\/[^']+)\.js'/g)];
  assert.ok(entries.length > 3, `only ${entries.length} entries were found`);
  assert.deepEqual(
    entries.map(([, entry]) => `${entry}.ts`).filter((file) => !existsSync(join(root, file))),
    [],
  );
});

test('no source file is longer than 400 lines', () => {
  const sources = ['packages', 'tests', 'scripts', 'stories', 'examples']
    .flatMap((folder) => [...below(folder, '.ts'), ...below(folder, '.mjs')])
    .filter((file) => !/[\\/](dist|generated|\.build)[\\/]|\.d\.ts$/.test(file));
  assert.ok(sources.length > 100, `only ${sources.length} files were found`);
  const long = sources
    .map((file) => ({ file, lines: read(file).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ file, lines }) => `${file}: ${lines}`);
  assert.deepEqual(long, []);
});

/** The static imports of a file, without types and dynamic imports. */
function staticImports(file: string): string[] {
  const imports = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s+)?'(\.[^']+)\.js'/gm;
  return [...read(file).matchAll(imports)].map(([, path]) => join(dirname(file), `${path}.ts`));
}

/** The longest chain of static imports from a file, within a set of files. */
function longestChain(
  file: string,
  within: ReadonlySet<string>,
  known: Map<string, readonly string[]>,
): readonly string[] {
  const found = known.get(file);
  if (found) return found;
  let rest: readonly string[] = [];
  for (const next of staticImports(file)) {
    if (!within.has(next)) continue;
    const chain = longestChain(next, within, known);
    if (chain.length > rest.length) rest = chain;
  }
  const chain = [file, ...rest];
  known.set(file, chain);
  return chain;
}

test('no chain of static imports within elements is longer than 8 files', () => {
  const files = new Set(product('elements'));
  const known = new Map<string, readonly string[]>();
  const chains = [...files].map((file) => longestChain(file, files, known));
  const longest = chains.reduce((a, b) => (b.length > a.length ? b : a), []);
  assert.ok(longest.length > 1, 'no imports were found');
  assert.ok(longest.length <= MAX_IMPORT_CHAIN, `${longest.length} files: ${longest.join(' → ')}`);
});

test('every exported path of every package exists after a build', () => {
  for (const name of ['core', 'qr-decoder', 'scanning', 'elements', 'gateway']) {
    const { exports } = JSON.parse(read(`packages/${name}/package.json`)) as {
      exports: Record<string, string | Record<string, string>>;
    };
    for (const [entry, target] of Object.entries(exports)) {
      for (const path of typeof target === 'string' ? [target] : Object.values(target))
        if (!path.includes('*'))
          assert.ok(existsSync(join(root, 'packages', name, path)), `${name} ${entry}: ${path}`);
    }
  }
});

test('no test file has a top-level await between its tests', () => {
  // Node ends a file when all tests registered so far have ended. Later tests would be dropped silently.
  const files = [...below('tests', '.test.ts'), ...below('packages', '.test.ts')].filter(
    (file) => !/[\\/](dist|\.build)[\\/]/.test(file),
  );
  assert.ok(files.length > 100, `only ${files.length} files were found`);
  const late = files.filter((file) =>
    /^ *(?:test|it|describe)\([\s\S]*^(?:const .* = )?await /m.test(read(file)),
  );
  assert.deepEqual(late, []);
});

const documents = (): string[] =>
  [
    ...readdirSync(root),
    ...below('docs', '.md'),
    ...below('examples', '.md'),
    ...below('tests/bench', '.md'),
  ].filter((file) => file.endsWith('.md'));

test('every relative link in a document resolves', () => {
  for (const file of documents()) {
    for (const [, link] of read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (!link || /^[a-z]+:/.test(link)) continue;
      assert.ok(existsSync(join(root, dirname(file), link)), `${file} → ${link}`);
    }
  }
});

/** Written by `npm run manifest`, not tracked. */
const GENERATED = ['packages/elements/custom-elements.json'];

test('every repository path in backticks in a document exists', () => {
  const tops = ['packages', 'tests', 'scripts', 'docs', 'examples', 'stories', '.ci'];
  const files = [...tops, ...tops.flatMap((top) => below(top, '')), ...GENERATED].filter(
    (file) => !/[\\/](dist|\.build)[\\/]/.test(file),
  );
  const missing: string[] = [];
  let seen = 0;
  for (const document of documents()) {
    const prose = read(document).replaceAll(/^```[\s\S]*?^```/gm, '');
    for (const [, path = ''] of prose.matchAll(/`([\w./*-]+)`/g)) {
      const isFull = tops.some((top) => path.startsWith(`${top}/`));
      // A source file may be named by the end of its path, as in `core/src/check.ts`.
      if (!isFull && !/^\w.*\/.*\.ts$/.test(path)) continue;
      seen++;
      const pattern = path.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '[^/]*');
      const isNamed = new RegExp(`${isFull ? '^' : '(^|/)'}${pattern}$`);
      if (!files.some((file) => isNamed.test(file))) missing.push(`${document}: ${path}`);
    }
  }
  assert.ok(seen > 100, `only ${seen} paths were found`);
  assert.deepEqual(missing, []);
});

test('every guide has its Russian version', () => {
  for (const file of below('docs', '.md')) {
    if (file.endsWith('.ru.md') || file.startsWith(join('docs', 'decisions'))) continue;
    assert.ok(existsSync(join(root, file.replace(/\.md$/, '.ru.md'))), file);
  }
});

test('no tracked file contains a machine path, a registry host or a private key', () => {
  let files: string[];
  try {
    files = execFileSync('git', ['ls-files', '-z'], { cwd: root }).toString().split('\0').filter(Boolean);
  } catch {
    console.log('not checked: this is not a git checkout');
    return;
  }
  const homes = [
    '/ro' + 'ot/',
    '/ho' + 'me/',
    '/wo' + 'rk/',
    'registry.' + 'npmjs',
    'BEGIN ' + 'PRIVATE KEY',
  ];
  for (const file of files) {
    if (!/\.(ts|js|mjs|json|md|html|css|yml|sh)$/.test(file) && file !== '.ci/run') continue;
    if (!existsSync(join(root, file))) continue;
    const text = read(file);
    for (const word of homes) assert.ok(!text.includes(word), `${file}: ${word}`);
  }
});
