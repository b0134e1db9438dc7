/** The desk inside MAX, with a fake of MAX's bridge that behaves as documented. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openChromium, PATIENCE_MS } from '../support/browser.js';
import { serve, type Visit, visit } from '../support/gateway.js';
import { type Answer, openServer } from '../support/server.js';
import { shared } from '../support/shared.js';

const BRIDGE = 'https://st.max.ru/js/max-web-app.js';
const BOT_TOKEN = 'bot-token-0123456789';
const CODE = 'https://www.gosuslugi.ru/m5/CANARYmini0123456789?p=f';
const MAIN = fileURLToPath(new URL('../../../packages/gateway/dist/main.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'cid-mini-'));
const keep = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const env = {
  CID_VERIFIER: 'max',
  CID_MAX_TOKEN_FILE: keep('token', 'token'),
  CID_MAX_BOT_TOKEN_FILE: keep('bot', BOT_TOKEN),
  CID_REQUIRE_CALLER: 'on',
  CID_STORE: `file:${join(folder, 'store.db')}`,
};

const answerAsMax: Answer = ({ searchParams }, _request, response) => {
  const code = searchParams.get('session_id');
  response.setHeader('content-type', 'application/json').end(
    JSON.stringify({
      status: 'success',
      data: {
        session_id: code,
        verification_status: 'completed',
        verification_details: { adult: { status: true }, student: { status: true } },
      },
    }),
  );
};

const max = await shared(openServer(answerAsMax));
const served = await shared(
  serve({
    ...env,
    CID_MAX_URL: `${max.origin}/check`,
  }),
);
const browser = await shared(openChromium());
after(() => rmSync(folder, { recursive: true, force: true }));

/** Launch data, signed as MAX does it. */
function initData(ageMs = 0, token = BOT_TOKEN): string {
  const fields: [string, string][] = [
    ['auth_date', String(Math.floor((Date.now() - ageMs) / 1_000))],
    ['query_id', '0a1b'],
    ['user', '{"id":400,"first_name":"CANARY"}'],
  ];
  const key = createHmac('sha256', 'WebAppData').update(token).digest();
  const checked = fields.map(([name, value]) => `${name}=${value}`).join('\n');
  const hash = createHmac('sha256', key).update(checked).digest('hex');
  return [...fields, ['hash', hash]]
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&');
}

/** A fake bridge. @param reader the body of `openCodeReader(fileSelect)`. */
function fakeBridge(launch: string, reader: string): string {
  return `{
    const calls = [];
    window.calls = calls;
    window.WebApp = {
      initData: ${JSON.stringify(launch)},
      ready() { calls.push('ready'); },
      openCodeReader(fileSelect = true) { calls.push('reader ' + fileSelect); ${reader} },
      requestScreenMaxBrightness() { calls.push('bright'); return Promise.resolve(); },
      restoreScreenBrightness() { calls.push('restored'); return Promise.reject({ error: { code: 'client.restore.failed' } }); },
      ScreenCapture: { disableScreenCapture() { calls.push('no pictures'); return Promise.resolve(); } },
    };
  }`;
}

async function open(bridge: string | undefined): Promise<Visit> {
  return visit(browser, served, 'max-mini-app/', {
    viewport: { width: 360, height: 740 },
    before: async (page) => {
      page.setDefaultTimeout(PATIENCE_MS);
      await page.route(BRIDGE, (route) =>
        bridge === undefined
          ? route.abort()
          : route.fulfill({ contentType: 'text/javascript', body: bridge }),
      );
      await page.addInitScript(() => {
        Object.assign(window, { recorded: [] });
        document.addEventListener('cid-done', (event) =>
          (window as typeof window & { recorded: string[] }).recorded.push(
            (event as CustomEvent).detail.result,
          ),
        );
      });
    },
  });
}

const message = (visited: Visit, text: RegExp): Promise<void> =>
  visited.page.locator('#message').filter({ hasText: text }).waitFor();

/** A one-time code from the command of the administrator. */
function enrolmentCode(): string {
  const answer = execFileSync(process.execPath, [MAIN, 'enrol', 'phone-1', '--json'], {
    env: { PATH: process.env.PATH, ...env },
  });
  return (JSON.parse(answer.toString()) as { code: string }).code;
}

