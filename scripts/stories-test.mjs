// Every story in every theme: its play function and axe, by Storybook's addon in Chromium. Writes .build/stories.json.
//   node scripts/stories-test.mjs [file or name …]     e.g. node scripts/stories-test.mjs stories/goskan.stories.ts
//   CID_STORY_RUNS='[{"theme":"dark","lang":"en"}]' node scripts/stories-test.mjs
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, state } from './setup.mjs';

mkdirSync(state, { recursive: true });
const report = join(state, 'stories-report.json');
rmSync(report, { force: true });

const vitest = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--config=.storybook/vitest.config.ts',
  '--reporter=json',
  `--outputFile=${report}`,
  ...process.argv.slice(2),
];
const run = spawnSync(process.execPath, vitest, {
  cwd: root,
  stdio: ['ignore', 'ignore', 'pipe'],
  encoding: 'utf8',
  env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1', NO_COLOR: '1' },
});

/** Without the addresses of the modules. */
const short = (message) =>
  message
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('at ') || line.includes('/stories/'))
    .map((line) => line.replace(/http:\/\/localhost:\d+|\?import&browserv=\d+/g, ''))
    .join('\n');

let seen;
try {
  seen = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  console.error(run.stderr);
}
const pass = seen?.numPassedTests ?? 0;
let fail = seen?.numFailedTests ?? 0;
for (const file of seen?.testResults ?? []) {
  for (const test of file.assertionResults) {
    if (test.status !== 'failed') continue;
    console.error(
      `✗ ${file.name.slice(root.length + 1)} › ${test.fullName}\n${test.failureMessages.map(short).join('\n')}\n`,
    );
  }
}
// A story that could not be loaded, or a browser that did not start, is a failure too.
if (!fail && (run.status !== 0 || pass === 0)) {
  fail = 1;
  console.error(seen ? (seen.testResults ?? []).map(({ message }) => message).join('\n') : '');
}
writeFileSync(join(state, 'stories.json'), JSON.stringify({ pass, fail }));
console.log(`${pass} passed, ${fail} failed`);
process.exit(fail === 0 ? 0 : 1);
