// Vitest's reporter for the stories: what failed, in which theme, and totals as JSON.
import { writeFileSync } from 'node:fs';

const short = (text) =>
  text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('at ') || line.includes('/stories/'))
    .map((line) => line.replace(/http:\/\/localhost:\d+|\?import&browserv=\d+/g, ''))
    .join('\n');

export default class StoriesReporter {
  #pass = 0;
  #fail = 0;

  #failed(where, errors) {
    this.#fail += 1;
    console.log(`✗ ${where}\n${errors.map(({ message, stack }) => short(stack || message)).join('\n')}\n`);
  }

  onTestCaseResult(test) {
    const { state, errors } = test.result();
    if (state === 'passed') this.#pass += 1;
    if (state === 'failed')
      this.#failed(`${test.project.name} › ${test.module.relativeModuleId} › ${test.fullName}`, errors);
  }

  onTestRunEnd(modules, unhandled) {
    // A file that could not be loaded, or a browser that did not start, is a failure too.
    for (const module of modules)
      if (module.errors().length)
        this.#failed(`${module.project.name} › ${module.relativeModuleId}`, module.errors());
    if (unhandled.length) this.#failed('outside of every story', unhandled);
    writeFileSync(
      process.env.CID_STORIES_REPORT ?? '.build/stories.json',
      JSON.stringify({ pass: this.#pass, fail: this.#fail }),
    );
    console.log(`${this.#pass} passed, ${this.#fail} failed`);
  }
}
