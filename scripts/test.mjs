// npm test [part | file | folder …]: installs and builds what it needs, runs the tests, and ends with a line
// «N passed, N failed».
//   --headed   tests under Node open a visible, slow browser, for debugging one file
//   --long     also x.long.test.ts and the long forms of other files; used by the commands of test:long
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { build } from './build.mjs';
import { installDependencies, installSystemTools, requireNode } from './setup.mjs';
import { PARTS, plan } from './testing/plan.mjs';
import { Summary } from './testing/summary.mjs';

/**
 * Number of parallel tasks: two more than processors, because most of them wait for a page. Set by
 * `CID_LANES`.
 */
const LANES = Number(process.env.CID_LANES ?? availableParallelism() + 2);

const args = process.argv.slice(2);
const requested = args.filter((arg) => !arg.startsWith('--'));
const options = args.filter((arg) => arg.startsWith('--'));
for (const option of options)
  if (!['--headed', '--long'].includes(option)) {
    console.error(`Unknown option: ${option}. There are --headed and --long.`);
    process.exit(1);
  }
if (options.includes('--headed')) process.env.CID_HEADED = '1';
if (options.includes('--long')) process.env.CID_LONG = '1';

/** @param {readonly string[]} names */
function refuse(names) {
  console.error(`Unknown part or test file: ${names.join(', ')}.`);
  console.error(`Parts: ${PARTS.join(', ')}. A file: npm test -- packages/core/src/check.test.ts`);
  process.exit(1);
}

const misspelt = requested.filter((name) => !PARTS.includes(name) && !existsSync(name));
if (misspelt.length > 0) refuse(misspelt);

requireNode();
const tools = installSystemTools(requested);
installDependencies('all');
await build();
await tools;
process.env.CID_BUILT = '1';

const { tasks, unknown } = plan(requested, { long: options.includes('--long') });
if (unknown.length > 0) refuse(unknown);

const summary = new Summary(tasks.length);

async function lane() {
  for (let task = tasks.shift(); task; task = tasks.shift()) {
    const began = Date.now();
    const { results, output } = await task.run(task.files);
    summary.taskEnded(task, results, output, Date.now() - began);
  }
}

await Promise.all(Array.from({ length: Math.min(LANES, tasks.length) }, lane));

// A busy machine can stall a browser. Failed tasks are retried alone, and reported as failed or flaky.
for (const { task, files } of summary.failedTasks()) {
  console.log(
    `\nOnce more: ${task.title}${files.length < task.files.length ? ` (${files.join(', ')})` : ''}`,
  );
  const { results, output } = await task.run(files);
  summary.taskRepeated(task, files, results, output);
}

process.exit(summary.print() ? 0 : 1);
