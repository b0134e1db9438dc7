// npm run kit -- library.json out/
// The introduction kit of one institution: drafts, memo, checklist, poster, sign, slide and a static page.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { fail, installDependencies, installLocked, requireNode, root } from './setup.mjs';

const kit = join(root, 'examples/kit');

/** Installs `docx` and compiles the kit. */
export async function buildKit() {
  requireNode();
  installDependencies('serve');
  await build({ level: 'serve' });
  if (!existsSync(join(kit, 'node_modules/docx'))) installLocked(kit, 'docx for the kit');
  const tsc = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', kit], {
    stdio: 'inherit',
  });
  if (tsc.status !== 0) fail('The kit does not compile; see the lines above.');
}

/** Bundles the page `examples/kit/index.html`. `docx` is a separate chunk, loaded on click. */
export async function buildKitPage() {
  await buildKit();
  const [{ rollup }, { nodeResolve }, { default: terser }] = await Promise.all([
    import('rollup'),
    import('@rollup/plugin-node-resolve'),
    import('@rollup/plugin-terser'),
  ]);
  const bundle = await rollup({
    input: join(kit, 'dist/modules/page.js'),
    plugins: [nodeResolve({ browser: true }), terser({ module: true, format: { comments: false } })],
  });
  await bundle.write({ dir: join(kit, 'dist/page'), format: 'es' });
  await bundle.close();
}

/** @param {string} configFile @param {string} folder */
export async function runKit(configFile, folder) {
  await buildKit();
  const { writeKit } = await import(pathToFileURL(join(kit, 'dist/modules/write.js')).href);
  return writeKit(configFile, folder);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [configFile, folder] = process.argv.slice(2);
  if (configFile === '--page') {
    await buildKitPage();
    console.log('Built: examples/kit/index.html');
    process.exit(0);
  }
  if (!configFile || !folder)
    fail('Use: npm run kit -- examples/site/library.json out/   or, for the page: npm run kit -- --page');
  try {
    const written = await runKit(configFile, folder);
    for (const name of written) console.log(join(folder, name));
    console.log('These are drafts: a lawyer must read the order and the act before they are signed.');
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}
