import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { cleanup } from '../testing/cleanup.js';
import { file, folder } from '../testing/harness.js';
import { InstitutionsError, openInstitutions, type Reload } from './institutions.js';
import { institutionsJsonSchema, readInstitutions } from './schema.js';

const PUBLISHED = fileURLToPath(new URL('../../institutions.schema.json', import.meta.url));

const act = { title: 'Положение', number: '12', date: '2026-10-01', clause: '4.1' };
const library = (id: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  name: `Библиотека ${id}`,
  tokenFile: `/etc/cid/${id}.token`,
  act,
  ...more,
});
const text = (...institutions: unknown[]): string => JSON.stringify({ institutions });
const max = { verifier: 'max' } as const;

const problemsOf = (content: string, verifier: 'max' | 'training' = 'max'): string[] => {
  const result = readInstitutions(content, { verifier });
  return 'problems' in result ? [...result.problems] : [];
};

describe('readInstitutions', () => {
  test('fills in defaults and normalises origins', () => {
    const result = readInstitutions(
      text(library('omsk', { origins: ['HTTPS://Ils.Example.org:443/', 'https://библиотека.рф'] })),
      max,
    );
    assert.ok('institutions' in result);
    const [one] = result.institutions;
    assert.deepEqual(one?.origins, ['https://ils.example.org', 'https://xn--80abaqnbpf2a4b.xn--p1ai']);
    assert.equal(one?.timeZone, 'Europe/Moscow');
    assert.deepEqual(one?.branches, []);
  });

  test('reports path and rule, never the value', () => {
    const rows: [string, RegExp][] = [
      ['{"institutions": [SECRETCANARY', /is not JSON/],
      ['', /is not JSON/],
      ['[]', /the whole/],
      ['{"institutions":[]}', /institutions/],
      [text(library('a'), library('a')), /institutions\.1\.id: is a duplicate/],
      [text(library('SECRETCANARY')), /institutions\.0\.id/],
      [
        text(library('a', { timeZone: 'SECRETCANARY/Nowhere' })),
        /institutions\.0\.timeZone: must be a time zone/,
      ],
      [
        text(library('a', { origins: ['https://a.example/SECRETCANARY'] })),
        /institutions\.0\.origins\.0: must be an exact origin/,
      ],
      [text(library('a', { origins: ['*'] })), /institutions\.0\.origins\.0/],
      [
        text(library('a', { origins: ['https://*.ils.example'] })),
        /institutions\.0\.origins\.0: must be an exact origin.*no \*/,
      ],
      [text(library('a', { benefits: ['SECRETCANARY'] })), /institutions\.0\.benefits\.0/],
      [text(library('a', { benefits: [] })), /institutions\.0\.benefits/],
      [text(library('a', { ratePerMinute: 0 })), /institutions\.0\.ratePerMinute/],
      [text(library('a', { tokenExpires: '2026-13-01' })), /institutions\.0\.tokenExpires/],
      [text(library('a', { act: { title: 'x' } })), /institutions\.0\.act\.number/],
      [
        text(
          library('a', {
            branches: [
              { id: 'b', name: 'x' },
              { id: 'b', name: 'y' },
            ],
          }),
        ),
        /institutions\.0\.branches: an id is a duplicate/,
      ],
      [text(library('a', { tokenFile: undefined })), /institutions\.0\.tokenFile: is needed/],
      [text(library('a', { act: undefined })), /institutions\.0\.act: is needed/],
    ];
    for (const [content, want] of rows) {
      const problems = problemsOf(content);
      assert.ok(
        problems.some((line) => want.test(line)),
        `${content} → ${problems}`,
      );
      assert.ok(!problems.join().includes('SECRETCANARY'), problems.join());
    }
  });

  test('refuses unknown fields', () => {
    assert.match(problemsOf(text(library('a', { timezone: 'Asia/Omsk' }))).join(), /institutions\.0/);
  });

  test('requires neither token nor act for training', () => {
    assert.deepEqual(problemsOf(text({ id: 'a', name: 'Библиотека' }), 'training'), []);
  });

  test('never throws on random text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string({ unit: 'binary' }),
          fc.jsonValue().map((value) => text(value)),
        ),
        (content) => {
          readInstitutions(content, max);
        },
      ),
      { numRuns: 300, seed: 14 },
    );
  });

  test('matches the published JSON Schema', () => {
    assert.deepEqual(JSON.parse(readFileSync(PUBLISHED, 'utf8')), institutionsJsonSchema());
  });
});

describe('reload', () => {
  test('an invalid file at start throws an error with the reason', async () => {
    await assert.rejects(openInstitutions(join(folder(), 'missing'), max), InstitutionsError);
    await assert.rejects(openInstitutions(file('{}'), max), /institutions/);
  });

  test('uses a changed file; an invalid or missing one is logged and the last valid one stays', async () => {
    const path = file(text(library('a')));
    const reloads: Reload[] = [];
    const next = async (): Promise<Reload> => {
      const count = reloads.length;
      for (;;) {
        const result = reloads[count];
        if (result) return result;
        await new Promise((done) => setTimeout(done, 10));
      }
    };
    const institutions = await openInstitutions(path, {
      ...max,
      pollMs: 20,
      onReload: (result) => reloads.push(result),
    });
    cleanup(() => institutions.close());

    let waiting = next();
    writeFileSync(`${path}.new`, text(library('a'), library('b')));
    renameSync(`${path}.new`, path);
    assert.ok((await waiting).ok);
    assert.equal(institutions.get('b')?.id, 'b');

    waiting = next();
    writeFileSync(`${path}.new`, text(library('c', { origins: ['*'] })));
    renameSync(`${path}.new`, path);
    const bad = await waiting;
    assert.ok(!bad.ok && /origins/.test(bad.problems.join()));
    assert.deepEqual(
      institutions.all().map(({ id }) => id),
      ['a', 'b'],
    );
    assert.equal(institutions.current(), false);

    waiting = next();
    rmSync(path);
    const missing = await waiting;
    assert.ok(!missing.ok && /cannot be read/.test(missing.problems.join()));
    assert.equal(institutions.get('a')?.id, 'a');

    waiting = next();
    writeFileSync(`${path}.new`, text(library('c')));
    renameSync(`${path}.new`, path);
    await waiting;
    assert.deepEqual(
      institutions.all().map(({ id }) => id),
      ['c'],
    );
    assert.equal(institutions.current(), true);
  });

  test('SIGHUP reloads at once', async () => {
    const path = file(text(library('a')));
    const read = new Promise<Reload>((done) => {
      openInstitutions(path, { ...max, pollMs: 3_600_000, onReload: done }).then((institutions) => {
        cleanup(() => institutions.close());
        writeFileSync(path, text(library('b')));
        process.emit('SIGHUP', 'SIGHUP');
      });
    });
    const result = await read;
    assert.ok(result.ok && result.institutions[0]?.id === 'b');
  });
});
