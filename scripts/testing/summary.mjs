// The output of `npm test`: progress, then failed, flaky and slow tests and the totals.

/**
 * @typedef {import('./plan.mjs').Task} Task
 * @typedef {import('./runners.mjs').TestResult} TestResult
 */

const SLOWEST_SHOWN = 10;

/** @param {number} ms */
const clock = (ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
/** @param {readonly TestResult[]} results */
const failures = (results) => results.filter(({ passed }) => !passed);

export class Summary {
  #began = Date.now();
  #ended = 0;
  /** @type {Map<Task, TestResult[]>} */
  #results = new Map();
  /** @type {{ task: Task, ms: number }[]} */
  #times = [];
  /** @type {{ task: Task, result: TestResult }[]} */
  #flaky = [];

  /** @param {number} count number of tasks */
  constructor(count) {
    this.count = count;
  }

  /** @param {Task} task @param {TestResult[]} results @param {string} output @param {number} ms */
  taskEnded(task, results, output, ms) {
    this.#ended += 1;
    this.#results.set(task, results);
    this.#times.push({ task, ms });
    const failed = failures(results);
    const counts = `${results.length - failed.length} passed, ${failed.length} failed`;
    const progress = `${this.#ended} of ${this.count}, ${clock(Date.now() - this.#began)}`;
    if (failed.length > 0) console.log(`\n${output.trimEnd()}\n`);
    console.log(`[${progress}] ${failed.length > 0 ? '✗' : '✓'} ${task.title}: ${counts}, ${seconds(ms)}`);
  }

  /** Tasks with failed tests, and the files of each to retry. */
  failedTasks() {
    return [...this.#results].flatMap(([task, results]) => {
      const files = [...new Set(failures(results).map(({ file }) => file))];
      return files.length > 0 ? [{ task, files: task.files.filter((file) => files.includes(file)) }] : [];
    });
  }

  /** @param {Task} task @param {string[]} files @param {TestResult[]} again @param {string} output */
  taskRepeated(task, files, again, output) {
    if (failures(again).length > 0) console.log(`\n${output.trimEnd()}\n`);
    const before = this.#results.get(task) ?? [];
    const stillFailing = new Set(failures(again).map(({ file, name }) => `${file}\n${name}`));
    for (const result of failures(before))
      if (!stillFailing.has(`${result.file}\n${result.name}`)) this.#flaky.push({ task, result });
    this.#results.set(task, [...before.filter(({ file }) => !files.includes(file)), ...again]);
  }

  /** Prints the summary. Returns true if no test failed. */
  print() {
    const all = [...this.#results].flatMap(([task, results]) => results.map((result) => ({ task, result })));
    /** @param {{ task: Task, result: TestResult }} entry */
    const title = ({ task, result }) =>
      `${task.title === result.file ? '' : `${task.title}: `}${result.file} › ${result.name}`;
    const failed = all.filter(({ result }) => !result.passed);
    console.log(`\nSlowest tests:`);
    for (const entry of all.toSorted((a, b) => b.result.ms - a.result.ms).slice(0, SLOWEST_SHOWN))
      console.log(`  ${seconds(entry.result.ms).padStart(8)}  ${title(entry)}`);
    console.log(`\nSlowest tasks:`);
    for (const { task, ms } of this.#times.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST_SHOWN))
      console.log(`  ${seconds(ms).padStart(8)}  ${task.title}`);
    if (this.#flaky.length > 0) {
      console.log('\nFlaky (failed, then passed when run again by itself):');
      for (const entry of this.#flaky) console.log(`  ${title(entry)}`);
    }
    if (failed.length > 0) {
      console.log('\nFailed:');
      for (const entry of failed) console.log(`  ${title(entry)}`);
    }
    console.log(`\n${clock(Date.now() - this.#began)} after the build`);
    console.log(`${all.length - failed.length} passed, ${failed.length} failed`);
    return failed.length === 0 && all.length > 0;
  }
}
