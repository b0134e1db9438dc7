/** The troubleshooting page is searched for screen texts, so every message that it quotes must exist. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { en } from '@cid-elements/elements/locales/en';
import { ru } from '@cid-elements/elements/locales/ru';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Texts by key, without texts that are computed from numbers. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, path ? `${path}.${key}` : key));
}

/** Quoted texts, outermost quotation marks only. */
function quotedIn(cell: string, open: string, close: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let begin = 0;
  for (const [at, sign] of [...cell].entries()) {
    if (sign === open && depth++ === 0) begin = at + 1;
    if (sign === close && --depth === 0) found.push([...cell].slice(begin, at).join(''));
  }
  return found;
}

/** First column of all tables. */
const symptoms = (page: string): string[] =>
  read(page)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| What') && !line.startsWith('| Что видно'))
    .map((line) => line.split(' | ')[0]?.slice(2) ?? '');

/** Files with messages that are in no locale module: loader, guard and companion desk. */
const elsewhere = [
  'packages/elements/classic.js',
  'packages/scanning/src/wedge/submit-guard.ts',
  'examples/companion/companion.js',
].map(read);

/** Messages that stop a check, so that a clerk looks them up. */
const MUST_BE_THERE =
  /^(unusable\.(title|broken|notLoaded)|closed\.|attorney\.|panel\.(advice|problem\.(camera|serial))\.|scanner\.(foreign|invitation|wedgeOff|wedgeUnreadable|broken)|check\.(modal|scanIgnored)|outcome\.title\.(unavailable|timed-out|offline|misconfigured|rate-limited|expired-code|used-code|no-digital-id|not-permitted|training-code|real-code))/;

for (const { page, texts, open, close } of [
  { page: 'docs/troubleshooting.ru.md', texts: textsOf(ru), open: '«', close: '»' },
  { page: 'docs/troubleshooting.md', texts: textsOf(en), open: '“', close: '”' },
])
  describe(page, () => {
    const rows = symptoms(page);
    const quoted = rows.flatMap((cell) => quotedIn(cell, open, close));

    it('quotes only messages that exist', () => {
      assert.ok(quoted.length > 40);
      // The example of text typed with a wrong layout is not one of our messages.
      for (const message of quoted.filter((one) => !one.includes('реезы')))
        assert.ok(
          texts.some(([, text]) => text === message) || elsewhere.some((source) => source.includes(message)),
          message,
        );
    });

    it('has an entry for every message that stops a check', () => {
      const wanted = texts.filter(([key]) => MUST_BE_THERE.test(key));
      assert.ok(wanted.length > 30);
      for (const [key, text] of wanted) assert.ok(quoted.includes(text), `${key}: ${text}`);
    });
  });

it('has as many entries in both languages', () => {
  assert.equal(symptoms('docs/troubleshooting.md').length, symptoms('docs/troubleshooting.ru.md').length);
});
