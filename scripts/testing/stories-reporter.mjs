// Vitest's reporter for the stories: prints failures with their theme and writes all results as JSON.
import { writeFileSync } from 'node:fs';

/** @param {string} text */
const short = (text) =>
  text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('at ') || line.includes('/stories/'))
    .map((line) => line.replace(/http:\/\/localhost:\d+|\?import&browserv=\d+/g, ''))
    .join('\n');

export default class StoriesReporter {
  /** @type {{ file: string, name: string, passed: boolean, ms: number }[]} */
  #results = [];

  /**
   * @param {string} file
   * @param {string} name
   * @param {readonly { message: string, stack?: string }[]} errors
   */
  #failed(file, name, errors, ms = 0) {
    this.#results.push({ file, name, passed: false, ms });
    console.log(
      `✗ ${file} › ${name}\n${errors.map(({ message, stack }) => short(stack || message)).join('\n')}\n`,
    );
  }

  /** @param {any} test */
  onTestCaseResult(test) {
    const { state, errors } = test.result();
    const name = `${test.project.name} › ${test.fullName}`;
    const file = test.module.relativeModuleId;
    const ms = Math.round(test.diagnostic()?.duration ?? 0);
    if (state === 'passed') this.#results.push({ file, name, passed: true, ms });
    if (state === 'failed') this.#failed(file, name, errors, ms);
  }

  /** @param {readonly any[]} modules @param {readonly any[]} unhandled */
  onTestRunEnd(modules, unhandled) {
    // Also report files that failed to load and browsers that failed to start.
    for (const module of modules)
      if (module.errors().length)
        this.#failed(module.relativeModuleId, `${module.project.name} › loading`, module.errors());
    if (unhandled.length) this.#failed('stories', 'outside of every story', unhandled);
    writeFileSync(process.env.CID_STORIES_REPORT ?? '.build/stories.json', JSON.stringify(this.#results));
    const failed = this.#results.filter(({ passed }) => !passed).length;
    console.log(`${this.#results.length - failed} passed, ${failed} failed`);
  }
}
