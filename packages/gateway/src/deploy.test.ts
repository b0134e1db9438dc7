/**
 * Runs the deployment files for real: the example configurations of nginx and Caddy, and the systemd unit.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { defined } from './defined.js';
import { createAuthority } from './testing/certs.js';
import { cleanup } from './testing/cleanup.js';
import { folder, freePort, newCode, startGateway } from './testing/harness.js';

const DEPLOY = fileURLToPath(new URL('../deploy/', import.meta.url));
const has = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/** Replaces texts of an example. Fails if a text is missing, so that example and test cannot diverge. */
function adapt(name: string, changes: readonly (readonly [string, string])[]): string {
  let text = readFileSync(join(DEPLOY, name), 'utf8');
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), `${name} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

interface Place {
  readonly dir: string;
  readonly port: number;
  readonly gatewayPort: string;
}

const proxies: Record<string, (place: Place) => { readonly args: string[] }> = {
  nginx({ dir, port, gatewayPort }) {
    const server = adapt('nginx.conf', [
      ['127.0.0.1:8080', `127.0.0.1:${gatewayPort}`],
      ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
      ['gateway.example.org', 'localhost'],
      ['/etc/ssl/cid/gateway', join(dir, 'gateway')],
    ]);
    const config = join(dir, 'nginx.conf');
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${join(dir, name)};`)
      .join('\n');
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    writeFileSync(
      config,
      `daemon off; pid ${join(dir, 'pid')}; ${user} events {} http { ${temporary}\n${server} }`,
    );
    return { args: ['nginx', '-p', dir, '-e', 'stderr', '-c', config] };
  },
  caddy({ dir, port, gatewayPort }) {
    const config = join(dir, 'Caddyfile');
    writeFileSync(
      config,
      adapt('Caddyfile', [
        ['127.0.0.1:8080', `127.0.0.1:${gatewayPort}`],
        ['https://gateway.example.org', `https://localhost:${port}`],
        ['/etc/ssl/cid/gateway', join(dir, 'gateway')],
      ]),
    );
    return { args: ['caddy', 'run', '--adapter', 'caddyfile', '--config', config] };
  },
};

for (const [name, configure] of Object.entries(proxies)) {
  test(`${name}: the proxied origin may check, other origins may not, and large bodies are refused`, async (t) => {
    if (!has(name)) {
      t.skip(`${name} is not installed`);
      return;
    }
    const authority = createAuthority();
    const { cert, key } = authority.issue();
    const dir = folder();
    writeFileSync(join(dir, 'gateway.pem'), cert);
    writeFileSync(join(dir, 'gateway.key'), key);
    const gateway = await startGateway({ CID_TRUST_PROXY: 'loopback', CID_RATE_PER_MINUTE: '5' });
    const port = await freePort();
    const { args } = configure({ dir, port, gatewayPort: new URL(gateway.url).port });
    const home = join(dir, 'home');
    mkdirSync(home);
    const [command = '', ...rest] = args;
    const child = spawn(command, rest, {
      env: { PATH: process.env.PATH ?? '', HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (data: Buffer) => {
      errors += data;
    });
    const ended = new Promise((done) => child.on('close', done));
    cleanup(async () => {
      child.kill('SIGTERM');
      await ended;
    });
    const agent = new Agent({ connect: { ca: authority.ca, servername: 'localhost' } });
    cleanup(() => agent.destroy());
    const ask = async (
      path: string,
      body?: string,
      headers: Record<string, string> = {},
    ): Promise<{ status: number; text: string }> => {
      const response = await request(`https://localhost:${port}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        ...defined({ body }),
        dispatcher: agent,
      });
      return { status: response.statusCode, text: await response.body.text() };
    };
    for (let i = 0; ; i++) {
      const up = await ask('/healthz').catch(() => undefined);
      if (up?.status === 200) break;
      assert.ok(i < 300 && child.exitCode === null, errors);
      await new Promise((next) => setTimeout(next, 100));
    }
    const check = JSON.stringify({ code: newCode(), benefit: 'student' });
    const origin = `https://localhost:${port}`;
    assert.equal((await ask('/v1/checks', check, { origin })).status, 200);
    assert.equal((await ask('/v1/checks', check, { origin: 'https://evil.example' })).status, 403);
    assert.equal(
      (await ask('/v1/checks', check, { origin: 'https://localhost' })).status,
      403,
      'another port',
    );
    assert.equal((await ask('/v1/checks', 'x'.repeat(20_000), { origin })).status, 413);
    // A client must not evade the rate limit with a forged `X-Forwarded-For`.
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) {
      const { status } = await ask('/v1/checks', check, { origin, 'x-forwarded-for': `10.1.1.${i}` });
      statuses.push(status);
    }
    assert.ok(statuses.includes(429), statuses.join());
  });
}

test('the systemd unit passes the hardening score', (t) => {
  if (!has('systemd-analyze')) {
    t.skip('systemd-analyze is not installed');
    return;
  }
  const unit = join(DEPLOY, 'cid-gateway.service');
  const output = execFileSync('systemd-analyze', ['security', '--offline=true', '--no-pager', unit], {
    encoding: 'utf8',
  });
  const [, level] = /exposure level for cid-gateway\.service: (\d+\.\d)/.exec(output) ?? [];
  assert.ok(Number(level) <= 2, output.slice(-200));
});

test('the install script is valid shell', () => {
  execFileSync('sh', ['-n', join(DEPLOY, 'install.sh')]);
});
