/** Receipts and counts of a desk in a real browser, with a real gateway and a fake MAX. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Page, Request } from 'playwright-core';
import { openChromium } from '../support/browser.js';
import { serve } from '../support/gateway.js';
import { circulation, openHostSite } from '../support/host-site.js';
import { shared } from '../support/shared.js';

// The gateway package does not publish its test support.
const gatewayModule = (path: string): Promise<unknown> =>
  import(new URL(`../../../packages/gateway/dist/${path}`, import.meta.url).href);
type Fake = typeof import('../../packages/gateway/dist/testing/fake-max.js');
const { startFakeMax, success } = (await gatewayModule('testing/fake-max.js')) as Fake;
type Files = typeof import('../../packages/gateway/dist/store/file.js');
const { FileStore } = (await gatewayModule('store/file.js')) as Files;

const MAIN = fileURLToPath(new URL('../../../packages/gateway/dist/main.js', import.meta.url));
const ACT = { title: 'Положение', number: '12', date: '2026-10-01', clause: '4.1' };
const ISSUER = 'https://gateway.library.example';
const AUDIENCE = 'https://ils.library.example';

const folder = mkdtempSync(join(tmpdir(), 'cid-region-'));
const path = (name: string): string => join(folder, name);
/** `localhost` on both sides: another port is a different origin of the same site, so the cookie is sent. */
const local = (url: string): string => url.replace('127.0.0.1', 'localhost');

function command(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
  });
  assert.equal(status, 0, String(stderr));
  return String(stdout);
}

const max = await shared(startFakeMax());
const site = await shared(openHostSite());
const browser = await shared(openChromium());
writeFileSync(path('token'), 'fake-token');
const env = {
  CID_VERIFIER: 'max',
  CID_MAX_URL: max.url,
  CID_MAX_TOKEN_FILE: path('token'),
  CID_BENEFITS: 'student,large-family,age,pensioner,disability',
  CID_STORE: `file:${path('store.db')}`,
  CID_REQUIRE_CALLER: 'on',
  CID_ALLOWED_ORIGINS: local(site.origin),
  CID_COUNTS: 'on',
  CID_RECEIPTS: 'on',
  CID_RECEIPT_KEYS_DIR: path('keys'),
  CID_RECEIPT_ISSUER: ISSUER,
  CID_RECEIPT_AUDIENCE: AUDIENCE,
};
command('rotate');
const served = await shared(serve(env));
after(() => rmSync(folder, { recursive: true, force: true }));

let number = 0;
function newCode(
  details: Record<string, unknown> = { student: { status: true }, disabledPerson: { status: true } },
) {
  number += 1;
  const code = `https://www.gosuslugi.ru/m5/Region${number}aBcD?p=f`;
  max.on(code, success(details));
  return code;
}

interface Desk {
  readonly page: Page;
  /** Requests to the gateway without preflights. */
  readonly requested: Request[];
  readonly warnings: string[];
  recorded(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** A desk on a page of another origin than the gateway. @param enrol enrols this browser first. */
async function open(check: string, { enrol = true, gateway = local(served.base) } = {}): Promise<Desk> {
  const config = JSON.stringify({ ways: ['goskan', 'gateway'], gatewayAct: ACT });
  site.pages.set('/config.json', { body: config });
  site.pages.set('/page', {
    body: circulation({
      check: `gateway="${gateway}" config="/config.json" attorney-until="2999-01-01" ${check}`,
    }),
  });
  const context = await browser.newContext({ locale: 'ru-RU' });
  await context.addInitScript(() => {
    const recorded: unknown[] = [];
    Object.assign(window, { recorded });
    document.addEventListener('cid-done', (event) => recorded.push((event as CustomEvent<unknown>).detail));
  });
  const requested: Request[] = [];
  const warnings: string[] = [];
  context.on('request', (request) => {
    if (request.url().startsWith(gateway) && request.method() === 'POST') requested.push(request);
  });
  context.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  const page = await context.newPage();
  await page.goto(`${local(site.origin)}/page`);
  await page.locator('cid-check[state="choice"]').waitFor();
  if (enrol) {
    const { code } = JSON.parse(command('enrol', 'desk-1', '--json')) as { code: string };
    const status = await page.evaluate(
      async ([url, sent]) =>
        (
          await fetch(`${url}v1/enrolments`, {
            method: 'POST',
            credentials: 'include',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ code: sent }),
          })
        ).status,
      [gateway, code] as const,
    );
    assert.equal(status, 204);
    requested.length = 0;
  }
  const recorded = () =>
    page.evaluate(() => (window as typeof window & { recorded: Record<string, unknown>[] }).recorded);
  return { page, requested, warnings, recorded, close: () => context.close() };
}

