/** The rules of the house that can be read off the files. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const below = (folder: string, ending: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true })
        .map(String)
        .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
        .map((file) => join(folder, file))
    : [];

const product = (room: string): string[] =>
  below(`packages/${room}/src`, '.ts').filter(
    (file) => !file.includes('.test.') && !file.includes('testing/'),
  );

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const imports = (file: string): string[] =>
  [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);

test('imports run examples → elements → scanning, core and gateway → core, never around', () => {
  const may: Record<string, string[]> = {
    core: [],
    scanning: ['scanning'],
    elements: ['core', 'scanning', 'elements'],
    gateway: ['core'],
  };
  let seen = 0;
  for (const [room, allowed] of Object.entries(may)) {
    for (const file of product(room)) {
      for (const name of imports(file)) {
        seen += 1;
        const other = /^@cid-elements\/([a-z]+)/.exec(name)?.[1];
        if (other) assert.ok(allowed.includes(other), `${file} imports ${name}`);
        if (name.startsWith('.')) {
          const target = relative(`packages/${room}`, join(dirname(file), name));
          assert.ok(!target.startsWith('..'), `${file} reaches out of its room: ${name}`);
        }
      }
    }
  }
  assert.ok(seen > 200, 'imports were found');
});

test('core needs neither the DOM nor Node, scanning no Lit, elements no schema library', () => {
  for (const file of product('core')) {
    for (const name of imports(file)) assert.ok(name.startsWith('.') || name === 'zod', `${file}: ${name}`);
    assert.ok(!/\b(document|window|process)\./.test(read(file)), file);
    if (!file.endsWith('wire.ts'))
      assert.ok(!imports(file).includes('zod'), `${file} brings the schema library to pages`);
  }
  for (const file of product('scanning'))
    assert.ok(!imports(file).some((name) => name.startsWith('lit')), file);
  for (const file of product('elements')) {
    assert.ok(!imports(file).some((name) => name.startsWith('zod') || name.endsWith('/wire')), file);
  }
});

test('templates hold no style attributes and no raw HTML', () => {
  for (const file of product('elements')) {
    const text = read(file);
    for (const word of [
      'innerHTML',
      'unsafeHTML',
      'unsafeSVG',
      'styleMap',
      'insertAdjacentHTML',
      ' style="',
      ' style=$',
    ]) {
      assert.ok(!text.includes(word), `${file}: ${word}`);
    }
  }
});

test('every exported path of every package is there after a build', () => {
  for (const room of ['core', 'scanning', 'elements', 'gateway']) {
    const { exports } = JSON.parse(read(`packages/${room}/package.json`)) as {
      exports: Record<string, string>;
    };
    for (const [name, path] of Object.entries(exports)) {
      if (!path.includes('*')) assert.ok(existsSync(join(root, 'packages', room, path)), `${room} ${name}`);
    }
  }
});

test('every link between documents leads somewhere', () => {
  const documents = [
    ...readdirSync(root),
    ...below('docs', '.md'),
    ...below('examples', '.md'),
    ...below('tests/bench', '.md'),
  ].filter((file) => file.endsWith('.md'));
  for (const file of documents) {
    for (const [, link] of read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (!link || /^[a-z]+:/.test(link)) continue;
      assert.ok(existsSync(join(root, dirname(file), link)), `${file} → ${link}`);
    }
  }
});

test('every document for people has its Russian twin', () => {
  for (const file of below('docs', '.md')) {
    if (file.endsWith('.ru.md') || file.startsWith(join('docs', 'decisions'))) continue;
    assert.ok(existsSync(join(root, file.replace(/\.md$/, '.ru.md'))), file);
  }
});

test('nothing tracked names a machine, a registry or a secret', () => {
  let files: string[];
  try {
    files = execFileSync('git', ['ls-files', '-z'], { cwd: root }).toString().split('\0').filter(Boolean);
  } catch {
    console.log('not checked: this is no git checkout');
    return;
  }
  const homes = [
    '/ro' + 'ot/',
    '/ho' + 'me/',
    '/wo' + 'rk/',
    'registry.' + 'npmjs',
    'BEGIN ' + 'PRIVATE KEY',
  ];
  for (const file of files) {
    if (!/\.(ts|js|mjs|json|md|html|css|yml|sh)$/.test(file) && file !== '.ci/run') continue;
    if (!existsSync(join(root, file))) continue;
    const text = read(file);
    for (const word of homes) assert.ok(!text.includes(word), `${file}: ${word}`);
  }
});
