// npm test lint: checks that commit subjects follow Conventional Commits (CONTRIBUTING.md).
import { spawnSync } from 'node:child_process';
import { root } from './setup.mjs';

/** The last commit before the convention was introduced. */
const BEFORE_THE_CONVENTION = '409a0a1';
const MAX_SUBJECT_CHARS = 72;
const SUBJECT =
  /^(feat|fix|perf|refactor|test|docs|build|ci|chore|style|revert)(\([a-z0-9-]+\))?!?: [^\s].*[^\s.]$/;

/** @param {string[]} args */
const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });

const known = git('merge-base', '--is-ancestor', BEFORE_THE_CONVENTION, 'HEAD');
if (known.error || known.status !== 0) {
  console.log(`Commit subjects not checked: the history does not reach back to ${BEFORE_THE_CONVENTION}.`);
  process.exit(0);
}
const log = git('log', '--no-merges', '--format=%h %s', `${BEFORE_THE_CONVENTION}..HEAD`).stdout;
const wrong = log
  .split('\n')
  .filter(Boolean)
  .filter((line) => {
    const subject = line.slice(line.indexOf(' ') + 1);
    return subject.length > MAX_SUBJECT_CHARS || !SUBJECT.test(subject);
  });
for (const line of wrong)
  console.error(`Not a conventional subject of at most ${MAX_SUBJECT_CHARS} characters: ${line}`);
process.exit(wrong.length > 0 ? 1 : 0);
