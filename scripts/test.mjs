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

function nodeTests(name, files, concurrency) {
  const tap = join(state, 'node-tests.tap');
  rmSync(tap, { force: true });
  const result = run(process.execPath, [
    '--test',
    `--test-concurrency=${concurrency}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${tap}`,
    ...files,
  ]);
  const text = existsSync(tap) ? readFileSync(tap, 'utf8') : '';
  const total = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const fail = total('fail') + total('cancelled');
  count(name, { pass: total('pass'), fail: fail || (result.status === 0 && total('tests') > 0 ? 0 : 1) });
}

function browserTests(name, browsers, files) {
  const report = join(state, 'browser-tests.json');
  rmSync(report, { force: true });
  const result = bin('@web/test-runner/dist/bin.js', ['--config', 'wtr.config.mjs'], {
    CID_BROWSERS: browsers,
    ...(files && { CID_FILES: files }),
  });
  const seen = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { pass: 0, fail: 0 };
  count(name, { pass: seen.pass, fail: seen.fail || (result.status === 0 && seen.pass > 0 ? 0 : 1) });
}

const only = process.argv[2];
const part = (name, job) => (!only || only === name) && job();

part('lint', () =>
  whole('Lint and format', bin('@biomejs/biome/bin/biome', ['check', '.', '--max-diagnostics=50'])),
);
part('node', () =>
  nodeTests(
    'Core and gateway',
    [...testsBelow('packages/core/dist'), ...testsBelow('packages/gateway/dist')],
    2,
  ),
);
part('browsers', () => browserTests('In Chromium, Firefox and WebKit', 'chromium,firefox,webkit'));
part('stories', () => {
  const report = join(state, 'stories.json');
  rmSync(report, { force: true });
  run(process.execPath, [join(root, 'scripts/stories-test.mjs')]);
  const seen = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { pass: 0, fail: 1 };
  count('Stories in every theme', seen);
});
part('pages', () => {
  // `x.browser.test.ts` runs in the browsers above.
  const files = testsBelow('tests/dist').filter((file) => !file.endsWith('.browser.test.js'));
  nodeTests('Across packages', files, 1);
});

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
