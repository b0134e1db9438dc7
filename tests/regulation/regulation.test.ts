/** `docs/regulation.md`: every clause has a row, every path in it exists, and the page is up to date. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CLAUSES } from '@cid-elements/core';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { rows, regulationPages } = await import(pathToFileURL(join(root, 'scripts/regulation-page.mjs')).href);

/** All numbered clauses of the Regulation. There is no 4.1.1. */
const REGULATION_CLAUSES =
  '1.1 1.2 1.3 1.4 2.1 2.2 2.3 3.1 3.1.1 3.1.2 3.1.3 3.2 4.1 4.1.2 4.2 4.2.1 4.2.2 4.2.3 4.3 4.4 5.1 5.2 5.3 6.1'.split(
    ' ',
  );

test('every clause of the Regulation has a row', () => {
  assert.deepEqual(
    rows().map(({ clause }: { clause: string }) => clause),
    REGULATION_CLAUSES,
  );
  assert.deepEqual(
    CLAUSES.filter((clause) => !REGULATION_CLAUSES.includes(clause)),
    [],
  );
});

test('every row names an implementation and a test, and each path exists', () => {
  for (const row of rows()) {
    for (const field of ['ru', 'en', 'doesRu', 'doesEn'])
      assert.ok(row[field].trim(), `${row.clause} ${field}`);
    assert.ok(row.where.length > 0 && row.tests.length > 0, row.clause);
    for (const path of [...row.where, ...row.tests])
      assert.ok(existsSync(join(root, path)), `${row.clause}: ${path}`);
  }
});

test('the pages are up to date with npm run regulation-page', async () => {
  for (const [name, text] of Object.entries(await regulationPages()))
    assert.equal(
      readFileSync(join(root, 'docs', name), 'utf8'),
      text,
      `run npm run regulation-page: ${name}`,
    );
});
