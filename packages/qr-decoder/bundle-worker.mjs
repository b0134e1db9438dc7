// Bundles the compiled decoder into two self-contained scripts in dist/. Bundlers copy the file named by `new
// URL('./x', import.meta.url)` without following its imports, so each must be a single file.
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
