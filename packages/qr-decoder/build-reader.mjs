// What the decoder needs before TypeScript runs, made from installed packages into dist/ beside this file:
// our own reader (assembly/), zxing-wasm's glue alone (its package entry carries a CDN address and tables nobody reads),
// its wasm file, and the QR reader of @zxing/library for pages where wasm is forbidden.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
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
import { fileURLToPath, pathToFileURL } from 'node:url';
import binaryen from 'binaryen';
import { build, transformSync } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const out = join(here, 'dist');
const generated = join(out, 'generated');
mkdirSync(generated, { recursive: true });

// Compiling takes a while: unchanged sources are left alone.
const inputs = [
  fileURLToPath(import.meta.url),
  ...['assemblyscript', 'binaryen', 'esbuild', 'zxing-wasm', '@zxing/library'].map((name) =>
    join(root, 'node_modules', name, 'package.json'),
  ),
  ...readdirSync(join(here, 'assembly'))
    .sort()
    .map((name) => join(here, 'assembly', name)),
];
const digest = createHash('sha256');
for (const file of inputs) digest.update(readFileSync(file));
const stamp = digest.digest('hex');
const stampFile = join(generated, 'stamp.txt');
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) process.exit(0);

const zxing = join(root, 'node_modules/zxing-wasm/dist');

const entry = readFileSync(join(zxing, 'es/reader/index.js'), 'utf8');
const glue =
  /\/\/#region src\/reader\/zxing_reader\.js\nasync function (\w+)\(([\s\S]*?)\n\/\/#endregion/.exec(entry);
if (!glue)
  throw new Error('zxing-wasm: the glue was not found in its reader entry; has the package changed?');
const source = `${glue[0]}\nexport { ${glue[1]} as default };\n`;
const glueText = transformSync(source, { minify: true, target: 'es2022', format: 'esm' }).code;
if (glueText.includes('://')) throw new Error('zxing-wasm: an address is left in the glue.');
writeFileSync(join(generated, 'zxing-glue.js'), glueText);

/**
 * zxing-wasm's reader without the function that decodes image files (PNG, JPEG…), which nothing here calls: its body is
 * emptied, and what only it needed goes with it. Says where it is by listening to the module's own registration.
 */
async function withoutImageFiles(bytes) {
  const { default: start } = await import(pathToFileURL(join(generated, 'zxing-glue.js')).href);
  let index = 0;
  const instantiateWasm = (imports, done) => {
    let memory;
    const text = (at) => {
      const heap = new Uint8Array(memory.buffer);
      return new TextDecoder().decode(heap.subarray(at, heap.indexOf(0, at)));
    };
    const listening = {};
    for (const [space, members] of Object.entries(imports)) {
      listening[space] = {};
      for (const [name, member] of Object.entries(members))
        listening[space][name] = (...args) => {
          // embind: name, arity, types, signature, invoker, function.
          if (args.length >= 6 && args[0] > 0 && text(args[0]) === 'readBarcodesFromImage') index = args[5];
          return member(...args);
        };
    }
    WebAssembly.instantiate(bytes, listening).then(({ instance }) => {
      memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
      done(instance);
    });
    return {};
  };
  await start({ instantiateWasm });
  if (!index)
    throw new Error('zxing-wasm: readBarcodesFromImage was not registered; has the package changed?');
  const module = binaryen.readBinary(bytes);
  module.setFeatures(binaryen.Features.All);
  const segment = binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0));
  const name = segment.data[index - binaryen.getExpressionInfo(segment.offset).value];
  const { params, results } = binaryen.getFunctionInfo(module.getFunction(name));
  module.removeFunction(name);
  module.addFunction(name, params, results, [], module.unreachable());
  module.runPasses(['remove-unused-module-elements', 'duplicate-function-elimination', 'vacuum']);
  return module.emitBinary();
}

const reader = readFileSync(join(zxing, 'reader/zxing_reader.wasm'));
writeFileSync(join(out, 'zxing_reader.wasm'), await withoutImageFiles(reader));

const run = (script, ...args) => {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`${script} failed:\n${done.stdout}${done.stderr}`);
};

// Our own reader: as wasm with SIMD, and the same source as JavaScript where wasm is forbidden.
const temporary = mkdtempSync(join(tmpdir(), 'cid-passes-'));
try {
  const compile = (to, ...features) =>
    run(
      'assemblyscript/bin/asc.js',
      'packages/qr-decoder/assembly/index.ts',
      ...['-o', to, '--runtime', 'stub', '--optimizeLevel', '3', '--shrinkLevel', '1'],
      ...['--noAssert', '--use', 'abort=', '--converge', ...features],
    );
  const vector = join(temporary, 'reader.wasm');
  compile(vector, '--enable', 'simd');
  const text = `export default '${readFileSync(vector, 'base64')}';\n`;
  writeFileSync(join(generated, 'reader-wasm.js'), text);
  const scalar = join(temporary, 'scalar.wasm');
  compile(scalar, '--disable', 'simd', '--disable', 'bulk-memory');
  const plain = join(temporary, 'reader.js');
  run('binaryen/bin/wasm2js', scalar, '--all-features', '-O3', '-o', plain);
  const script = transformSync(readFileSync(plain, 'utf8'), {
    minify: true,
    target: 'es2022',
    format: 'esm',
  });
  writeFileSync(join(generated, 'reader-js.js'), script.code);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

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
  plugins: [
    {
      name: 'pure-zxing',
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
    },
  ],
});
writeFileSync(stampFile, stamp);
