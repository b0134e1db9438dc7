// The npm tarballs: each package's files as npm would pack them, with what the owner fills in, a licence and notices.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, npmCommand, root, state } from '../setup.mjs';
import { licenceOf, manifestOf, PACKAGES } from './installed.mjs';

/** @param {string[]} args @param {string} cwd */
export function npm(args, cwd) {
  const found = npmCommand();
  if (!found) return fail('npm was not found.');
  const done = spawnSync(found.command, [...found.args, ...args], {
    cwd,
    encoding: 'utf8',
    shell: found.shell ?? false,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, npm_config_loglevel: 'error' },
  });
  if (done.status !== 0) return fail(`npm ${args.join(' ')} failed in ${cwd}:\n${done.stderr}`);
  return done.stdout;
}

/** What a package holds of others, with the licence texts; else what it installs. @param {string} name */
function noticeOf(name) {
  const { dependencies = {}, license } = JSON.parse(
    readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'),
  );
  const head = `@cid-elements/${name}, under ${license}; see LICENSE.\n\n`;
  if (name === 'qr-decoder')
    return `${head}dist/ holds parts of these packages, modified as NOTICES.md of the project says:\n\n${['zxing-wasm', '@zxing/library'].map(licenceOf).join('\n\n')}`;
  const list = Object.entries(dependencies)
    .filter(([dependency]) => !dependency.startsWith('@cid-elements/'))
    .map(([dependency]) => `${dependency}: ${manifestOf(dependency).license}`);
  return `${head}It holds no code of others.${list.length ? ` It installs:\n\n${list.join('\n')}\n` : '\n'}`;
}

/** Made by the build from more than one source, or from none of TypeScript. */
const GENERATED =
  /^dist\/(generated\/[\w-]+\.js|decoder\.(worker|plain)\.js|zxing_reader\.wasm|submit-guard\.classic\.js|library\.schema\.json)$/;

/**
 * Whether a file belongs to this version: what an earlier build left in dist/ has no source any more.
 * @param {string} source the package's folder @param {string} path
 */
function isCurrent(source, path) {
  if (!path.startsWith('dist/') || GENERATED.test(path)) return true;
  const [, module] = /^dist\/(.+?)(\.d\.ts|\.js)(\.map)?$/.exec(path) ?? [];
  return module !== undefined && existsSync(join(source, `src/${module}.ts`));
}

/**
 * @param {string} name
 * @param {string} out
 * @param {{ repository: string }} owner
 * @returns the tarball's file name
 */
function pack(name, out, { repository }) {
  const source = join(root, 'packages', name);
  const staged = join(state, 'release', name);
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  const [{ files }] = JSON.parse(npm(['pack', '--dry-run', '--json', '--ignore-scripts'], source));
  for (const { path } of files) {
    if (!isCurrent(source, path)) continue;
    mkdirSync(dirname(join(staged, path)), { recursive: true });
    cpSync(join(source, path), join(staged, path));
  }
  cpSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
  writeFileSync(join(staged, 'NOTICE'), noticeOf(name));
  const manifest = JSON.parse(readFileSync(join(staged, 'package.json'), 'utf8'));
  delete manifest.devDependencies;
  manifest.repository = { type: 'git', url: `git+${repository}.git`, directory: `packages/${name}` };
  manifest.homepage = repository;
  manifest.bugs = { url: `${repository}/issues` };
  manifest.files.push('NOTICE');
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const [{ filename }] = JSON.parse(
    npm(['pack', '--json', '--ignore-scripts', '--pack-destination', out], staged),
  );
  return filename;
}

/** @param {string} out @param {{ repository: string }} owner */
export function packAll(out, owner) {
  mkdirSync(out, { recursive: true });
  return PACKAGES.map((name) => pack(name, out, owner));
}

/** publint and "are the types wrong" over a tarball; what they find ends the release. @param {string} tarball */
export function checkPackage(tarball) {
  const tools = join(root, 'scripts/release/node_modules');
  for (const [script, ...args] of [
    ['publint/src/cli.js', tarball, '--strict'],
    ['@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only', '--format', 'table-flipped'],
  ]) {
    const done = spawnSync(process.execPath, [join(tools, script ?? ''), ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    if (done.status !== 0) fail(`${script} refuses ${tarball}:\n${done.stdout}${done.stderr}`);
  }
}
