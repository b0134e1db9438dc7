// npm test: everything, on what it installs itself. Ends with a line «N passed, N failed».
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installDependencies, installSystemTools, requireNode, root, state } from './setup.mjs';

requireNode();
installDependencies();
installSystemTools();
build();
mkdirSync(state, { recursive: true });

let passed = 0;
let failed = 0;

function count(name, { pass, fail }) {
  console.log(`\n${name}: ${pass} passed, ${fail} failed`);
  passed += pass;
  failed += fail;
}

function run(command, args, env = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
}

function bin(path, args, env) {
  return run(process.execPath, [join(root, 'node_modules', path), ...args], env);
}

/** One command that either passes or fails as a whole. */
function whole(name, result) {
  const ok = result.status === 0;
  count(name, { pass: ok ? 1 : 0, fail: ok ? 0 : 1 });
}

function testsBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.test.js'))
    .map((file) => join(folder, file))
    .sort();
}

/**
 * Browsers on a busy machine stall. What failed is run once more, and said so: a defect fails twice.
 * @param {string[]} files @param {(files: string[]) => Map<string, { pass: number, fail: number }>} job
 */
function twice(name, files, job) {
  const seen = job(files);
  const again = files.filter((file) => (seen.get(file)?.fail ?? 1) > 0);
  if (again.length > 0) {
    console.log(`\nFailed, run once more: ${again.join(', ')}`);
    for (const [file, result] of job(again)) seen.set(file, result);
  }
  const total = { pass: 0, fail: 0 };
  for (const file of files) {
    const { pass, fail } = seen.get(file) ?? { pass: 0, fail: 1 };
    total.pass += pass;
    total.fail += fail;
    if (fail > 0) console.log(`Failed twice: ${file}`);
  }
  count(name, total);
}

function nodeFile(file) {
  const tap = join(state, 'node-tests.tap');
  rmSync(tap, { force: true });
  const result = run(process.execPath, [
    '--test',
    '--test-timeout=900000',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${tap}`,
    file,
  ]);
  const text = existsSync(tap) ? readFileSync(tap, 'utf8') : '';
  const total = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const fail = total('fail') + total('cancelled');
  // A file may have nothing to do here (no real Koha) and says why; one without a suite or a test is broken.
  const ran = result.status === 0 && total('tests') + total('suites') > 0;
  return { pass: total('pass'), fail: fail || (ran ? 0 : 1) };
}

function nodeTests(name, files) {
  twice(name, files, (some) => new Map(some.map((file) => [file, nodeFile(file)])));
}

function browserTests(name, browsers) {
  const files = [
    ...testsBelow('packages/scanning/dist'),
    ...testsBelow('packages/elements/dist'),
    ...browserFiles(),
  ];
  const report = join(state, 'browser-tests.json');
  twice(name, files, (some) => {
    rmSync(report, { force: true });
    bin('@web/test-runner/dist/bin.js', ['--config', 'wtr.config.mjs'], {
      CID_BROWSERS: browsers,
      CID_FILES: some.join(' '),
    });
    return new Map(existsSync(report) ? Object.entries(JSON.parse(readFileSync(report, 'utf8'))) : []);
  });
}

/** `x.browser.test.ts` runs in browsers, `x.test.ts` in Node. */
const browserFiles = () => testsBelow('tests/dist').filter((file) => file.endsWith('.browser.test.js'));
const pageFiles = () => testsBelow('tests/dist').filter((file) => !file.endsWith('.browser.test.js'));

const only = process.argv[2];
const part = (name, job) => (!only || only === name) && job();

part('lint', () =>
  whole('Lint and format', bin('@biomejs/biome/bin/biome', ['check', '.', '--max-diagnostics=50'])),
);
part('lint', () => whole('Types of the stories', bin('typescript/bin/tsc', ['-p', 'stories', '--noEmit'])));
part('node', () =>
  nodeTests('Core and gateway', [
    ...testsBelow('packages/core/dist'),
    ...testsBelow('packages/gateway/dist'),
  ]),
);
part('browsers', () => browserTests('In Chromium, Firefox and WebKit', 'chromium,firefox,webkit'));
part('stories', () => {
  const report = join(state, 'stories.json');
  rmSync(report, { force: true });
  run(process.execPath, [join(root, 'scripts/stories-test.mjs')]);
  const seen = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { pass: 0, fail: 1 };
  count('Stories in every theme', seen);
});
part('pages', () => nodeTests('Across packages', pageFiles()));

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
