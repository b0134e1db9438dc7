import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { cleanup } from '../testing/cleanup.js';
import { file, folder } from '../testing/harness.js';
import { InstitutionsError, openInstitutions } from './institutions.js';
import { institutionsJsonSchema, readInstitutions } from './schema.js';
const PUBLISHED = fileURLToPath(new URL('../../institutions.schema.json', import.meta.url));
const act = { title: 'Положение', number: '12', date: '2026-10-01', clause: '4.1' };
const library = (id, more = {}) => ({
    id,
    name: `Библиотека ${id}`,
    tokenFile: `/etc/cid/${id}.token`,
    act,
    ...more,
});
const text = (...institutions) => JSON.stringify({ institutions });
const max = { verifier: 'max' };
const problemsOf = (content, verifier = 'max') => {
    const result = readInstitutions(content, { verifier });
    return 'problems' in result ? [...result.problems] : [];
};
describe('the file of institutions', () => {
    test('fills in defaults and writes origins as a browser does', () => {
        const result = readInstitutions(text(library('omsk', { origins: ['HTTPS://Ils.Example.org:443/', 'https://библиотека.рф'] })), max);
        assert.ok('institutions' in result);
        const [one] = result.institutions;
        assert.deepEqual(one?.origins, ['https://ils.example.org', 'https://xn--80abaqnbpf2a4b.xn--p1ai']);
        assert.equal(one?.timeZone, 'Europe/Moscow');
        assert.deepEqual(one?.branches, []);
    });
    test('names the place and the rule, and repeats no value', () => {
        const rows = [
            ['{"institutions": [SECRETCANARY', /is not JSON/],
            ['', /is not JSON/],
            ['[]', /the whole/],
            ['{"institutions":[]}', /institutions/],
            [text(library('a'), library('a')), /institutions\.1\.id: is there twice/],
            [text(library('SECRETCANARY')), /institutions\.0\.id/],
            [
                text(library('a', { timeZone: 'SECRETCANARY/Nowhere' })),
                /institutions\.0\.timeZone: must be a time zone/,
            ],
            [
                text(library('a', { origins: ['https://a.example/SECRETCANARY'] })),
                /institutions\.0\.origins\.0: must be an origin/,
            ],
            [text(library('a', { origins: ['*'] })), /institutions\.0\.origins\.0/],
            [text(library('a', { benefits: ['SECRETCANARY'] })), /institutions\.0\.benefits\.0/],
            [text(library('a', { benefits: [] })), /institutions\.0\.benefits/],
            [text(library('a', { ratePerMinute: 0 })), /institutions\.0\.ratePerMinute/],
            [text(library('a', { tokenExpires: '2026-13-01' })), /institutions\.0\.tokenExpires/],
            [text(library('a', { act: { title: 'x' } })), /institutions\.0\.act\.number/],
            [
                text(library('a', {
                    branches: [
                        { id: 'b', name: 'x' },
                        { id: 'b', name: 'y' },
                    ],
                })),
                /institutions\.0\.branches: an id is there twice/,
            ],
            [text(library('a', { tokenFile: undefined })), /institutions\.0\.tokenFile: is needed/],
            [text(library('a', { act: undefined })), /institutions\.0\.act: is needed/],
        ];
        for (const [content, want] of rows) {
            const problems = problemsOf(content);
            assert.ok(problems.some((line) => want.test(line)), `${content} → ${problems}`);
            assert.ok(!problems.join().includes('SECRETCANARY'), problems.join());
        }
    });
    test('an unknown field is refused, so that a misspelt one is not silently ignored', () => {
        assert.match(problemsOf(text(library('a', { timezone: 'Asia/Omsk' }))).join(), /institutions\.0/);
    });
    test('training needs neither a token nor an act', () => {
        assert.deepEqual(problemsOf(text({ id: 'a', name: 'Библиотека' }), 'training'), []);
    });
    test('no text at all makes it throw', () => {
        fc.assert(fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.jsonValue().map((value) => text(value))), (content) => {
            readInstitutions(content, max);
        }), { numRuns: 300, seed: 14 });
    });
    test('the published JSON Schema is the one the gateway uses', () => {
        assert.deepEqual(JSON.parse(readFileSync(PUBLISHED, 'utf8')), institutionsJsonSchema());
    });
});
describe('reading it again', () => {
    test('a bad file at start is an error that says why', async () => {
        await assert.rejects(openInstitutions(join(folder(), 'missing'), max), InstitutionsError);
        await assert.rejects(openInstitutions(file('{}'), max), /institutions/);
    });
    test('a changed file is used, a bad or missing one keeps the old and says why', async () => {
        const path = file(text(library('a')));
        const heard = [];
        const next = async () => {
            const count = heard.length;
            for (;;) {
                const result = heard[count];
                if (result)
                    return result;
                await new Promise((done) => setTimeout(done, 10));
            }
        };
        const institutions = await openInstitutions(path, {
            ...max,
            pollMs: 20,
            onReload: (result) => heard.push(result),
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
        assert.deepEqual(institutions.all().map(({ id }) => id), ['a', 'b']);
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
        assert.deepEqual(institutions.all().map(({ id }) => id), ['c']);
        assert.equal(institutions.current(), true);
    });
    test('SIGHUP reads it at once', async () => {
        const path = file(text(library('a')));
        const read = new Promise((done) => {
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
//# sourceMappingURL=institutions.test.js.map