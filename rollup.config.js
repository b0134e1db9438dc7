// The standalone bundle: one module, one classic script, and beside them what is loaded only when wanted. Every file
// works from any folder of any static server: addresses are relative to the script itself.
import { copyFileSync, mkdirSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

const elements = 'packages/elements/dist';
const decoder = 'packages/scanning/dist/decoder';

/** Parts that both scripts load by name, only when wanted. */
const LAZY = { './sources.js': './cid-sources.js', './en.js': './cid-en.js' };

const lazyParts = {
  name: 'lazy-parts',
  resolveDynamicImport(specifier) {
    return typeof specifier === 'string' && LAZY[specifier]
      ? { id: LAZY[specifier], external: 'relative' }
      : null;
  },
};

const minify = terser({ module: true, ecma: 2022, compress: { passes: 2 }, format: { comments: false } });

const bundle = (input, output, plugins = []) => ({
  input,
  plugins: [...plugins, nodeResolve(), minify],
  makeAbsoluteExternalsRelative: false,
  output: { dir: 'dist', ...output },
});

const name = (file) => ({ format: 'es', entryFileNames: file, chunkFileNames: 'cid-[name].js' });

const copyWasm = {
  name: 'copy-wasm',
  writeBundle() {
    mkdirSync('dist', { recursive: true });
    copyFileSync(`${decoder}/zxing_reader.wasm`, 'dist/zxing_reader.wasm');
  },
};

export default [
  bundle(`${elements}/all.js`, name('cid-elements.js'), [lazyParts]),
  bundle(
    `${elements}/all.js`,
    { format: 'iife', name: 'cidElements', entryFileNames: 'cid-elements.classic.js' },
    [lazyParts],
  ),
  bundle(`${elements}/scanner/sources.js`, name('cid-sources.js')),
  bundle(`${elements}/texts/en.js`, name('cid-en.js')),
  bundle(`${decoder}/decoder.worker.js`, name('decoder.worker.js'), [copyWasm]),
];
