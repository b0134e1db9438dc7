// Builds everything once: TypeScript to packages/*/dist, then the standalone bundle to dist/. Unchanged input builds nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
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

/** The list of dist/, for pages that want integrity (SRI) and for service workers: `files.json`. */
function listFiles() {
  const dist = join(root, 'dist');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const files = {};
  for (const name of readdirSync(dist).sort()) {
    if (!/\.(js|wasm)$/.test(name)) continue;
    const content = readFileSync(join(dist, name));
    const integrity = `sha384-${createHash('sha384').update(content).digest('base64')}`;
    files[name] = { bytes: content.length, gzip: gzipSync(content, { level: 9 }).length, integrity };
  }
  writeFileSync(join(dist, 'files.json'), `${JSON.stringify({ version, files }, null, 1)}\n`);
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
  run('The QR reader (AssemblyScript)', '../packages/qr-decoder/build-reader.mjs', []);
  run('TypeScript', 'typescript/bin/tsc', ['-b', ...(force ? ['--force'] : [])]);
  run('The manifest', '../scripts/manifest.mjs', []);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run('Rollup', 'rollup/dist/bin/rollup', ['-c', '--silent']);
  listFiles();
  writeStamp('build', stamp);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode();
  installDependencies();
  build({ force: process.argv.includes('--force') });
  const { files } = JSON.parse(readFileSync(join(root, 'dist/files.json'), 'utf8'));
  console.log('\ndist/, bytes as they are and gzip, with the integrity hash (also in dist/files.json):');
  for (const [name, { bytes, gzip, integrity }] of Object.entries(files))
    console.log(`${name} ${bytes} ${gzip} integrity="${integrity}"`);
}
