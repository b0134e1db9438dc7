// Runs one task of `npm test`: a child process with buffered output, whose tests are read from a report.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, state } from '../setup.mjs';

/**
 * @typedef {{ file: string, name: string, passed: boolean, ms: number }} TestResult
 * @typedef {{ results: TestResult[], output: string }} Outcome
 */

const NODE_TEST_TIMEOUT_MS = 900_000;
const reports = join(state, 'reports');

/**
 * @param {string[]} args of Node
 * @param {Record<string, string>} env
 * @returns {Promise<{ status: number | null, output: string }>}
 */
async function node(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: '0', ...env },
  });
  /** @type {Buffer[]} */
  const printed = [];
  child.stdout.on('data', (chunk) => printed.push(chunk));
  child.stderr.on('data', (chunk) => printed.push(chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { status, output: Buffer.concat(printed).toString() };
}

/** Path of a new report file for a task. @param {string} name */
function reportFile(name) {
  mkdirSync(reports, { recursive: true });
  const file = join(reports, `${name.replaceAll(/[^\w.]+/g, '-')}.json`);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
const readReport = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/**
 * Runs a command that passes or fails as a whole.
 * @param {string} name
 * @param {string[]} args of Node
 * @returns {Promise<Outcome>}
 */
export async function runCommand(name, args) {
  const began = Date.now();
  const { status, output } = await node(args);
  return { results: [{ file: name, name, passed: status === 0, ms: Date.now() - began }], output };
}

/** Runs one file with `node --test`. @param {string} file @returns {Promise<Outcome>} */
export async function runNodeFile(file) {
  const report = reportFile(file);
  const { status, output } = await node([
    '--test',
    `--test-timeout=${NODE_TEST_TIMEOUT_MS}`,
    // A failed test may have left a server open.
    '--test-force-exit',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(root, 'scripts/testing/node-reporter.mjs')}`,
    `--test-reporter-destination=${report}`,
    file,
  ]);
  /** @type {TestResult[]} */
  const results = readReport(report)
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ file, ...JSON.parse(line) }));
  // A file without tests may be valid; one that exits with an error but has no failed test is broken.
  if (status !== 0 && results.every(({ passed }) => passed))
    results.push({ file, name: 'the file did not run to its end', passed: false, ms: 0 });
  return { results, output };
}

/**
 * Runs files in one browser engine.
 * @param {string} engine
 * @param {string[]} files
 * @returns {Promise<Outcome>}
 */
export async function runInBrowser(engine, files) {
  const report = reportFile(`browser-${engine}`);
  const { output } = await node(
    [join(root, 'node_modules/@web/test-runner/dist/bin.js'), '--config', 'wtr.config.mjs'],
    { CID_BROWSERS: engine, CID_FILES: files.join(' '), CID_BROWSER_REPORT: report },
  );
  /** @type {TestResult[]} */
  const results = JSON.parse(readReport(report) || '[]');
  for (const file of files)
    if (!results.some((result) => result.file === file))
      results.push({ file, name: `did not run in ${engine}`, passed: false, ms: 0 });
  return { results, output };
}

/** Runs the stories of files. @param {string[]} files @returns {Promise<Outcome>} */
export async function runStories(files) {
  const report = reportFile('stories');
  const { output } = await node([join(root, 'scripts/stories-test.mjs'), ...files], {
    CID_STORIES_REPORT: report,
  });
  /** @type {TestResult[]} */
  const results = JSON.parse(readReport(report) || '[]');
  for (const file of files)
    if (!results.some((result) => result.file === file))
      results.push({ file, name: 'no story ran', passed: false, ms: 0 });
  return { results, output };
}
