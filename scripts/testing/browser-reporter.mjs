// A reporter of @web/test-runner for `npm test`: writes the result of every test as JSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/** @typedef {{ name: string, passed: boolean, skipped?: boolean, duration?: number }} WtrTest */
/** @typedef {{ name: string, tests?: WtrTest[], suites?: WtrSuite[] }} WtrSuite */

/** @param {string} file path of the results */
export function jsonResults(file) {
  return {
    /** @param {{ sessions: Iterable<any> }} run */
    onTestRunFinished({ sessions }) {
      const results = [];
      for (const session of sessions) {
        const testFile = relative(process.cwd(), session.testFile);
        let failed = 0;
        /** @param {WtrSuite | undefined} suite @param {string[]} path */
        const walk = (suite, path) => {
          for (const { name, passed, skipped, duration } of suite?.tests ?? []) {
            if (skipped) continue;
            if (!passed) failed += 1;
            results.push({ file: testFile, name: [...path, name].join(' › '), passed, ms: duration ?? 0 });
          }
          for (const inner of suite?.suites ?? []) walk(inner, [...path, inner.name]);
        };
        walk(session.testResults, []);
        // A file that failed to load, or a page that never answered, has no failed test of its own.
        if (!session.passed && failed === 0)
          results.push({ file: testFile, name: 'the file did not run to its end', passed: false, ms: 0 });
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(results));
    },
  };
}
