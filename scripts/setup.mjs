// What every command needs before it can run: a Node that is new enough, and the dependencies of the lockfile.
// No imports from node_modules here: this file runs before they exist.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const state = join(root, '.build');

/** Ends the process with one clear line. */
export function fail(line) {
  console.error(line);
  process.exit(1);
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`cid-elements needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  }
}

export function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

export function readStamp(name) {
  const file = join(state, `${name}.stamp`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

export function writeStamp(name, value) {
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, `${name}.stamp`), value);
}

/** Installs the dependencies of the lockfile, unless the ones here are already these. */
export function installDependencies() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const want = digest(lock);
  if (existsSync(join(root, 'node_modules', '.package-lock.json')) && readStamp('dependencies') === want)
    return;
  console.log('Installing dependencies (npm ci)…');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (done.error?.code === 'ENOENT')
    fail('npm was not found. Install Node.js with npm, then run the command again.');
  if (done.status !== 0)
    fail('npm ci failed. Check the network and the npm registry, then run the command again.');
  writeStamp('dependencies', want);
}

const has = (command) =>
  command.startsWith('/')
    ? existsSync(command)
    : spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/** What the tests drive: the command or file that proves it is there, and Debian's package that brings it. */
const SYSTEM_TOOLS = [
  ['chromium', 'chromium'],
  ['firefox-esr', 'firefox-esr'],
  ['WebKitWebDriver', 'webkit2gtk-driver'],
  ['Xvfb', 'xvfb'],
  ['redis-server', 'redis-server'],
  ['promtool', 'prometheus'],
  ['/usr/share/perl5/Crypt/JWT.pm', 'libcrypt-jwt-perl'],
  ['/usr/lib/python3/dist-packages/jwt/__init__.py', 'python3-jwt'],
  ['/usr/lib/python3/dist-packages/cryptography/__init__.py', 'python3-cryptography'],
];

/** Installs browsers and servers through apt where it may; else says exactly what to install and ends. */
export function installSystemTools() {
  const missing = SYSTEM_TOOLS.filter(([command]) => !has(command)).map(([, name]) => name);
  if (missing.length === 0) return;
  const hint = `apt-get install ${missing.join(' ')}`;
  if (!has('apt-get') || process.getuid?.() !== 0)
    fail(`The tests need: ${missing.join(', ')}. Install them: sudo ${hint}`);
  console.log(`Installing ${missing.join(', ')} (apt-get)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    fail(`apt-get could not install what the tests need. Try by hand: ${hint}`);
  }
}
