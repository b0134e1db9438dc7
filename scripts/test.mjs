// npm test: everything, on what it installs itself. Ends with a line «N passed, N failed».
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installDependencies, installSystemTools, requireNode, root, state } from './setup.mjs';

requireNode();
installDependencies('all');
installSystemTools();
await build();
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
 * @param {string[]} files @param {(files: string[], again: boolean) => Promise<Map<string, { pass: number, fail: number }>>} job
 */
async function twice(name, files, job) {
  const seen = await job(files, false);
  const again = files.filter((file) => (seen.get(file)?.fail ?? 1) > 0);
  if (again.length > 0) {
    console.log(`\nFailed, run once more: ${again.join(', ')}`);
    for (const [file, result] of await job(again, true)) seen.set(file, result);
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

/** One file; what it prints comes whole, so that two can run side by side. */
async function nodeFile(file) {
  const tap = join(state, `${file.replaceAll('/', '-')}.tap`);
  rmSync(tap, { force: true });
  const child = spawn(
    process.execPath,
    [
      '--test',
      '--test-timeout=900000',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${tap}`,
      file,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const printed = [];
  child.stdout.on('data', (chunk) => printed.push(chunk));
  child.stderr.on('data', (chunk) => printed.push(chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  console.log(`\n${file}`);
  process.stdout.write(Buffer.concat(printed));
  const text = existsSync(tap) ? readFileSync(tap, 'utf8') : '';
  rmSync(tap, { force: true });
  const total = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const fail = total('fail') + total('cancelled');
  // A file may have nothing to do here (no real Koha) and says why; one without a suite or a test is broken.
  const ran = status === 0 && total('tests') + total('suites') > 0;
  return { pass: total('pass'), fail: fail || (ran ? 0 : 1) };
}

/** Two files at a time, those of `alone` one by one: they measure what happens in milliseconds. */
function nodeTests(name, files, alone = () => true) {
  return twice(name, files, async (some, again) => {
    const seen = new Map();
    const lane = async (queue) => {
      for (let file = queue.shift(); file; file = queue.shift()) seen.set(file, await nodeFile(file));
    };
    const shared = again ? [] : some.filter((file) => !alone(file));
    await Promise.all([lane(shared), lane(shared)]);
    await lane(some.filter((file) => again || alone(file)));
    return seen;
  });
}

function browserTests(name, browsers) {
  const files = [
    ...testsBelow('packages/qr-decoder/dist'),
    ...testsBelow('packages/scanning/dist'),
    ...testsBelow('packages/elements/dist'),
    ...browserFiles(),
  ];
  const report = join(state, 'browser-tests.json');
  return twice(name, files, async (some) => {
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
const part = async (name, job) => (!only || only === name) && (await job());

await part('lint', () =>
  whole('Lint and format', bin('@biomejs/biome/bin/biome', ['check', '.', '--max-diagnostics=50'])),
);
await part('lint', () =>
  whole('Types of the stories', bin('typescript/bin/tsc', ['-p', 'stories', '--noEmit'])),
);
await part('node', () =>
  nodeTests('Core and gateway', [
    ...testsBelow('packages/core/dist'),
    ...testsBelow('packages/gateway/dist'),
  ]),
);
await part('browsers', () => browserTests('In Chromium, Firefox and WebKit', 'chromium,firefox,webkit'));
await part('stories', () => {
  const report = join(state, 'stories.json');
  rmSync(report, { force: true });
  run(process.execPath, [join(root, 'scripts/stories-test.mjs')]);
  const seen = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { pass: 0, fail: 1 };
  count('Stories in every theme', seen);
});
await part('pages', () =>
  nodeTests('Across packages', pageFiles(), (file) => file.includes('/wedge/') || file.includes('/koha/')),
);

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
