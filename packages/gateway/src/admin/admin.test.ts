import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BENEFITS } from '@cid-elements/core';
import { sha256 } from '../enrolment/keys-file.js';
import { createLog } from '../log.js';
import { openStore } from '../store/open.js';
import { cleanup } from '../testing/cleanup.js';
import { cli } from '../testing/cli.js';
import { type FakeMax, failure, startFakeMax, success } from '../testing/fake-max.js';
import {
  file,
  folder,
  newCode,
  type RunningGateway,
  startGateway,
  startRedis,
  withMax,
} from '../testing/harness.js';

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));
const KEY = 'KEYCANARY-0123456789';

/** URL of the admin listener, from the startup message. */
const adminOf = (gateway: RunningGateway): string => /admin +(http:\S+)\//.exec(gateway.output())?.[1] ?? '';

const institutions = JSON.stringify({
  institutions: [
    {
      id: 'omskcanary',
      name: 'NAMECANARY',
      timeZone: 'Asia/Omsk',
      tokenFile: file('TOKENCANARY'),
      tokenExpires: '2099-03-01',
      act: { title: 'Положение', number: '12', date: '2026-10-01' },
      branches: [{ id: 'branchcanary', name: 'BRANCHCANARY' }],
    },
  ],
});

/** The previous month in UTC. It is closed in every time zone unless the month has just begun. */
function lastMonth(): string {
  const date = new Date();
  date.setUTCDate(0);
  return date.toISOString().slice(0, 7);
}

describe('metrics', () => {
  let text = '';
  before(async () => {
    const max: FakeMax = await startFakeMax();
    const gateway = await startGateway(
      withMax(max.url, {
        CID_ADMIN_PORT: '0',
        CID_COUNTS: 'on',
        CID_STORE: `file:${folder()}/store.db`,
        CID_INSTITUTIONS_FILE: file(institutions),
        CID_CALLER_KEYS_FILE: file(`deskcanary ${sha256(KEY)} institution=omskcanary branch=branchcanary\n`),
      }),
    );
    const authorization = `Bearer ${KEY}`;
    const answers = [
      success({ student: { status: true } }),
      success({}),
      failure(404, 'SESSION_EXPIRED'),
      failure(500),
      failure(401),
    ];
    for (const handler of answers) {
      const code = newCode();
      max.on(code, handler);
      assert.equal((await gateway.post({ code, benefit: 'student' }, { authorization })).status, 200);
    }
    await gateway.post({ code: 'https://library.example/', benefit: 'student' }, { authorization });
    await gateway.post({ code: 'x', benefit: 'student' });
    text = await (await fetch(`${adminOf(gateway)}/metrics`)).text();
  });

  test('hold the documented series', () => {
    for (const line of [
      'cid_requests_total{route="/v1/checks",status="200"} 6',
      'cid_requests_total{route="/v1/checks",status="401"} 1',
      'cid_check_faults_total{fault="unavailable"} 1',
      'cid_check_faults_total{fault="misconfigured"} 1',
      'cid_check_faults_total{fault="rate-limited"} 0',
      'cid_checks_in_flight 0',
      'cid_store_up 1',
      'cid_institutions_file_current 1',
      `cid_token_expires_timestamp_seconds ${Date.parse('2099-03-02T00:00:00Z') / 1_000}`,
    ])
      assert.ok(text.split('\n').includes(line), line);
    assert.match(text, /cid_request_duration_seconds_bucket\{le="0\.05",route="\/v1\/checks"\} \d/);
    // Three metric names of prom-client itself violate the naming rules, so only our own are checked.
    const own = text.split('\n').filter((line) => /^(?:# \w+ )?cid_/.test(line));
    execFileSync('promtool', ['check', 'metrics'], { input: `${own.join('\n')}\n` });
  });

  test('have no label for benefit, outcome, institution, branch or workstation', () => {
    assert.ok(!text.toLowerCase().includes('canary'));
    const own = text.split('\n').filter((line) => line.startsWith('cid_'));
    assert.ok(own.length > 20);
    for (const word of [
      ...BENEFITS,
      'confirmed',
      'expired-code',
      'foreign',
      'used-code',
      'no-digital-id',
      'receipt"} 1',
    ])
      assert.ok(!own.join('\n').includes(word), word);
    const labels = new Set(own.flatMap((line) => [...line.matchAll(/[{,](\w+)=/g)].map(([, name]) => name)));
    assert.deepEqual([...labels].sort(), ['event', 'fault', 'le', 'route', 'status', 'version']);
  });

  test('include every series that the dashboard and the alert rules use', () => {
    const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name ?? ''));
    const dashboard = readFileSync(join(DEPLOY, 'grafana-dashboard.json'), 'utf8');
    const { panels } = JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] };
    const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    assert.ok(queries.length >= 10);
    const alerts = [...readFileSync(join(DEPLOY, 'alerts.yml'), 'utf8').matchAll(/^ +expr: (.*)$/gm)];
    assert.ok(alerts.length >= 8);
    for (const query of [...queries, ...alerts.map(([, expr = '']) => expr)]) {
      const names = query.match(/\b(?:cid|process|nodejs)_\w+/g) ?? [];
      if (names.length === 0) assert.match(query, /^up\b/);
      for (const name of names) assert.ok(known.has(name.replace(/_bucket$/, '')), `${name} in ${query}`);
    }
  });

  test('alert rules pass their promtool unit tests', () => {
    execFileSync('promtool', ['check', 'rules', join(DEPLOY, 'alerts.yml')]);
    execFileSync('promtool', ['test', 'rules', join(DEPLOY, 'alerts.test.yml')]);
  });
});

