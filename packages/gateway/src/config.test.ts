import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError, DEFAULT_MAX_URL, loadConfig, settingNames } from './config.js';
import { createAuthority } from './testing/certs.js';
import { file, folder, KEY, launch, startGateway, TOKEN } from './testing/harness.js';

const problems = (env: Record<string, string>): string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return [...error.problems];
  }
  return [];
};
const named = (env: Record<string, string>): string[] =>
  problems(env).map((line) => line.split(' ')[0] ?? '');

test('defaults: training on loopback with the benefits of clause 3.1.2', () => {
  const config = loadConfig({});
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.port, 8080);
  assert.equal(config.verifier, 'training');
  assert.deepEqual(config.benefits, ['student', 'large-family', 'age']);
  assert.deepEqual(config.store, { kind: 'memory' });
  assert.equal(config.timeoutMs, 5_000);
});

test('reports every invalid value in one run', () => {
  const env = {
    CID_PORT: '80a',
    CID_HOST: 'not a host',
    CID_VERIFIER: 'maxx',
    CID_MAX_URL: 'http://ext-api2.max.ru/v2',
    CID_CALLER_KEYS_FILE: '/nonexistent/keys',
    CID_ALLOWED_ORIGINS: 'https://a.example, *',
    CID_BENEFITS: 'student,studnt',
    CID_CODE_HOSTS: 'https://www.gosuslugi.ru',
    CID_STORE: 'postgres://db',
    CID_UPSTREAM_TIMEOUT_MS: '-1',
    CID_UPSTREAM_PROXY: 'proxy:3128',
    CID_TRUST_PROXY: 'maybe',
    CID_RATE_PER_MINUTE: '0',
    CID_PAGES: '/nonexistent',
  };
  assert.deepEqual(new Set(named(env)), new Set(Object.keys(env)));
});

test('verifier max requires a token and a readable CA, and caller keys beyond loopback', () => {
  const bad = { CID_VERIFIER: 'max', CID_HOST: '0.0.0.0', CID_MAX_CA_FILE: file('no certificate') };
  assert.deepEqual(
    new Set(named(bad)),
    new Set(['CID_CALLER_KEYS_FILE', 'CID_MAX_TOKEN_FILE', 'CID_MAX_CA_FILE']),
  );
  for (const content of ['', '\n', 'Bearer abc', 'a\nb', 'tokén']) {
    assert.deepEqual(
      named({ CID_VERIFIER: 'max', CID_MAX_TOKEN_FILE: file(content) }),
      ['CID_MAX_TOKEN_FILE'],
      content,
    );
  }
  assert.deepEqual(named({ CID_CALLER_KEYS_FILE: file('# none\n\n') }), ['CID_CALLER_KEYS_FILE']);
  const good = loadConfig({
    CID_VERIFIER: 'max',
    CID_HOST: '0.0.0.0',
    CID_MAX_TOKEN_FILE: file(`${TOKEN}\n`),
    CID_MAX_CA_FILE: file(createAuthority().ca),
    CID_CALLER_KEYS_FILE: file(`# desk\n${KEY}\r\n`),
  });
  assert.equal(good.max?.url, DEFAULT_MAX_URL);
  assert.deepEqual(good.callerKeys?.keys, [KEY]);
  for (const host of ['127.0.0.1', 'localhost', '::1', '[::1]', '127.8.8.8']) {
    assert.deepEqual(
      named({ CID_VERIFIER: 'max', CID_HOST: host, CID_MAX_TOKEN_FILE: file(TOKEN) }),
      [],
      host,
    );
  }
});

test('upstream URL: https, or http to loopback', () => {
  for (const url of [
    'https://x.example/a',
    'http://127.0.0.1:99/a',
    'http://localhost:1/',
    'http://[::1]:5/a',
  ]) {
    assert.deepEqual(named({ CID_MAX_URL: url }), [], url);
  }
  for (const url of [
    'http://127.0.0.1.example/',
    'http://10.0.0.1/',
    'ftp://127.0.0.1/',
    'https://u:p@x.example/',
    'https://x.example/?a=b',
    'x.example',
  ]) {
    assert.deepEqual(named({ CID_MAX_URL: url }), ['CID_MAX_URL'], url);
  }
});

