// npm run release: builds release/ with all artefacts. Reproducible: two runs on one commit give the same
// bytes. Publishes nothing.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { digest, fail, installDependencies, requireNode, root } from '../setup.mjs';

requireNode();
installDependencies('build');
installTools();
// Always a fresh build: earlier outputs must not get into a release.
await build({ force: true, level: 'build' });

const { writeZip } = await import('./archive.mjs');
const { checkPackage, packAll } = await import('./packages.mjs');
const { writeTypings } = await import('./typings.mjs');
const { siteTree } = await import('./site.mjs');
const { kohaPlugin } = await import('./koha.mjs');
const { wordpressPlugin } = await import('./wordpress.mjs');
const { billOfMaterials, licenceTexts } = await import('./licences.mjs');
const { releasePage } = await import('./page.mjs');

const out = join(root, 'release');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const owner = JSON.parse(readFileSync(join(root, 'release.json'), 'utf8'));
const date = commitDate();
const licences = licenceTexts();

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'npm'), { recursive: true });
writeTypings();
for (const tarball of packAll(join(out, 'npm'), owner)) checkPackage(join(out, 'npm', tarball));

writeZip(join(out, `cid-elements-site-${version}.zip`), new Map([...(await siteTree()), ...licences]), date);
writeZip(join(out, `cid-elements-koha-${version}.kpz`), kohaPlugin(version, date), date);
writeZip(join(out, `cid-elements-wordpress-${version}.zip`), await wordpressPlugin(version, licences), date);
writeFileSync(join(out, 'sbom.cyclonedx.json'), billOfMaterials(version, date));
writeFileSync(join(out, 'sri.json'), sriList());
writeFileSync(join(out, 'README.md'), releasePage(version, owner));
writeFileSync(join(out, 'SHA256SUMS'), sums());
report();

/** The release tools are a separate package, installed on demand. */
function installTools() {
  const folder = join(root, 'scripts/release');
  const stamp = join(folder, 'node_modules/.cid-stamp');
  const want = digest(readFileSync(join(folder, 'package-lock.json')));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  console.log('Installing what a release needs (npm ci in scripts/release)…');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
  });
  writeFileSync(stamp, want);
}

/** Timestamp of archives and bill of materials: the time of the commit. */
function commitDate() {
  const epoch = process.env.SOURCE_DATE_EPOCH ?? git('log', '-1', '--format=%ct');
  if (!epoch) fail('The time of the commit is unknown: set SOURCE_DATE_EPOCH.');
  return new Date(Number(epoch) * 1000);
}

/** @param {string[]} args */
function git(...args) {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

function sriList() {
  const { files } = JSON.parse(readFileSync(join(root, 'dist/files.json'), 'utf8'));
  const list = Object.entries(files).map(([name, { integrity }]) => [`/cid/dist/${name}`, integrity]);
  return `${JSON.stringify(Object.fromEntries(list), null, 2)}\n`;
}

function sums() {
  const files = [...readdirSync(out), ...readdirSync(join(out, 'npm')).map((name) => `npm/${name}`)];
  const lines = files
    .filter((name) => name !== 'npm')
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex')}  ${name}`,
    );
  return `${lines.join('\n')}\n`;
}

function report() {
  console.log(`\nrelease/ of ${version}, ${date.toISOString().slice(0, 10)}:\n`);
  console.log(readFileSync(join(out, 'SHA256SUMS'), 'utf8'));
  const open = Object.entries(owner).filter(([key, value]) => key !== '//' && value.includes('.invalid'));
  if (git('status', '--porcelain'))
    console.log('!! There are uncommitted changes: the release does not match a commit.');
  for (const [key, value] of open)
    console.log(
      `!! PLACEHOLDER: ${key} is still ${value}. Set it in release.json before anything is published.`,
    );
  console.log(
    open.length
      ? 'Not ready to publish.'
      : `To publish: ${readdirSync(join(out, 'npm'))
          .map((name) => `npm publish release/npm/${name}`)
          .join(' && ')}`,
  );
}