describe('admin listener', () => {
  test('serves only loopback host names and only its documented paths', async () => {
    const gateway = await startGateway({ CID_ADMIN_PORT: '0' });
    const admin = new URL(adminOf(gateway));
    const status = (host: string, path = '/metrics'): Promise<number> =>
      new Promise((done, refuse) => {
        request({ host: admin.hostname, port: admin.port, path, headers: { host } }, (response) => {
          response.resume();
          done(response.statusCode ?? 0);
        })
          .on('error', refuse)
          .end();
      });
    assert.equal(await status(admin.host), 200);
    assert.equal(await status('localhost'), 200);
    assert.equal(await status('evil.example'), 403);
    assert.equal(await status(admin.host, '/v1/checks'), 404);
    assert.equal(await status(admin.host, '/v1/counts?month=2026-01'), 404, 'counts are off');
    assert.equal((await fetch(`${gateway.url}/metrics`)).status, 404);
    assert.ok(!adminOf(await startGateway({})), 'the listener is off by default');
  });
});

describe('counts', () => {
  const body = { benefit: 'student', outcome: 'confirmed' };
  const post = (
    gateway: RunningGateway,
    sent: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${gateway.url}/v1/counts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(sent),
    });

  test('POST /v1/counts answers 204 when stored and 503 when the store is down', async () => {
    const redis = await startRedis();
    const gateway = await startGateway({
      CID_COUNTS: 'on',
      CID_STORE: redis.url,
      CID_BENEFITS: 'student,age,disability',
    });
    assert.equal((await post(gateway, body)).status, 204);
    assert.equal((await post(gateway, { ...body, benefit: 'disability' })).status, 204);
    for (const bad of [
      {},
      { ...body, benefit: 'pensioner' },
      { ...body, benefit: 'x' },
      { ...body, outcome: 'failed' },
      null,
    ])
      assert.equal((await post(gateway, bad)).status, 400, JSON.stringify(bad));
    assert.equal((await post(gateway, body, { origin: 'https://evil.example' })).status, 403);
    const store = await openStore(
      { kind: 'redis', url: redis.url },
      createLog(() => {}),
      async () => new Uint8Array(),
    );
    cleanup(() => store.close());
    const months = await store.store.months();
    assert.equal(months.length, 1);
    assert.deepEqual(
      [...(await store.store.cells(months[0] ?? ''))],
      [['library//student/staff/confirmed', 1]],
    );
    await redis.stop();
    const refused = await post(gateway, body);
    assert.equal(refused.status, 503);
    assert.ok(refused.headers.get('retry-after'));
    assert.ok(!/student|"confirmed"/.test(gateway.output()));
    assert.equal((await post(await startGateway({}), body)).status, 404, 'off by default');
  });

  test('checks by MAX are counted by branch, training checks are not', async () => {
    const max = await startFakeMax();
    const path = `${folder()}/store.db`;
    const gateway = await startGateway(
      withMax(max.url, {
        CID_COUNTS: 'on',
        CID_STORE: `file:${path}`,
        CID_INSTITUTIONS_FILE: file(institutions),
        CID_CALLER_KEYS_FILE: file(`deskcanary ${sha256(KEY)} institution=omskcanary branch=branchcanary\n`),
      }),
    );
    const check = async (benefit: string, details: Record<string, unknown>): Promise<void> => {
      const code = newCode();
      max.on(code, success(details));
      const sent = { code, benefit, workstation: 'WORKSTATIONCANARY' };
      assert.equal((await gateway.post(sent, { authorization: `Bearer ${KEY}` })).status, 200);
    };
    await check('student', { student: { status: true } });
    await check('pensioner', {});
    await check('disability', { disabledPerson: { status: true } });
    await gateway.close();
    const { store, close } = await openStore(
      { kind: 'file', path },
      createLog(() => {}),
      async () => new Uint8Array(),
    );
    cleanup(close);
    const [month = ''] = await store.months();
    assert.deepEqual([...(await store.cells(month))].sort(), [
      ['omskcanary/branchcanary/pensioner/max/not-confirmed', 1],
      ['omskcanary/branchcanary/student/max/confirmed', 1],
    ]);
  });

  test('CSV, XLSX, HTML and the command line export the same table, with no number below five', async () => {
    const path = `${folder()}/store.db`;
    const env = { CID_COUNTS: 'on', CID_STORE: `file:${path}`, CID_BENEFITS: 'student,age' };
    const month = lastMonth();
    const setting = { kind: 'file', path } as const;
    const { store, close } = await openStore(
      setting,
      createLog(() => {}),
      async () => new Uint8Array(),
    );
    cleanup(close);
    await store.add(month, 'library//student/staff/confirmed', 17);
    await store.add(month, 'library//age/staff/confirmed', 3);
    const gateway = await startGateway({ ...env, CID_ADMIN_PORT: '0' });
    const api = async (query: string): Promise<Response> => fetch(`${adminOf(gateway)}/v1/counts?${query}`);
    const csv = await (await api(`month=${month}&format=csv`)).text();
    // Counts added to a closed month must not appear in a later export.
    await store.add(month, 'library//student/staff/confirmed', 1);
    await store.add(month, 'library//age/staff/confirmed', 4);
    assert.equal(await (await api(`month=${month}`)).text(), csv);
    const shell = await cli(['counts', '--month', month], env);
    assert.equal(shell.code, 0, shell.err);
    // `fetch` removes the byte order mark.
    assert.equal(shell.out, `\uFEFF${csv}`);
    const json = await (await api(`month=${month}&format=json`)).json();
    assert.deepEqual((await cli(['counts', '--json'], env)).json(), json);
    const numbers = csv
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(';').at(-1) ?? '');
    assert.ok(numbers.includes('15'));
    for (const number of numbers) assert.ok(number === 'менее 5' || Number(number) % 5 === 0, number);
    for (const format of ['html', 'xlsx'])
      assert.equal((await api(`month=${month}&format=${format}`)).status, 200);

    const now = new Date().toISOString().slice(0, 7);
    assert.equal((await api(`month=${now}&format=csv`)).status, 409);
    assert.equal((await cli(['counts', '--month', now], env)).code, 1);
    for (const [query, status] of [
      ['', 400],
      ['month=2026-13', 400],
      [`month=${month}&format=pdf`, 400],
      ['month=2001-01', 404],
      [`month=${month}&institution=nowhere`, 404],
    ] as const)
      assert.equal((await api(query)).status, status, query);
  });
});
