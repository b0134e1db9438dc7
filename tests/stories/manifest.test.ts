/** The manifest of the elements is complete and matches the contract. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Described {
  readonly name: string;
  readonly description?: string;
}
interface Declaration extends Described {
  readonly tagName?: string;
  readonly members?: readonly (Described & { kind: string; static?: boolean })[];
  readonly attributes?: readonly Described[];
  readonly events?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
}
interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations: readonly Declaration[] }[];
}

const manifest = JSON.parse(
  readFileSync(`${root}packages/elements/custom-elements.json`, 'utf8'),
) as Manifest;
const elements = new Map(
  manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ tagName }) => tagName)
    .map((declaration) => [declaration.tagName!, declaration]),
);

/** The section «Elements» of the public contract. */
const CONTRACT: Readonly<
  Record<string, { attributes: string; events: string; methods?: string; parts?: string }>
> = {
  'cid-check': {
    attributes:
      'benefits verifier gateway workstation config attorney-until result-seconds discreet report-benefit receipt count lang',
    events: 'cid-done',
    parts: 'digital paper outcome button',
  },
  'cid-scanner': { attributes: 'sources', events: 'cid-scan', methods: 'start stop', parts: 'viewfinder' },
  'cid-result': {
    attributes: 'benefit verifier gateway config',
    events: 'cid-outcome',
    methods: 'verify',
    parts: 'outcome countdown',
  },
  'cid-fallback': { attributes: 'benefit config', events: 'cid-paper' },
  'cid-goskan': { attributes: 'benefit attorney-until config', events: 'cid-outcome' },
  'cid-training': { attributes: 'benefits way config', events: 'cid-course', parts: 'screen sheet training' },
  'cid-attorney': { attributes: 'config', events: 'cid-attorney' },
  'cid-info': { attributes: 'benefits institution regulation config', events: '' },
};

const words = (list = ''): string[] => list.split(' ').filter(Boolean);
const names = (list: readonly Described[] = []): string[] => list.map(({ name }) => name);

test('the manifest lists exactly the elements of the contract', () => {
  assert.deepEqual([...elements.keys()].sort(), Object.keys(CONTRACT).sort());
});

for (const [tag, promised] of Object.entries(CONTRACT)) {
  test(`<${tag}>: has the attributes, methods and events of the contract`, () => {
    const element = elements.get(tag)!;
    const missing = [
      ...words(promised.attributes).filter((name) => !names(element.attributes).includes(name)),
      ...words(promised.events).filter((name) => !names(element.events).includes(name)),
      ...words(promised.methods).filter((name) => !names(element.members).includes(name)),
      ...words(promised.parts).filter((name) => !names(element.cssParts).includes(name)),
    ];
    assert.deepEqual(missing, []);
    assert.ok(names(element.attributes).includes('lang') && names(element.members).includes('state'));
  });

  test(`<${tag}>: documents exactly its observed attributes`, async () => {
    const module = manifest.modules.find(({ declarations }) =>
      declarations.some(({ tagName }) => tagName === tag),
    )!;
    const loaded = await import(`${root}packages/elements/${module.path}`);
    const { observedAttributes } = loaded[elements.get(tag)!.name] as {
      readonly observedAttributes: readonly string[];
    };
    // `lang` is inherited and `state` is only reflected, so neither is observed.
    const described = names(elements.get(tag)!.attributes).filter(
      (name) => !['lang', 'state'].includes(name),
    );
    assert.deepEqual(described.sort(), [...observedAttributes].sort());
  });

  test(`<${tag}>: documents every public member`, () => {
    const element = elements.get(tag)!;
    const mute = [
      ...(element.members ?? []),
      ...(element.attributes ?? []),
      ...(element.events ?? []),
      ...(element.cssParts ?? []),
      ...(element.cssProperties ?? []),
    ].filter(({ description }) => !description);
    assert.deepEqual(names(mute), []);
    assert.ok(element.description);
    assert.ok((element.cssProperties?.length ?? 0) >= 12, 'a dozen custom properties');
  });
}

test('the manifest refers to emitted modules only', () => {
  for (const { path } of manifest.modules) assert.ok(existsSync(`${root}packages/elements/${path}`), path);
});
