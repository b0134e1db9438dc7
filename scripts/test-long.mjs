// npm run test:long: runs all long suites in sequence, that is all npm scripts whose names begin with
// `test:`.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, npmCommand, root } from './setup.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const suites = Object.keys(scripts).filter((name) => name.startsWith('test:') && name !== 'test:long');
const npm = npmCommand() ?? fail('npm was not found.');

/** Runs one suite, prints its output and parses its closing line. @param {string} suite */
async function run(suite) {
  console.log(`\n${suite}`);
  const child = spawn(npm.command, [...npm.args, 'run', suite], {
    cwd: root,
    shell: npm.shell ?? false,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    printed = (printed + chunk).slice(-4_000);
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  const closing = [...printed.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  const passed = Number(closing?.[1] ?? 0);
  const failed = Number(closing?.[2] ?? 0);
  // A suite that exited with an error or ran no tests has failed, even if it reports no failure.
  return { passed, failed: failed === 0 && (status !== 0 || passed === 0) ? 1 : failed };
}

let passed = 0;
let failed = 0;
for (const suite of suites) {
  const result = await run(suite);
  passed += result.passed;
  failed += result.failed;
}
console.log(`\n${suites.length} suites: ${suites.join(', ') || 'none yet'}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
