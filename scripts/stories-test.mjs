// Runs the play function and axe of every story with Storybook's addon in Chromium: in one theme, or with
// CID_LONG=1 in all of them. Writes .build/stories.json.
//   node scripts/stories-test.mjs [file | -t name], e.g. stories/goskan.stories.ts
//   CID_STORY_RUNS='[{"theme":"dark","lang":"en"}]' node scripts/stories-test.mjs
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, state } from './setup.mjs';

mkdirSync(state, { recursive: true });
const report = process.env.CID_STORIES_REPORT ?? join(state, 'stories.json');
rmSync(report, { force: true });

const run = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config=.storybook/vitest.config.ts',
    '--reporter=./scripts/testing/stories-reporter.mjs',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1', NO_COLOR: '1', CID_STORIES_REPORT: report },
  },
);

let seen;
try {
  seen = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  console.error(run.stderr);
}
process.exit(run.status === 0 && seen?.length > 0 && seen.every(({ passed }) => passed) ? 0 : 1);
