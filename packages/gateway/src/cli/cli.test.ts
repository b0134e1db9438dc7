import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type CliResult, cli, cliProcess } from '../testing/cli.js';
import { file, folder } from '../testing/harness.js';
import { COMMANDS } from './help.js';

const institutions = file(
  JSON.stringify({
    institutions: [
      { id: 'omsk', name: 'Омск', branches: [{ id: 'b1', name: 'Филиал 1' }] },
      { id: 'tara', name: 'Тара' },
    ],
  }),
);

describe('every command', () => {
  test('prints help with --help and starts nothing, even with invalid settings', async () => {
    // `serve` would refuse this port and `enrol` this store.
    const env = { CID_PORT: 'none', CID_STORE: 'file:/missing/x', CID_VERIFIER: 'nobody' };
    const main = await cliProcess(['--help'], env);
    assert.equal(main.code, 0);
    assert.equal(main.err, '');
    const helps = await Promise.all(COMMANDS.map((command) => cli([command, '--help'], env)));
    for (const [index, command] of COMMANDS.entries()) {
      assert.ok(main.out.includes(command));
      assert.equal(helps[index]?.code, 0, command);
      assert.match(helps[index]?.out ?? '', new RegExp(`Usage: cid-gateway \\[?${command}`));
      assert.match(helps[index]?.out ?? '', /--json/);
    }
    assert.match((await cli(['--version'], env)).out, /^\d+\.\d+\.\d+\n$/);
    const process = await cliProcess(['list', '--json'], { CID_CALLER_KEYS_FILE: file('0123456789abcdef') });
    assert.deepEqual(process.json(), { callers: [{ kind: 'key' }] });
  });

  test('exits with 64 on unknown options and arguments', async () => {
    for (const args of [
      ['start'],
      ['--nope'],
      ['serve', '--key'],
      ['list', 'desk'],
      ['enrol'],
      ['enrol', 'a', 'b'],
      ['enrol', 'a b'],
      ['enrol', '--month'],
      ['counts', '--format', 'pdf'],
    ]) {
      const { code, err, out } = await cli(args);
      assert.equal(code, 64, args.join(' '));
      assert.match(err, /--help/);
      assert.equal(out, '');
    }
  });
});

describe('check-config', () => {
  test('lists every problem with exit code 78, without values', async () => {
    const env = {
      CID_VERIFIER: 'max',
      CID_HOST: '0.0.0.0',
      CID_STORE: 'file:/SECRETCANARY/x',
      CID_COUNTS: 'SECRETCANARY',
    };
    const { code, out } = await cli(['check-config', '--json'], env);
    assert.equal(code, 78);
    assert.ok(!out.includes('SECRETCANARY'));
    const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: string[] };
    assert.equal(ok, false);
    for (const name of ['CID_MAX_TOKEN_FILE', 'CID_STORE', 'CID_COUNTS', 'CID_CALLER_KEYS_FILE'])
      assert.ok(
        problems.some((line) => line.startsWith(name)),
        name,
      );
  });

  test('summarises a valid configuration', async () => {
    const { code, out } = await cli(['check-config', '--json'], {
      CID_INSTITUTIONS_FILE: institutions,
      CID_ADMIN_PORT: '0',
    });
    assert.equal(code, 0);
    const answer = JSON.parse(out) as Record<string, unknown>;
    assert.equal(answer.ok, true);
    assert.deepEqual(answer.institutions, ['omsk', 'tara']);
    assert.equal(answer.admin, '127.0.0.1:0');
  });

  test('reports a missing receipt key', async () => {
    const keys = folder();
    const env = {
      CID_VERIFIER: 'max',
      CID_MAX_TOKEN_FILE: file('token'),
      CID_RECEIPTS: 'on',
      CID_RECEIPT_KEYS_DIR: keys,
      CID_RECEIPT_ISSUER: 'https://gateway.library.example',
      CID_RECEIPT_AUDIENCE: 'https://ils.library.example',
    };
    const { code, out } = await cli(['check-config'], env);
    assert.equal(code, 78);
    assert.match(out, /CID_RECEIPT_KEYS_DIR/);
    await cli(['rotate'], env);
    assert.equal((await cli(['check-config'], env)).code, 0);
  });

  test('refuses a configuration without caller authentication, accepts any one kind of it', async () => {
    const max = { CID_VERIFIER: 'max', CID_MAX_TOKEN_FILE: file('token'), CID_HOST: '0.0.0.0' };
    const codes = async (more: Record<string, string>): Promise<CliResult['code']> =>
      (await cli(['check-config'], { ...max, ...more })).code;
    assert.equal(await codes({}), 78);
    assert.equal(await codes({ CID_HOST: '127.0.0.1' }), 0);
    assert.equal(await codes({ CID_CALLER_KEYS_FILE: file('0123456789abcdef') }), 0);
    assert.equal(await codes({ CID_STORE: `file:${folder()}/store.db` }), 0);
    assert.equal(await codes({ CID_CALLER_HEADER: 'X-Desk', CID_TRUST_PROXY: '10.0.0.1' }), 0);
    // Without proxy addresses any client could set the header.
    assert.equal(await codes({ CID_CALLER_HEADER: 'X-Desk', CID_TRUST_PROXY: 'true' }), 78);
    assert.equal(await codes({ CID_CALLER_HEADER: 'Authorization', CID_TRUST_PROXY: '10.0.0.1' }), 78);
  });
});