const arrive = ({ page }: Desk, state: string) => page.locator(`cid-check[state="${state}"]`).waitFor();
const click = ({ page }: Desk, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

async function scan(desk: Desk, code: string): Promise<void> {
  await desk.page.keyboard.press('F8');
  await desk.page.getByText('Сканер готов').first().waitFor();
  for (const char of code) await desk.page.keyboard.press(char);
  await desk.page.keyboard.press('Enter');
}

async function next(desk: Desk): Promise<void> {
  await click(desk, 'Следующий посетитель');
  await arrive(desk, 'choice');
}

describe('receipts', () => {
  test('cid-done carries a receipt for this desk after the face check, not before', async () => {
    const desk = await open('verifier="gateway" receipt');
    await scan(desk, newCode());
    await arrive(desk, 'face');
    assert.deepEqual(await desk.recorded(), []);
    await click(desk, 'Лицо совпадает');
    await arrive(desk, 'result');
    assert.deepEqual(await desk.recorded(), []);
    assert.ok(!(await desk.page.content()).includes('eyJ'), 'no receipt is in the markup');
    await next(desk);
    const [detail] = await desk.recorded();
    assert.deepEqual(Object.keys(detail ?? {}).sort(), ['receipt', 'result']);
    assert.equal(detail?.result, 'accepted');
    const keys = createRemoteJWKSet(new URL(`${served.base}.well-known/jwks.json`));
    const { payload } = await jwtVerify(String(detail?.receipt), keys, {
      issuer: ISSUER,
      audience: AUDIENCE,
    });
    assert.equal(payload.workstation, 'desk-1', 'the cookie identifies the desk');
    assert.equal(payload.benefit, 'student');
    // The first call had no cookie; all later calls send it.
    await scan(desk, newCode());
    await arrive(desk, 'face');
    const statuses = await Promise.all(desk.requested.map(async (one) => (await one.response())?.status()));
    assert.deepEqual(statuses, [401, 200, 200]);
    await desk.close();
  });

  test('no receipt without the attribute, with paper, or after a differing face', async () => {
    const silent = await open('verifier="gateway"');
    await scan(silent, newCode());
    await click(silent, 'Лицо совпадает');
    await next(silent);
    assert.deepEqual(await silent.recorded(), [{ result: 'accepted' }]);
    await silent.close();

    const desk = await open('verifier="gateway" receipt');
    await scan(desk, newCode());
    await arrive(desk, 'face');
    await desk.page.keyboard.press('F9');
    await click(desk, 'Документ принят');
    await next(desk);
    await scan(desk, newCode());
    await click(desk, 'Лицо не совпадает');
    await click(desk, 'Бумажный документ');
    await click(desk, 'Документ принят');
    await next(desk);
    await desk.page.keyboard.press('F9');
    await click(desk, 'Документ принят');
    await next(desk);
    assert.deepEqual(await desk.recorded(), Array(3).fill({ result: 'accepted' }));
    await desk.close();
  });

  test('no receipt for disability', async () => {
    const desk = await open('verifier="gateway" receipt benefits="disability"');
    await scan(desk, newCode());
    await click(desk, 'Лицо совпадает');
    await next(desk);
    assert.deepEqual(await desk.recorded(), [{ result: 'accepted' }]);
    await desk.close();
  });
});

test("a desk enrols on the gateway's page, and errors are shown", async () => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 320, height: 640 } });
  const faults: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('410')) faults.push(message.text());
  });
  const page = await context.newPage();
  await page.goto(`${local(served.base)}enrol`);
  const type = async (code: string): Promise<void> => {
    await page.getByLabel('Одноразовый код').fill(code);
    await page.keyboard.press('Enter');
  };
  await type('00000-00000');
  await page.getByText('Код неверный, уже использован или устарел').waitFor();
  assert.ok(
    await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    'fits into 320 px',
  );
  const { code } = JSON.parse(command('enrol', 'desk-2', '--json')) as { code: string };
  await type(code.toLowerCase());
  await page.getByText('Рабочее место зарегистрировано').waitFor();
  const cookies = await context.cookies(local(served.base));
  assert.deepEqual(
    cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]),
    [['__Host-cid-desk', true, 'Strict']],
  );
  assert.deepEqual(faults, []);
  await context.close();
});

