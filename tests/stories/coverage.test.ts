/** Every outcome, reason and benefit of core has a story. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { BENEFITS, DUTIES, REASONS } from '@cid-elements/core';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const exportsOf = (name: string): string[] =>
  [...readFileSync(`${root}stories/${name}.stories.ts`, 'utf8').matchAll(/^export const (\w+)/gm)].map(
    ([, story]) => story!,
  );
const pascal = (name: string): string =>
  name.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase());

test('every reason has a story', () => {
  const stories = exportsOf('result');
  assert.deepEqual(
    REASONS.map(pascal).filter((name) => !stories.includes(name)),
    [],
  );
});

test('every outcome has a story, in the whole check or in the result', () => {
  const stories = [...exportsOf('check'), ...exportsOf('result')];
  assert.deepEqual(
    Object.keys(DUTIES)
      .map(pascal)
      .filter((name) => !stories.includes(name)),
    [],
  );
});

test('every benefit has a paper story', () => {
  const stories = exportsOf('fallback');
  assert.deepEqual(
    BENEFITS.map(pascal).filter((name) => !stories.includes(name)),
    [],
  );
});
