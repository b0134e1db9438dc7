// The plan of `npm test`: its parts and their files.
import { existsSync, readdirSync } from 'node:fs';
import { join, normalize, relative, resolve } from 'node:path';
import { root } from '../setup.mjs';
import { runCommand, runInBrowser, runNodeFile, runStories } from './runners.mjs';

/**
 * @typedef {import('./runners.mjs').Outcome} Outcome
 * @typedef {object} Task
 * @property {string} title
 * @property {string[]} files
 * @property {(files: string[]) => Promise<Outcome>} run
 */

export const PARTS = ['lint', 'node', 'browsers', 'stories', 'pages'];
const ENGINES = ['chromium', 'firefox', 'webkit'];

/**
 * Files whose results cannot depend on the engine (arithmetic, state tables, benchmark generator). The quick
 * form runs them in Chromium only.
 */
const SAME_IN_EVERY_ENGINE = new RegExp(
  [
    '^packages/qr-decoder/dist/(?!decoder\\.|native\\.)',
    '^packages/scanning/dist/(camera/camera-choice|max/max-source|wedge/distortion)\\.',
    '^packages/elements/dist/(attorney/assess-attorney|flow/check-session|scanner/code-chooser)\\.',
    '^tests/dist/(bench/|flows/outcomes\\.)',
  ].join('|'),
);

/** Files that take half a minute or more. They start first, so that no single task is left at the end. */
const LONGEST = [
  'packages/quick',
  'hostile/hosts',
  'koha/koha',
  'koha/reload',
  'hostile/engines',
  'site/site',
  'companion/companion',
  'capture-kit/capture-kit',
  'flows/region',
  'flows/film',
  'hostile/csp',
  'pages/desk',
  'pages/manual',
  'flows/max',
  'hostile/protected',
  'store/heal',
];

/** @param {string} file */
const turnOf = (file) => {
  const turn = LONGEST.findIndex((name) => file.endsWith(`${name}.test.js`));
  return turn < 0 ? LONGEST.length : turn;
};

/** @param {string} folder @param {string} ending @returns {string[]} */
function filesBelow(folder, ending) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(ending) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(file))
    .map((file) => join(folder, file))
    .sort();
}

/**
 * The test files of each part. They are derived from the sources, so that leftovers of deleted sources are
 * not run. `x.long.test.ts` runs only under `npm run test:long`.
 */
function testFiles() {
  /** @param {string} folder */
  const emittedBelow = (folder) => filesBelow(folder, '.test.ts').map(emitted);
  /** @param {string} name */
  const ofPackage = (name) => emittedBelow(`packages/${name}/src`);
  const across = emittedBelow('tests');
  return {
    node: [...ofPackage('core'), ...ofPackage('gateway')],
    browsers: [
      ...['qr-decoder', 'scanning', 'elements'].flatMap(ofPackage),
      ...across.filter((file) => file.endsWith('.browser.test.js')),
    ],
    stories: filesBelow('stories', '.stories.ts'),
    pages: across.filter((file) => !file.endsWith('.browser.test.js')),
  };
}

/** Path of the compiled file of a source. @param {string} source */
function emitted(source) {
  return source
    .replace(/^(packages\/[^/]+)\/src(?=\/|$)/, '$1/dist')
    .replace(/^tests(?!\/dist)(?=\/|$)/, 'tests/dist')
    .replace(/\.test\.ts$/, '.test.js');
}

/** @returns {Task[]} */
function lintTasks() {
  const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
  /** @param {string} title @param {string[]} args @returns {Task} */
  const command = (title, args) => ({
    title,
    files: [title],
    run: () => runCommand(title, args),
  });
  return [
    command('lint and format', [bin('@biomejs/biome/bin/biome'), 'check', '.', '--max-diagnostics=50']),
    command('commit subjects', [join(root, 'scripts/commit-subjects.mjs')]),
    command('types of the stories', [bin('typescript/bin/tsc'), '-p', 'stories', '--noEmit']),
    command('types of the scripts', [bin('typescript/bin/tsc'), '-p', 'scripts']),
  ];
}

/**
 * @param {Record<'node' | 'browsers' | 'stories' | 'pages', string[]>} files
 * @param {boolean} long
 * @returns {Task[]} longest first, so that no lane is idle at the end
 */
function tasksOf({ node, browsers, stories, pages }, long) {
  /** @param {string} file @returns {Task} */
  const inNode = (file) => ({
    title: file,
    files: [file],
    run: async ([only]) => runNodeFile(only ?? file),
  });
  const engines = process.env.CID_BROWSERS?.split(',') ?? ENGINES;
  return [
    ...(stories.length ? [{ title: 'stories', files: stories, run: runStories }] : []),
    ...(browsers.length
      ? engines.map((engine) => ({
          title: `in ${engine}`,
          files: browsers.filter((file) => long || engine === 'chromium' || !SAME_IN_EVERY_ENGINE.test(file)),
          run: (/** @type {string[]} */ some) => runInBrowser(engine, some),
        }))
      : []),
    ...[...pages, ...node].sort((a, b) => turnOf(a) - turnOf(b)).map(inNode),
  ];
}

/**
 * The requested tasks: parts by name, files or folders by path (source or compiled), or everything.
 * @param {string[]} requested
 * @returns {{ tasks: Task[], unknown: string[] }}
 */
export function plan(requested, { long = false } = {}) {
  const all = testFiles();
  const none = { node: [], browsers: [], stories: [], pages: [] };
  /** @param {string} file */
  const wanted = (file) => long || !file.endsWith('.long.test.js');
  /** @type {typeof all} */
  const chosen = structuredClone(none);
  const unknown = [];
  let lint = requested.length === 0;
  for (const name of requested.length ? requested : PARTS) {
    if (name === 'lint') lint = true;
    else if (name in all) {
      const part = /** @type {keyof typeof all} */ (name);
      chosen[part].push(...all[part].filter(wanted));
    } else {
      const path = emitted(normalize(relative(root, resolve(name))));
      let found = false;
      for (const part of /** @type {(keyof typeof all)[]} */ (Object.keys(all))) {
        const files = all[part].filter((file) => file === path || file.startsWith(`${path}/`));
        chosen[part].push(...files.filter((file) => file === path || wanted(file)));
        found ||= files.length > 0;
      }
      if (!found) unknown.push(name);
    }
  }
  return { tasks: [...(lint ? lintTasks() : []), ...tasksOf(chosen, long)], unknown };
}