describe('counts', () => {
  const bodies = (desk: Desk): unknown[] =>
    desk.requested.filter((one) => one.url().endsWith('/v1/counts')).map((one) => one.postDataJSON());

  /** Stored counts of attestations over all months. */
  async function counted(): Promise<Record<string, number>> {
    const store = new FileStore(path('store.db'));
    const sum: Record<string, number> = {};
    for (const month of await store.months())
      for (const [cell, n] of await store.cells(month))
        if (cell.includes('/staff/')) sum[cell] = (sum[cell] ?? 0) + n;
    await store.close();
    return sum;
  }

  /** Waits until the store contains these counts. */
  async function holds(wanted: Record<string, number>): Promise<void> {
    const limit = Date.now() + 20_000;
    while (Date.now() < limit && JSON.stringify(await counted()) !== JSON.stringify(wanted))
      await new Promise((done) => setTimeout(done, 50));
    assert.deepEqual(await counted(), wanted);
  }

  async function attest(desk: Desk): Promise<void> {
    await desk.page.keyboard.press('F8');
    await click(desk, 'Статус подтверждён');
    await click(desk, 'Лицо совпадает, проверено в Госкане');
    await arrive(desk, 'result');
  }
  const confirmed = { benefit: 'student', outcome: 'confirmed' };
  const notConfirmed = { benefit: 'student', outcome: 'not-confirmed' };
  const cell = 'library//student/staff';

  test('an attestation is counted when its result clears, a corrected one is not', async () => {
    const desk = await open('count');
    await attest(desk);
    assert.deepEqual(bodies(desk), [], 'not counted while it can be corrected');
    await click(desk, 'Исправить отметку');
    await click(desk, 'Не подтверждён или ошибка');
    await arrive(desk, 'result');
    assert.deepEqual(bodies(desk), []);
    await click(desk, 'Отложить');
    await arrive(desk, 'choice');
    await attest(desk);
    await next(desk);
    await holds({ [`${cell}/confirmed`]: 1, [`${cell}/not-confirmed`]: 1 });
    // The first call of an unidentified desk gets 401 and counts nothing.
    assert.deepEqual(bodies(desk), [notConfirmed, notConfirmed, confirmed]);
    assert.deepEqual(await desk.recorded(), [{ result: 'cancelled' }, { result: 'accepted' }]);

    // Closing the page also clears the result.
    await attest(desk);
    await desk.page.close({ runBeforeUnload: false });
    await holds({ [`${cell}/confirmed`]: 2, [`${cell}/not-confirmed`]: 1 });
    await desk.close();
  });

  test('no count without the attribute, for paper, disability, a differing face or checks by MAX', async () => {
    const before = await counted();
    const plain = await open('');
    await attest(plain);
    await next(plain);
    assert.deepEqual(bodies(plain), []);
    await plain.close();

    const paper = await open('count="true"');
    await paper.page.keyboard.press('F9');
    await click(paper, 'Документ принят');
    await next(paper);
    await paper.page.keyboard.press('F8');
    await click(paper, 'Статус подтверждён');
    await click(paper, 'Лицо не совпадает');
    await click(paper, 'Отложить');
    await arrive(paper, 'choice');
    assert.deepEqual(bodies(paper), []);
    await paper.close();

    const disability = await open('count benefits="disability"');
    await attest(disability);
    await next(disability);
    assert.deepEqual(bodies(disability), []);
    await disability.close();

    const byMax = await open('count verifier="gateway"');
    await scan(byMax, newCode());
    await click(byMax, 'Лицо совпадает');
    await next(byMax);
    assert.deepEqual(bodies(byMax), []);
    await byMax.close();
    assert.deepEqual(await counted(), before);
  });

  test('an unreachable gateway does not delay the clerk, and warns in the console', async () => {
    const desk = await open('count', { enrol: false, gateway: 'http://localhost:9/' });
    await attest(desk);
    await next(desk);
    await desk.page.waitForFunction(() => true);
    const limit = Date.now() + 20_000;
    while (desk.warnings.length === 0 && Date.now() < limit)
      await new Promise((done) => setTimeout(done, 50));
    assert.match(desk.warnings.join(), /could not count/);
    assert.deepEqual(await desk.recorded(), [{ result: 'accepted' }]);
    await desk.close();
  });
});
