// Prerequisites of every command: a supported Node version and the dependencies of the lockfile.
// No imports from node_modules here: this file runs before they exist.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const state = join(root, '.build');

/** Ends the process with one clear line. @param {string} line @returns {never} */
export function fail(line) {
  console.error(line);
  process.exit(1);
}

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`cid-elements needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  }
}

/** SHA-256 of the concatenated parts. @param {...(string | Buffer)} parts */
export function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The stamp of this name, or an empty string. @param {string} name */
export function readStamp(name) {
  const file = join(state, `${name}.stamp`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** @param {string} name @param {string} value */
export function writeStamp(name, value) {
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, `${name}.stamp`), value);
}

/**
 * Sets of dependencies, each a subset of the next: `serve` builds and serves, `build` adds the manifest.
 * @typedef {'serve' | 'build' | 'all'} InstalledSet
 */
/** @type {InstalledSet[]} */
const SETS = ['serve', 'build', 'all'];

/**
 * @typedef {Record<string, { version?: string, link?: boolean, resolved?: string, optional?: boolean }>}
 * LockedPackages
 */

/** The workspaces of `serve` or `build`. @param {InstalledSet} set */
function workspacesOf(set) {
  /** @type {{ workspaces: string[] }} */
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return workspaces.filter((path) => path.startsWith('packages/') || (set === 'build' && path === 'scripts'));
}

/** @param {string} file @returns {LockedPackages} */
function lockedPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/**
 * The largest set whose workspaces are linked into node_modules, or undefined if there is none.
 * @param {LockedPackages} present
 * @returns {InstalledSet | undefined}
 */
function installedSet(present) {
  if (Object.keys(present).length === 0) return undefined;
  const linked = Object.values(present).flatMap(({ link, resolved }) => (link ? [resolved] : []));
  if (linked.some((path) => path === 'tests')) return 'all';
  return linked.some((path) => path === 'scripts') ? 'build' : 'serve';
}

/**
 * True if node_modules contains every package of this set in the version that the lockfile pins.
 * @param {InstalledSet} set
 * @param {LockedPackages} present
 * @param {LockedPackages} lock
 */
function isInstalled(set, present, lock) {
  for (const [path, { version }] of Object.entries(present))
    if (lock[path] && lock[path].version !== version) return false;
  // The stamp of a partial installation proves that it was completed.
  if (set !== 'all')
    return readStamp('dependencies') === digest(readFileSync(join(root, 'package-lock.json')), set);
  return Object.entries(lock).every(
    ([path, { optional }]) => !path.includes('node_modules/') || optional || present[path],
  );
}

/**
 * How to call npm: with Node if the path of npm's script is known, else by name from the PATH (`npm.cmd` on
 * Windows).
 * @returns {{ command: string, args: string[], shell?: boolean } | undefined}
 */
export function npmCommand(env = process.env) {
  if (env.npm_execpath?.endsWith('npm-cli.js'))
    return { command: process.execPath, args: [env.npm_execpath] };
  for (const folder of (env.PATH ?? env.Path ?? '').split(delimiter)) {
    for (const name of ['npm', 'npm.cmd']) {
      const command = join(folder, name);
      if (folder === '' || !existsSync(command)) continue;
      // On Windows `npm` is a shell script, and Node can start a `.cmd` file only through a shell.
      if (process.platform !== 'win32') return { command, args: [] };
      if (name === 'npm.cmd') return { command: `"${command}"`, args: [], shell: true };
    }
  }
  return undefined;
}

/**
 * Runs `npm ci` in a folder. Exits with one line if it fails.
 * @param {string} folder
 * @param {string} what name in the progress line
 * @param {string[]} options of `npm ci`
 */
export function installLocked(folder, what, options = []) {
  console.log(`Installing ${what} (npm ci)…`);
  const npm = npmCommand();
  if (!npm) fail('npm was not found. Install Node.js with npm, then run the command again.');
  const done = spawnSync(
    npm.command,
    [...npm.args, 'ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', ...options],
    { cwd: folder, stdio: 'inherit', shell: npm.shell ?? false },
  );
  if (done.status !== 0)
    fail('npm ci failed. Check the network and the npm registry, then run the command again.');
}

/**
 * Installs a set of the lockfile unless it is installed. Keeps packages beyond the set.
 * @param {InstalledSet} requested
 * @returns {InstalledSet} the installed set, at least the requested one
 */
export function installDependencies(requested) {
  const lockFile = join(root, 'package-lock.json');
  const lock = lockedPackages(lockFile);
  const present = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  const have = installedSet(present);
  if (have && SETS.indexOf(have) >= SETS.indexOf(requested) && isInstalled(have, present, lock)) return have;
  const set = have && SETS.indexOf(have) > SETS.indexOf(requested) ? have : requested;
  const only =
    set === 'all'
      ? []
      : ['--include-workspace-root', ...workspacesOf(set).map((path) => `--workspace=${path}`)];
  const what = {
    serve: 'to build and serve',
    build: 'to build the packages',
    all: 'for tests and benchmarks',
  };
  installLocked(root, `what is needed ${what[set]}`, only);
  writeStamp('dependencies', digest(readFileSync(lockFile), set));
  return set;
}

/** @param {string} command a name on the PATH, or the path of a file */
const has = (command) =>
  command.startsWith('/')
    ? existsSync(command)
    : spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/** System tools of the tests: a command or file that proves the installation, and the Debian package. */
const SYSTEM_TOOLS = [
  ['chromium', 'chromium'],
  ['chromium-headless-shell', 'chromium-headless-shell'],
  ['firefox-esr', 'firefox-esr'],
  ['WebKitWebDriver', 'webkit2gtk-driver'],
  ['Xvfb', 'xvfb'],
  ['redis-server', 'redis-server'],
  ['/usr/share/fonts/truetype/dejavu', 'fonts-dejavu-core'],
  ['/usr/share/fonts/truetype/liberation', 'fonts-liberation'],
  ['/usr/share/fonts/truetype/noto', 'fonts-noto-core'],
  ['nginx', 'nginx-light'],
  ['caddy', 'caddy'],
  ['promtool', 'prometheus'],
  ['/usr/share/perl5/Modern/Perl.pm', 'libmodern-perl-perl'],
  ['/usr/share/perl5/Module/Bundled/Files.pm', 'libmodule-bundled-files-perl'],
  ['/usr/share/perl5/Mojolicious.pm', 'libmojolicious-perl'],
  ['/usr/share/perl5/JSON.pm', 'libjson-perl'],
  ['tpage', 'libtemplate-perl'],
  ['/usr/share/perl5/Crypt/JWT.pm', 'libcrypt-jwt-perl'],
  ['/usr/lib/python3/dist-packages/jwt/__init__.py', 'python3-jwt'],
  ['/usr/lib/python3/dist-packages/cryptography/__init__.py', 'python3-cryptography'],
];

/** Further tools of single long suites, by folder. @type {Record<string, string[][]>} */
const SUITE_TOOLS = {
  'tests/wedge': [
    ['xdotool', 'xdotool'],
    ['openbox', 'openbox'],
  ],
  'tests/wordpress': [
    ['/usr/share/wordpress', 'wordpress'],
    ['/usr/share/wordpress/wp-content/themes/twentytwentyone', 'wordpress-theme-twentytwentyone'],
    ['/usr/share/wordpress/wp-content/themes/twentytwentytwo', 'wordpress-theme-twentytwentytwo'],
    ['/usr/share/wordpress/wp-content/themes/twentytwentythree', 'wordpress-theme-twentytwentythree'],
    ['mariadbd', 'mariadb-server'],
    ['php', 'php-cli'],
    ['/usr/share/doc/php-mysql', 'php-mysql'],
    ['/usr/share/doc/php-mbstring', 'php-mbstring'],
  ],
  'tests/screen-reader': [
    ['orca', 'orca'],
    ['/usr/libexec/at-spi-bus-launcher', 'at-spi2-core'],
    ['speech-dispatcher', 'speech-dispatcher'],
    ['dbus-daemon', 'dbus-daemon'],
    ['xdotool', 'xdotool'],
    ['openbox', 'openbox'],
  ],
};

/**
 * Starts to install missing browsers and servers with apt, or exits with a list of them if it has no
 * permission. apt runs in parallel with npm's downloads and the build, which take about as long.
 * @param {string[]} [requested] files and folders of the tests that will run
 * @returns {Promise<void>} resolves when everything is installed
 */
export async function installSystemTools(requested = []) {
  const ofSuites = Object.entries(SUITE_TOOLS).flatMap(([folder, tools]) =>
    requested.some((path) => path.startsWith(folder)) ? tools : [],
  );
  const missing = [...SYSTEM_TOOLS, ...ofSuites].flatMap(([command = '', name = '']) =>
    has(command) ? [] : [name],
  );
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!has('apt-get') || process.getuid?.() !== 0)
    fail(`The tests need: ${missing.join(', ')}. Install them: sudo apt-get install ${names}`);
  console.log(`Installing ${missing.join(', ')} (apt-get)…`);
  // A single shell command, because the synchronous `npm ci` would delay the start of a second one.
  const apt = spawn(
    'sh',
    ['-c', `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${names}`],
    {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const status = await new Promise((resolve) => apt.on('close', resolve));
  if (status !== 0)
    fail(`apt-get could not install what the tests need. Try by hand: apt-get install ${names}`);
}
