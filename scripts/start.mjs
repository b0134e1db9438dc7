// npm start: installs the packages of `serve`, builds what has changed, and serves the pages with default
// settings.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installDependencies, requireNode, root } from './setup.mjs';

requireNode();
installDependencies('serve');
await build({ level: 'serve' });

const server = spawn(process.execPath, [join(root, 'packages/gateway/dist/main.js')], {
  cwd: root,
  stdio: 'inherit',
  env: { CID_PAGES: root, ...process.env },
});
process.on('SIGINT', () => server.kill('SIGINT'));
process.on('SIGTERM', () => server.kill('SIGTERM'));
server.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
