// npm run manifest (and every build): writes packages/elements/custom-elements.json from the docstrings of
// the classes. Editors and other tools read attributes, events, slots and styling hooks of the elements from
// it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, root, state } from './setup.mjs';

const home = join(root, 'packages/elements');

/** Members shared by the elements of a check. They are internal, but the analyzer lists them. */
const INTERNAL = [
  'check',
  'sessionChanged',
  'checkEnded',
  'viewComplete',
  'capturing',
  'foreign',
  'wedge',
  'broken',
  'capture',
];

/** Removes members without a description, Lit's internals and everything marked `@internal`. */
function tidy(manifest) {
  // The analyzer lists modules in random order.
  manifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const module of manifest.modules) {
    module.declarations = (module.declarations ?? []).filter(({ kind }) => kind === 'class');
    for (const declaration of module.declarations) {
      declaration.members = (declaration.members ?? []).filter(
        ({ name, privacy }) => privacy !== 'private' && privacy !== 'protected' && !INTERNAL.includes(name),
      );
      // A field that holds a function is a method for page authors.
      for (const member of declaration.members)
        if (member.kind === 'field' && member.readonly && !member.type) member.kind = 'method';
      const fields = declaration.members.map(({ name }) => name);
      declaration.attributes = (declaration.attributes ?? []).filter(
        ({ fieldName }) => !fieldName || fields.includes(fieldName),
      );
    }
  }
  // Pages import the emitted modules.
  return JSON.stringify(manifest, null, 2)
    .replaceAll('"/src/', '"/dist/')
    .replaceAll('"src/', '"dist/')
    .replaceAll('.ts"', '.js"');
}

export function writeManifest() {
  const folder = join(state, 'manifest');
  mkdirSync(folder, { recursive: true });
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js'),
      'analyze',
      '--config',
      join(root, 'scripts/manifest-plugins.mjs'),
      '--litelement',
      '--quiet',
      '--globs',
      'src/*/cid-*.ts',
      'src/internal/cid-element.ts',
      'src/flow/check-element.ts',
      'src/flow/benefit-element.ts',
      'src/flow/verifying-element.ts',
      '--exclude',
      'src/**/*.test.ts',
      'src/**/*.styles.ts',
      '--outdir',
      '../../.build/manifest',
    ],
    { cwd: home, encoding: 'utf8' },
  );
  if (run.status !== 0) fail(`The manifest of the elements could not be made: ${run.stderr}`);
  const made = JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8'));
  writeFileSync(join(home, 'custom-elements.json'), `${tidy(made)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeManifest();
