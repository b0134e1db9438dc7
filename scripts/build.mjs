// Builds everything: TypeScript to packages/*/dist, then the standalone bundle to dist/. Unchanged inputs are
// skipped.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { digest, fail, installDependencies, readStamp, requireNode, root, writeStamp } from './setup.mjs';

/** The inputs of the product, without its unit tests. */
const PRODUCT_INPUTS = [
  'packages',
  'examples',
  'scripts/build.mjs',
  'scripts/submit-guard.mjs',
  'package-lock.json',
  'rollup.config.js',
  'tsconfig.base.json',
  'tsconfig.json',
];
const TSC = 'node_modules/typescript/bin/tsc';
/** Outputs of the build, and files that only a release writes. */
const SKIPPED = new Set(['dist', 'node_modules', 'custom-elements.json', 'editors', 'frameworks']);

/** All input files, in a fixed order. @param {string} path @returns {Generator<string>} */
function* files(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return;
  if (info.isFile()) yield path;
  else
    for (const name of readdirSync(path).sort())
      if (!SKIPPED.has(name) && !name.startsWith('.') && !name.endsWith('.tsbuildinfo'))
        yield* files(join(path, name));
}

/**
 * A hash over the names and contents of all files below the paths.
 * @param {string[]} paths
 * @param {(file: string) => boolean} wanted
 */
function digestOf(paths, wanted = () => true) {
  const all = paths.flatMap((name) => [...files(join(root, name))]).filter(wanted);
  return digest(...all.flatMap((file) => [file.slice(root.length), readFileSync(file)]));
}

/** The TypeScript projects of the product, without tests. */
function productProjects() {
  /** @type {{ references: { path: string }[] }} */
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return references
    .map(({ path }) => path)
    .filter((path) => path !== 'tests' && !path.endsWith('tsconfig.test.json'));
}

/**
 * Runs a script of an installed package or of this repository. Exits with one line if it fails.
 * @param {string} label
 * @param {string} script
 * @param {string[]} args
 */
async function run(label, script, args) {
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (status !== 0) fail(`${label} failed; see the lines above.`);
}

/** Files copied unchanged: the submit guard as a classic script, the themes, the schema of `library.json`. */
async function addPlainFiles() {
  const { submitGuard } = await import('./submit-guard.mjs');
  const guard = `${submitGuard('installSubmitGuard({ notify: showErasedLine })', true)}\n`;
  writeFileSync(join(root, 'dist/cid-submit-guard.js'), guard);
  writeFileSync(join(root, 'packages/scanning/dist/submit-guard.classic.js'), guard);
  const { configJsonSchema } = await import(
    pathToFileURL(join(root, 'packages/core/dist/config-schema.js')).href
  );
  const schema = `${JSON.stringify(configJsonSchema(), null, 1)}\n`;
  for (const folder of ['dist', 'packages/core/dist'])
    writeFileSync(join(root, folder, 'library.schema.json'), schema);
  cpSync(join(root, 'packages/elements/themes'), join(root, 'dist/themes'), { recursive: true });
}

/** Writes `files.json`, a list of dist/ for subresource integrity (SRI) and service workers. */
function listFiles() {
  const dist = join(root, 'dist');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @type {Record<string, { bytes: number, gzip: number, integrity: string }>} */
  const files = {};
  for (const name of readdirSync(dist).sort()) {
    if (!/\.(js|wasm)$/.test(name)) continue;
    const content = readFileSync(join(dist, name));
    const integrity = `sha384-${createHash('sha384').update(content).digest('base64')}`;
    files[name] = { bytes: content.length, gzip: gzipSync(content, { level: 9 }).length, integrity };
  }
  writeFileSync(join(dist, 'files.json'), `${JSON.stringify({ version, files }, null, 1)}\n`);
}

/**
 * Builds what has changed since the last build: `serve` the product, `build` also the manifest, `all` also
 * the tests. Each needs the installed set of the same name. `force` rebuilds everything.
 * @param {{ force?: boolean, level?: 'serve' | 'build' | 'all' }} options
 */
export async function build({ force = false, level = 'all' } = {}) {
  // A command started by a test must not rebuild dist/ while other tests use it.
  if (process.env.CID_BUILT === '1') return;
  const product = digestOf(PRODUCT_INPUTS, (file) => !/\.test[\w.-]*ts$/.test(file));
  const forced = force ? ['--force'] : [];
  const stale = (/** @type {string} */ stamp) => force || readStamp(stamp) !== product;
  const buildsProduct = stale('product') || !existsSync(join(root, 'dist/files.json'));
  if (buildsProduct) {
    console.log('Building…');
    await Promise.all([
      run(
        'The QR reader (AssemblyScript)',
        'packages/qr-decoder/build-reader.mjs',
        level === 'all' ? ['units'] : [],
      ),
      run('TypeScript', TSC, ['-b', ...productProjects(), ...forced]),
    ]);
  }
  // Bundle, manifest and tests depend only on the emitted product, so they run in parallel. With `force` the
  // compiler emits the product again, so the bundle must be finished first.
  const bundled = buildsProduct ? bundle(product) : undefined;
  if (force) await bundled;
  await Promise.all([
    bundled,
    level !== 'serve' && stale('manifest') && describeElements(product),
    level === 'all' && buildTests(forced),
  ]);
}

/** Builds the standalone bundle. @param {string} product hash of its input */
async function bundle(product) {
  await run('The decoder worker', 'packages/qr-decoder/bundle-worker.mjs', []);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await run('Rollup', 'node_modules/rollup/dist/bin/rollup', ['-c', '--silent']);
  await addPlainFiles();
  listFiles();
  writeStamp('product', product);
}

/** Writes the manifest of the elements. @param {string} product hash of its input */
async function describeElements(product) {
  await run('The manifest', 'scripts/manifest.mjs', []);
  writeStamp('manifest', product);
}

/** Compiles unit tests and `tests/` incrementally. @param {string[]} forced */
async function buildTests(forced) {
  await run('The QR reader, step by step', 'packages/qr-decoder/build-reader.mjs', ['units']);
  await run('TypeScript of the tests', TSC, ['-b', ...forced]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode();
  const installed = installDependencies('build');
  await build({ force: process.argv.includes('--force'), level: installed });
  const { files } = JSON.parse(readFileSync(join(root, 'dist/files.json'), 'utf8'));
  console.log('\ndist/, bytes, gzip bytes and integrity hash (also in dist/files.json):');
  for (const [name, { bytes, gzip, integrity }] of Object.entries(files))
    console.log(`${name} ${bytes} ${gzip} integrity="${integrity}"`);
}
