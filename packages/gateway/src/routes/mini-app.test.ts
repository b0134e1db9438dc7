import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { sha256 } from '../enrolment/keys-file.js';
import { file, type RunningGateway, startGateway } from '../testing/harness.js';

const BOT_TOKEN = 'BOTTOKENCANARY-0123456789';
const KEY = 'KEYCANARY-0123456789';

function initData(token = BOT_TOKEN): string {
  const authDate = Math.floor(Date.now() / 1_000);
  const key = createHmac('sha256', 'WebAppData').update(token).digest();
  const hash = createHmac('sha256', key)
    .update(`auth_date=${authDate}\nuser={"name":"CANARY"}`)
    .digest('hex');
  return `user=${encodeURIComponent('{"name":"CANARY"}')}&auth_date=${authDate}&hash=${hash}`;
}

const post = (
  gateway: RunningGateway,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${gateway.url}/v1/mini-app`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('answers 204 to signed launch data, 401 to any other, 400 to malformed requests, and logs none of it', async () => {
  const bot = file(`${BOT_TOKEN}\n`);
  const gateway = await startGateway({ CID_MAX_BOT_TOKEN_FILE: bot });
  assert.equal((await post(gateway, { initData: initData() })).status, 204);
  for (const wrong of [initData('another'), `${initData()}&x=1`, '']) {
    const refused = await post(gateway, { initData: wrong });
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get('content-type'), 'application/problem+json');
    // Without this header a page can tell an expired launch from an unknown phone, which is also 401.
    assert.equal(refused.headers.get('www-authenticate'), null);
    assert.ok(!(await refused.text()).includes('CANARY'));
  }
  for (const bad of [{}, { initData: 5 }, { initData: 'x'.repeat(8_193) }, null])
    assert.equal((await post(gateway, bad)).status, 400);
  assert.equal(
    (await post(gateway, { initData: initData() }, { origin: 'https://evil.example' })).status,
    403,
  );
  assert.ok(!gateway.output().includes('CANARY'));

  // A new bot token needs no restart; without a token all launch data is refused.
  writeFileSync(bot, 'another');
  assert.equal((await post(gateway, { initData: initData('another') })).status, 204);
  writeFileSync(bot, '');
  assert.equal((await post(gateway, { initData: initData('another') })).status, 401);
  assert.match(gateway.output(), /bot-token-missing/);
});

test('signed launch data does not replace caller authentication', async () => {
  const gateway = await startGateway({
    CID_MAX_BOT_TOKEN_FILE: file(BOT_TOKEN),
    CID_CALLER_KEYS_FILE: file(`phone-1 ${sha256(KEY)}\n`),
  });
  const unknown = await post(gateway, { initData: initData() });
  assert.equal(unknown.status, 401);
  assert.equal(unknown.headers.get('www-authenticate'), 'Bearer');
  const authorization = `Bearer ${KEY}`;
  assert.equal((await post(gateway, { initData: initData() }, { authorization })).status, 204);
  assert.equal((await post(gateway, { initData: 'x' }, { authorization })).status, 401);
  assert.equal((await post(await startGateway({}), { initData: initData() })).status, 404, 'off by default');
});
