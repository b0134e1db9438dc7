// npm run storybook | npm run build-storybook: runs Storybook on the build, without telemetry.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installDependencies, requireNode, root } from './setup.mjs';

requireNode();
installDependencies('all');
await build();
const run = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/storybook/dist/bin/dispatcher.js'),
    ...process.argv.slice(2),
    '--disable-telemetry',
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
  },
);
process.exit(run.status ?? 1);
