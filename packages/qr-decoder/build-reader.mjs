// Builds the decoder's inputs from installed packages into dist/: our reader (assembly/) as wasm and as
// JavaScript; the glue code of zxing-wasm without its package entry, which contains a CDN URL and unused
// tables, and its wasm file; and the QR reader of @zxing/library for pages whose CSP forbids wasm. With the
// argument `units` also the single steps of the reader, for unit tests.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transformSync } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const out = join(here, 'dist');
const generated = join(out, 'generated');
const zxing = join(root, 'node_modules/zxing-wasm/dist');

/** @param {string} script @param {string[]} args @returns {Promise<void>} */
const run = (script, ...args) =>
  new Promise((resolve, reject) =>
    execFile(
      process.execPath,
      [join(root, 'node_modules', script), ...args],
      { cwd: here },
      (error, stdout, stderr) =>
        error ? reject(new Error(`${script} failed:\n${stdout}${stderr}`)) : resolve(),
    ),
  );

/**
 * Compiles one variant in this process. A process per variant would repeat the start of the compiler
 * (Binaryen as wasm, which V8 has to compile and optimize), three quarters of the time.
 * @param {string} entry
 * @param {string} to
 * @param {string[]} options
 */
async function compile(entry, to, ...options) {
  const { default: asc } = await import('assemblyscript/asc');
  const { error, stderr } = await asc.main([
    ...[`assembly/${entry}.ts`, '--baseDir', here, '-o', to, '--runtime', 'stub'],
    ...['--optimizeLevel', '3', '--noAssert', '--use', 'abort=', '--converge'],
    ...options,
  ]);
  if (error) throw new Error(`AssemblyScript failed on ${entry}:\n${stderr}${error.message}`);
}

/**
 * Compiles assembly/<entry>.ts as wasm with SIMD (base64) and, with `plain`, without SIMD as JavaScript, into
 * the modules `name`, in which `*` is replaced by `wasm` or `js`.
 * @param {string} entry
 * @param {string} name
 */
async function compileReader(entry, name, plain = true) {
  const temporary = mkdtempSync(join(tmpdir(), 'cid-reader-'));
  try {
    const withSimd = async () => {
      const vector = join(temporary, 'reader.wasm');
      // Shrink level 0 inlines small functions, which saves a fifth of the time and costs 0.8 kB (brotli).
      await compile(entry, vector, '--shrinkLevel', '0', '--enable', 'simd');
      const base64 = readFileSync(vector, 'base64');
      writeFileSync(join(generated, `${name.replace('*', 'wasm')}.js`), `export default '${base64}';\n`);
    };
    const asScript = async () => {
      const scalar = join(temporary, 'scalar.wasm');
      await compile(entry, scalar, '--shrinkLevel', '1', '--disable', 'simd', '--disable', 'bulk-memory');
      const script = join(temporary, 'reader.js');
      await run('binaryen/bin/wasm2js', scalar, '--all-features', '-O3', '-o', script);
      const { code } = transformSync(readFileSync(script, 'utf8'), {
        minify: true,
        target: 'es2022',
        format: 'esm',
      });
      writeFileSync(join(generated, `${name.replace('*', 'js')}.js`), code);
    };
    await Promise.all([withSimd(), plain && asScript()]);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Extracts the glue code and the wasm file. Throws if the package has changed. */
function takeZxingWasm() {
  const entry = readFileSync(join(zxing, 'es/reader/index.js'), 'utf8');
  const glue =
    /\/\/#region src\/reader\/zxing_reader\.js\nasync function (\w+)\(([\s\S]*?)\n\/\/#endregion/.exec(entry);
  if (!glue)
    throw new Error('zxing-wasm: no glue code in the reader entry; the package layout may have changed.');
  const source = `${glue[0]}\nexport { ${glue[1]} as default };\n`;
  const { code } = transformSync(source, { minify: true, target: 'es2022', format: 'esm' });
  if (code.includes('://')) throw new Error('zxing-wasm: the glue still contains a URL.');
  writeFileSync(join(generated, 'zxing-glue.js'), code);
  copyFileSync(join(zxing, 'reader/zxing_reader.wasm'), join(out, 'zxing_reader.wasm'));
}

/** Enables tree shaking: the package does not declare `sideEffects`, but its modules have none. */
const withoutSideEffects = {
  name: 'without-side-effects',
  /** @param {import('esbuild').PluginBuild} b */
  setup(b) {
    b.onResolve({ filter: /.*/ }, async (args) => {
      if (args.pluginData === 'seen') return undefined;
      const found = await b.resolve(args.path, {
        importer: args.importer,
        resolveDir: args.resolveDir,
        kind: args.kind,
        pluginData: 'seen',
      });
      return found.errors.length > 0 ? undefined : { ...found, sideEffects: false };
    });
  },
};

async function bundleZxingLibrary() {
  await build({
    stdin: {
      contents: `
        export { default as QRCodeReader } from '@zxing/library/esm/core/qrcode/QRCodeReader';
        export { default as HybridBinarizer } from '@zxing/library/esm/core/common/HybridBinarizer';
        export { default as BinaryBitmap } from '@zxing/library/esm/core/BinaryBitmap';
        export { default as RGBLuminanceSource } from '@zxing/library/esm/core/RGBLuminanceSource';`,
      resolveDir: here,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outfile: join(generated, 'zxing-js.js'),
    logLevel: 'warning',
    plugins: [withoutSideEffects],
  });
}

/** Skips slow compilations if the sources are unchanged. */
async function unlessUnchanged(/** @type {string} */ name, /** @type {() => void | Promise<void>} */ work) {
  const sources = readdirSync(join(here, 'assembly'))
    .filter((source) => name === 'units' || source !== 'units.ts')
    .sort();
  const inputs = [
    fileURLToPath(import.meta.url),
    ...['assemblyscript', 'binaryen', 'esbuild', 'zxing-wasm', '@zxing/library'].map((name) =>
      join(root, 'node_modules', name, 'package.json'),
    ),
    ...sources.map((source) => join(here, 'assembly', source)),
  ];
  const digest = createHash('sha256');
  for (const file of inputs) digest.update(readFileSync(file));
  const stamp = digest.digest('hex');
  const stampFile = join(generated, `${name}.stamp`);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  await work();
  writeFileSync(stampFile, stamp);
}

mkdirSync(generated, { recursive: true });
await Promise.all([
  unlessUnchanged('reader', async () => {
    takeZxingWasm();
    await Promise.all([
      compileReader('index', 'reader-*'),
      compileReader('measure', 'measure-*', false),
      bundleZxingLibrary(),
    ]);
  }),
  process.argv.includes('units') &&
    unlessUnchanged('units', () => compileReader('units', 'units-*.test-support')),
]);
