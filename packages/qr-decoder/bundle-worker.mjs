// The decoder's two scripts, each one self-contained file in dist/, from what TypeScript emitted there. One file, because
// a bundler copies what `new URL('./x', import.meta.url)` names as it is, without following its imports.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = join(dirname(fileURLToPath(import.meta.url)), 'dist');

/** Bundles into `outdir`. */
export async function bundleWorker(outdir = dist) {
  await build({
    entryPoints: {
      'decoder.worker': join(dist, 'worker-entry.js'),
      'decoder.plain': join(dist, 'plain-entry.js'),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    outdir,
    logLevel: 'warning',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleWorker();