describe('enrol --key, list, revoke', () => {
  test('creates a named key, shows it once, stores its hash, lists and revokes it', async () => {
    const path = join(folder(), 'keys');
    const env = { CID_CALLER_KEYS_FILE: path, CID_INSTITUTIONS_FILE: institutions };
    const made = await cli(
      [
        'enrol',
        '--key',
        'ils',
        '--institution',
        'omsk',
        '--branch',
        'b1',
        '--origin',
        'https://ILS.example.org/',
        '--rate',
        '60',
        '--json',
      ],
      env,
    );
    assert.equal(made.code, 0, made.err);
    const { key } = made.json() as { key: string };
    assert.match(key, /^[\w-]{43}$/);
    const content = readFileSync(path, 'utf8');
    assert.match(
      content,
      /^ils [\da-f]{64} institution=omsk branch=b1 origins=https:\/\/ils\.example\.org rate=60\n$/,
    );
    assert.ok(!content.includes(key));
    assert.equal(statSync(path).mode & 0o777, 0o600);

    assert.equal(
      (await cli(['enrol', '--key', 'ils', '--institution', 'omsk'], env)).code,
      1,
      'the name is taken',
    );
    assert.equal((await cli(['enrol', '--key', 'desk', '--institution', 'tara'], env)).code, 0);
    const listed = await cli(['list', '--json'], env);
    const { callers } = listed.json() as { callers: Record<string, unknown>[] };
    assert.deepEqual(
      callers.map(({ kind, name, institution }) => [kind, name, institution]),
      [
        ['key', 'ils', 'omsk'],
        ['key', 'desk', 'tara'],
      ],
    );
    assert.ok(!/[\da-f]{64}/.test(listed.out));

    writeFileSync(path, `# kept\nbare-key-0123456789\n${readFileSync(path, 'utf8')}`, { mode: 0o640 });
    assert.equal((await cli(['revoke', 'ils'], env)).code, 0);
    assert.match(
      readFileSync(path, 'utf8'),
      /^# kept\nbare-key-0123456789\ndesk [\da-f]{64} institution=tara\n$/,
    );
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal((await cli(['revoke', 'ils'], env)).code, 1);
  });

  test('prints the line to add when no file is set, and asks for an institution when there are several', async () => {
    const { code, out } = await cli(['enrol', '--key', 'ils']);
    assert.equal(code, 0);
    assert.match(out, /\nils [\da-f]{64}\n$/);
    const env = { CID_INSTITUTIONS_FILE: institutions };
    for (const args of [
      [],
      ['--institution', 'nowhere'],
      ['--institution', 'tara', '--branch', 'b1'],
      ['--institution', 'omsk', '--rate', 'x'],
      ['--institution', 'omsk', '--origin', '*'],
    ])
      assert.equal((await cli(['enrol', '--key', 'ils', ...args], env)).code, 64, args.join(' '));
  });

  test('refuses enrolment with the memory store', async () => {
    const { code, err } = await cli(['enrol', 'desk-1']);
    assert.equal(code, 78);
    assert.match(err, /CID_STORE/);
    const env = { CID_STORE: `file:${folder()}/store.db` };
    const made = await cli(['enrol', 'Абонемент-1', '--json'], env);
    assert.equal(made.code, 0, made.err);
    assert.match(String(made.json().code), /^[\dA-Z]{5}-[\dA-Z]{5}$/);
    const { callers } = (await cli(['list', '--json'], env)).json() as { callers: Record<string, unknown>[] };
    assert.deepEqual(callers, [{ kind: 'workstation', name: 'Абонемент-1', state: 'waiting' }]);
    assert.equal((await cli(['revoke', 'Абонемент-1'], env)).code, 0);
    assert.deepEqual((await cli(['list', '--json'], env)).json(), { callers: [] });
  });
});

describe('rotate', () => {
  test('creates the folder and the first key, then adds a key', async () => {
    const dir = join(folder(), 'receipts');
    const first = await cli(['rotate', '--json'], { CID_RECEIPT_KEYS_DIR: dir });
    assert.equal(first.code, 0, first.err);
    assert.ok(existsSync(join(dir, `${first.json().kid}.json`)));
    const second = await cli(['rotate'], { CID_RECEIPT_KEYS_DIR: dir });
    assert.match(second.out, /signs from/);
    assert.equal((await cli(['rotate'])).code, 78);
  });
});
