// Builds everything once: TypeScript to packages/*/dist, then the standalone bundle to dist/. Unchanged input builds nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { digest, fail, installDependencies, readStamp, requireNode, root, writeStamp } from './setup.mjs';

const INPUTS = [
  'packages',
  'examples',
  'tests',
  'scripts',
  'package-lock.json',
  'rollup.config.js',
  'tsconfig.base.json',
  'tsconfig.json',
];
const SKIP = new Set(['dist', 'node_modules', 'custom-elements.json']);

function* files(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return;
  if (info.isFile()) yield path;
  else
    for (const name of readdirSync(path).sort())
      if (!SKIP.has(name) && !name.startsWith('.') && !name.endsWith('.tsbuildinfo'))
        yield* files(join(path, name));
}

function run(label, script, args) {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (done.status !== 0) fail(`${label} failed; see the lines above.`);
}

/** Builds what changed since the last build. `force` builds all. */
export function build({ force = false } = {}) {
  const stamp = digest(
    ...INPUTS.flatMap((name) => [...files(join(root, name))]).flatMap((file) => [
      file.slice(root.length),
      readFileSync(file),
    ]),
  );
  if (
    !force &&
    readStamp('build') === stamp &&
    statSync(join(root, 'dist/cid-elements.js'), { throwIfNoEntry: false })
  )
    return;
  console.log('Building…');
  run('The passes (AssemblyScript)', '../scripts/build-passes.mjs', []);
  run('TypeScript', 'typescript/bin/tsc', ['-b', ...(force ? ['--force'] : [])]);
  run('The manifest', '../scripts/manifest.mjs', []);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run('Rollup', 'rollup/dist/bin/rollup', ['-c', '--silent']);
  writeStamp('build', stamp);
}

/** The integrity hash of every script a page may name (SRI). */
function printHashes() {
  for (const name of readdirSync(join(root, 'dist')).filter((file) => file.endsWith('.js'))) {
    const hash = createHash('sha384')
      .update(readFileSync(join(root, 'dist', name)))
      .digest('base64');
    console.log(`dist/${name} integrity="sha384-${hash}"`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode();
  installDependencies();
  build({ force: process.argv.includes('--force') });
  printHashes();
}