async function enrol(visited: Visit): Promise<void> {
  await message(visited, /ещё не зарегистрирован/);
  await visited.page.locator('#code').fill(enrolmentCode());
  await visited.page.getByRole('button', { name: 'Зарегистрировать телефон' }).click();
}

/** Goes from the choice to MAX's code reader. */
async function read({ page }: Visit): Promise<void> {
  await page.locator('cid-check[state="choice"]').waitFor();
  await page.locator('cid-check').getByText('Студент').first().click();
  await page
    .locator('cid-check')
    .getByRole('button', { name: /^Цифровой ID/ })
    .click();
  await page.locator('cid-check[state="capture"]').waitFor();
  await page.locator('cid-check').getByRole('button', { name: 'Считать в MAX' }).click();
}

test('enrols a phone, reads by MAX and confirms; only the bridge is third-party', async () => {
  const visited = await open(
    fakeBridge(initData(), `return Promise.resolve({ value: ${JSON.stringify(CODE)} });`),
  );
  await enrol(visited);
  await read(visited);
  const { page, faults } = visited;
  await page.locator('cid-check[state="face"]').waitFor();
  const calls = await page.evaluate(() => (window as typeof window & { calls: string[] }).calls);
  assert.ok(calls.includes('reader false'), 'the gallery is not offered');
  for (const call of ['ready', 'no pictures', 'bright']) assert.ok(calls.includes(call), call);
  assert.ok(
    !(await page.content()).includes('CANARY'),
    'neither the code nor the launch data is in the page',
  );
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  const [cookie] = await page.context().cookies();
  assert.deepEqual(
    [cookie?.name, cookie?.httpOnly, cookie?.secure, cookie?.sameSite],
    ['__Host-cid-desk', true, true, 'Strict'],
  );
  // Hiding the app ends the check.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await page.locator('cid-check[state="choice"]').waitFor();
  assert.deepEqual(
    faults.filter((fault) => !fault.startsWith('Failed to load resource')),
    ['requested https://st.max.ru'],
  );
  await visited.close();
});

test('handles a reader that answers a string, is closed, or times out', async () => {
  const answers = [
    'return Promise.reject({ error: { code: "client.open_code_reader.request_timeout" } });',
    'return Promise.resolve(null);',
    `return Promise.resolve(${JSON.stringify(CODE.replace('mini', 'text'))});`,
  ];
  const reader = `window.turn = (window.turn ?? -1) + 1; switch (window.turn) { ${answers
    .map((answer, index) => `case ${index}: ${answer}`)
    .join(' ')} }`;
  const visited = await open(fakeBridge(initData(), reader));
  await enrol(visited);
  await read(visited);
  const { page } = visited;
  const again = page.locator('cid-check').getByRole('button', { name: 'Считать в MAX' });
  await again.click();
  await again.click();
  await page.locator('cid-check[state="face"]').waitFor();
  await visited.close();
});

test('refuses unsigned or old launch data; explains itself outside MAX', async () => {
  const enrolled = await open(fakeBridge(initData(), ''));
  await enrol(enrolled);
  await enrolled.page.locator('cid-check').waitFor();
  await enrolled.close();
  for (const launch of [initData(0, 'another bot'), initData(6 * 60_000)]) {
    const visited = await open(fakeBridge(launch, ''));
    // Enrolment is checked before the launch data.
    await enrol(visited);
    await message(visited, /не подтвердил запуск/);
    assert.equal(await visited.page.locator('cid-check').count(), 0);
    await visited.close();
  }
  for (const bridge of [fakeBridge('', ''), '', undefined]) {
    const visited = await open(bridge);
    await message(visited, /работает внутри MAX/);
    assert.equal(await visited.page.locator('cid-check').count(), 0);
    await visited.close();
  }
});

test('no package and no other example uses the MAX script', () => {
  const files = execFileSync('sh', ['-c', 'grep -rl st.max.ru/js packages/*/src examples'], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  });
  const code = files
    .toString()
    .trim()
    .split('\n')
    .filter((name) => !/^\s*(\/?\*|\/\/)/m.test(lineOf(name)));
  assert.deepEqual(code, ['examples/max-mini-app/index.html']);
});

/** The first line of a file that contains the script's URL. */
function lineOf(name: string): string {
  const content = readFileSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), 'utf8');
  return content.split('\n').find((line) => line.includes('st.max.ru/js')) ?? '';
}
