/**
 * Server-side rendering and tools import the modules without a document. No import may throw or keep the
 * process alive.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const PACKAGES = ['core', 'qr-decoder', 'scanning', 'elements', 'gateway'];
const LIMIT_MS = 60_000;

/** The modules that a package exports, with patterns expanded. */
function scriptsOf(name: string): string[] {
  const folder = join(root, 'packages', name);
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.values<string | Record<string, string>>(exports).flatMap((target) => {
    const path = typeof target === 'string' ? target : (target.default ?? target.import ?? '');
    if (!path.endsWith('.js')) return [];
    if (!path.includes('*')) return [path];
    const [before = '', after = ''] = path.split('*');
    return (
      readdirSync(join(folder, before), { recursive: true })
        .map((file) => `${before}${file}`)
        // Leftovers of deleted sources in dist/ are not exported.
        .filter((file) => existsSync(join(folder, file.replace('dist/', 'src/').replace(/\.js$/, '.ts'))))
        .filter((file) => file.endsWith(after) && !/\.(test|test-support|classic)\.js$|testing\//.test(file))
    );
  });
}

/** Imports the files in a new Node process, which has to exit by itself. */
function importAll(files: readonly string[]): void {
  const script = `for (const file of ${JSON.stringify(files)})
    await import(file).catch((error) => { throw new Error(file + ': ' + error.message, { cause: error }); });`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    timeout: LIMIT_MS,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

for (const name of PACKAGES)
  it(`every script that @cid-elements/${name} exports can be imported in Node`, () => {
    const files = scriptsOf(name).map((path) => join(root, 'packages', name, path));
    assert.ok(files.length > 0);
    for (const file of files) assert.ok(existsSync(file), file);
    importAll(files);
  });

it('the file of <cid-info> can be imported in Node', () => {
  importAll([join(root, 'dist/cid-info.js')]);
});