test('CID_STORE: accepted and rejected addresses', () => {
  const dir = folder();
  assert.deepEqual(loadConfig({ CID_STORE: `file:${dir}/replay.db` }).store, {
    kind: 'file',
    path: join(dir, 'replay.db'),
  });
  assert.deepEqual(loadConfig({ CID_STORE: 'redis://h:1' }).store, { kind: 'redis', url: 'redis://h:1' });
  for (const store of ['file:', `file:${dir}`, `file:${dir}/none/replay.db`, 'redis://', 'mem']) {
    assert.deepEqual(named({ CID_STORE: store }), ['CID_STORE'], store);
  }
});

test('warns of unknown CID_ settings', () => {
  assert.deepEqual(loadConfig({ CID_VERFIER: 'max' }).warnings, [
    'CID_VERFIER is not a setting of the gateway',
  ]);
  // The unknown setting is named beside the missing one, because it may be its misspelling.
  assert.deepEqual(named({ CID_VERIFIER: 'max', CID_MAX_TOKENFILE: '/token' }), [
    'CID_MAX_TOKEN_FILE',
    'CID_MAX_TOKENFILE',
  ]);
});

test('refuses the same port for pages and administration', () => {
  assert.deepEqual(named({ CID_PORT: '9000', CID_ADMIN_PORT: '9000' }), ['CID_ADMIN_PORT']);
});

test('an invalid configuration exits with all problems in one message and no secret', async () => {
  const gateway = launch({
    CID_PORT: '99999',
    CID_VERIFIER: 'max',
    CID_MAX_TOKEN_FILE: TOKEN,
    CID_CALLER_KEYS_FILE: file(`${KEY} ${KEY}`),
    CID_STORE: 'redis:SECRETCANARY',
    CID_UPSTREAM_PROXY: 'user:SECRETCANARY@proxy',
    CID_MAX_URL: 'https://user:SECRETCANARY@x.example/',
  });
  assert.equal(await gateway.ended, 78);
  for (const name of [
    'CID_PORT',
    'CID_MAX_TOKEN_FILE',
    'CID_CALLER_KEYS_FILE',
    'CID_STORE',
    'CID_UPSTREAM_PROXY',
    'CID_MAX_URL',
  ]) {
    assert.ok(gateway.errors().includes(name), name);
  }
  assert.ok(!gateway.output().includes('CANARY'));
});

test('a store that cannot be opened is a configuration problem', async () => {
  const gateway = launch({
    CID_STORE: `file:${file('this is no database, and long enough to be seen as one'.repeat(9))}`,
  });
  assert.equal(await gateway.ended, 78);
  assert.match(gateway.errors(), /CID_STORE/);
});

test('a port in use is reported in one line', async () => {
  const first = await startGateway();
  const { port } = new URL(first.url);
  const second = launch({ CID_PORT: port });
  assert.equal(await second.ended, 1);
  assert.equal(second.output().trim().split('\n').length, 1);
  assert.ok(second.output().includes(`Port ${port} of 127.0.0.1 is in use`));
});

for (const name of ['gateway.md', 'gateway.ru.md']) {
  test(`docs/${name} lists exactly the supported settings, and what each route accepts`, () => {
    const text = readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
    const listed = text
      .split('\n')
      .filter((line) => line.startsWith('| `CID_'))
      .flatMap((line) => line.split('|')[1]?.match(/CID_[A-Z_]+/g) ?? []);
    assert.deepEqual(listed.sort(), settingNames().sort());
    for (const word of [
      '&institution=',
      'format=json',
      '&format=csv',
      '/enrol',
      'upstreamFault',
      'storeFault',
    ])
      assert.ok(text.includes(word), word);
  });
}
