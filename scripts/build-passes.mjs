// What the decoder needs before TypeScript runs, made from installed packages into packages/scanning/dist/decoder:
// zxing-wasm's glue alone (its package entry carries a CDN address and tables nobody reads), its wasm file, and the
// QR reader of @zxing/library for pages where wasm is forbidden.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transformSync } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'packages/scanning/dist/decoder');
const generated = join(out, 'generated');
mkdirSync(generated, { recursive: true });

const zxing = join(root, 'node_modules/zxing-wasm/dist');
copyFileSync(join(zxing, 'reader/zxing_reader.wasm'), join(out, 'zxing_reader.wasm'));

const entry = readFileSync(join(zxing, 'es/reader/index.js'), 'utf8');
const glue =
  /\/\/#region src\/reader\/zxing_reader\.js\nasync function (\w+)\(([\s\S]*?)\n\/\/#endregion/.exec(entry);
if (!glue)
  throw new Error('zxing-wasm: the glue was not found in its reader entry; has the package changed?');
const source = `${glue[0]}\nexport { ${glue[1]} as default };\n`;
const glueText = transformSync(source, { minify: true, target: 'es2022', format: 'esm' }).code;
if (glueText.includes('://')) throw new Error('zxing-wasm: an address is left in the glue.');
writeFileSync(join(generated, 'zxing-glue.js'), glueText);

await build({
  stdin: {
    contents: `
      export { default as QRCodeReader } from '@zxing/library/esm/core/qrcode/QRCodeReader';
      export { default as HybridBinarizer } from '@zxing/library/esm/core/common/HybridBinarizer';
      export { default as BinaryBitmap } from '@zxing/library/esm/core/BinaryBitmap';
      export { default as RGBLuminanceSource } from '@zxing/library/esm/core/RGBLuminanceSource';`,
    resolveDir: join(root, 'packages/scanning'),
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
