/** The configuration reference matches the schema, and its example is valid. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readConfig } from '@cid-elements/core/config-reader';
import { configSchema } from '@cid-elements/core/config-schema';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

it('is up to date with npm run config-page', async () => {
  const { configPages } = await import(new URL('../../../scripts/config-page.mjs', import.meta.url).href);
  for (const [path, content] of (await configPages()) as Map<string, string>)
    assert.equal(read(path), content, `${path}: npm run config-page`);
});

it('shows a valid example that names every field', () => {
  const [, json = ''] = /```json\n(.*?)```/s.exec(read('docs/configuration.md')) ?? [];
  const example: unknown = JSON.parse(json);
  const { problems, warnings } = readConfig(example);
  assert.deepEqual([problems, warnings], [[], []]);
  assert.deepEqual(Object.keys(Object(example)).sort(), Object.keys(configSchema.shape).sort());
});

it('is in dist/ as a JSON Schema', () => {
  const schema = JSON.parse(read('dist/library.schema.json'));
  assert.equal(schema.additionalProperties, false);
  assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(configSchema.shape).sort());
});
