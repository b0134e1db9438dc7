import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type FakeMax, failure, type Handler, json, startFakeMax, success } from './testing/fake-max.js';
import {
  launchGateway,
  newCode,
  type RunningGateway,
  startGateway,
  TOKEN,
  withMax,
} from './testing/harness.js';

const BODY_LIMIT = 1_048_576;

describe('POST /v1/checks with MAX', () => {
  let max: FakeMax;
  let gateway: RunningGateway;
  before(async () => {
    max = await startFakeMax();
    gateway = await startGateway(withMax(max.url, { CID_UPSTREAM_TIMEOUT_MS: '700' }));
  });
  const ask = async (handler: Handler, benefit = 'student'): Promise<Record<string, unknown>> => {
    const code = newCode();
    max.on(code, handler);
    return gateway.check(code, benefit);
  };

  test('sends the documented request and maps the answer', async () => {
    const code = newCode();
    max.on(code, success({ student: { status: true, studenttickets_organization_name: 'CANARY' } }));
    const answer = await gateway.check(code);
    const { id, checkedAt, ...rest } = answer;
    assert.deepEqual(rest, { outcome: 'confirmed', benefit: 'student', verifier: 'max' });
    assert.match(String(id), /^[0-9a-f-]{36}$/);
    assert.ok(Math.abs(Date.parse(String(checkedAt)) - Date.now()) < 60_000);
    const request = max.requests.find(({ sessionId }) => sessionId === code);
    assert.equal(request?.authorization, TOKEN);
    assert.equal(request?.details, 'true');
    assert.equal(
      request?.url,
      `/v2/business/pos/age-verification?session_id=${encodeURIComponent(code)}&verification_details=true`,
    );
  });

  test('requests no details for the age benefit', async () => {
    const code = newCode();
    max.on(code, success({}));
    assert.equal((await gateway.check(code, 'age')).outcome, 'confirmed');
    assert.equal(max.requests.find(({ sessionId }) => sessionId === code)?.details, 'false');
  });

  test('reads only the status of the requested benefit', async () => {
    const all = {
      student: { status: true },
      certificateLargeFamily: { status: true },
      pensioner: { status: true },
      disabledPerson: { status: true },
    };
    for (const benefit of ['student', 'large-family', 'age', 'pensioner', 'disability']) {
      assert.equal((await ask(success(all), benefit)).outcome, 'confirmed');
      if (benefit !== 'age') assert.equal((await ask(success({}), benefit)).outcome, 'not-confirmed');
    }
    assert.equal((await ask(success({ adult: { status: false } }), 'age')).outcome, 'not-confirmed');
  });

  const rows: [string, Handler, string][] = [
    ['SESSION_NOT_FOUND', failure(404, 'SESSION_NOT_FOUND'), 'expired-code'],
    ['SESSION_EXPIRED', failure(400, 'SESSION_EXPIRED'), 'expired-code'],
    ['INVALID_SESSION', failure(400, 'INVALID_SESSION'), 'expired-code'],
    ['404 of another code', failure(404, 'USER_NOT_FOUND'), 'no-digital-id'],
    ['404 without a code', failure(404), 'no-digital-id'],
    ['401', failure(401, 'UNAUTHORIZED'), 'misconfigured'],
    ['403', failure(403), 'misconfigured'],
    ['429', failure(429, 'RATE_LIMIT_EXCEEDED'), 'rate-limited'],
    ['400', failure(400, 'INVALID_JSON'), 'unavailable'],
    ['500', failure(500, 'INTERNAL_SERVER_ERROR'), 'unavailable'],
    ['error with status 200', failure(200, 'SESSION_NOT_FOUND'), 'expired-code'],
    ['not JSON', (response) => response.end('<html>CANARY'), 'unavailable'],
    ['an empty answer', (response) => response.end(), 'unavailable'],
    ['a list', json(200, []), 'unavailable'],
    [
      'another session',
      success({ student: { status: true } }, { session_id: 'https://www.gosuslugi.ru/m5/other?p=f' }),
      'unavailable',
    ],
    [
      'not completed',
      success({ student: { status: true } }, { verification_status: 'pending' }),
      'unavailable',
    ],
    ['a reset connection', (response) => response.destroy(), 'unavailable'],
    ['no answer', () => {}, 'unavailable'],
    [
      'a redirect',
      (response, { url }) => response.writeHead(302, { location: `${max.url}${url}&redirected` }).end(),
      'unavailable',
    ],
    [
      'a body over 1 MB',
      (response, request) =>
        success({ student: { status: true }, fill: 'x'.repeat(BODY_LIMIT) })(response, request),
      'unavailable',
    ],
    [
      'a body that never ends',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const more = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(more));
      },
      'unavailable',
    ],
    [
      'headers that never end',
      (response) => {
        response.socket?.write('HTTP/1.1 200 OK\r\n');
        const more = setInterval(() => response.socket?.write('x: y\r\n'), 20);
        response.on('close', () => clearInterval(more));
      },
      'unavailable',
    ],
  ];
  for (const [name, handler, reason] of rows) {
    test(`${name}: ${reason}`, async () => {
      const before = max.requests.length;
      const answer = await ask(handler);
      assert.deepEqual([answer.outcome, answer.reason], ['failed', reason]);
      assert.equal(max.requests.length, before + 1);
    });
  }

  test('reads an answer of almost 1 MB', async () => {
    const fill = { student: { status: true }, raw_data: { data: 'x'.repeat(1_000_000) } };
    assert.equal((await ask(success(fill))).outcome, 'confirmed');
  });

  test('does not send a code that is not from an accepted host', async () => {
    const before = max.requests.length;
    const foreign = [
      'https://www.gosuslygi.ru/m5/a?p=f',
      'http://www.gosuslugi.ru/m5/a?p=f',
      'https://www.gosuslugi.ru/x5/a?p=f',
      'https://www.gosuslugi.ru.example/m5/a',
      'https://www.gosuslugi.ru@evil.example/m5/a',
      '9785001234567',
      ' ',
      'https://www.gosuslugi.ru/m5/\ud800',
      'https://www.gosuslugi.ru/main',
      'https://www.gosuslugi.ru/m/a',
      'https://www.gosuslugi.ru/m5/',
      'https://www.gosuslugi.ru/m5/../a?p=f',
      'https://www.gosuslugi.ru/m5/%2E%2e/a?p=f',
      'https://www.gosuslugi.ru:443/m5/a?p=f',
      'http://max.ru/digitalid_bot',
      'https://max.ru.example/digitalid_bot',
    ];
    for (const code of foreign) {
      const { outcome, reason } = await gateway.check(code);
      assert.deepEqual([outcome, reason], ['failed', 'foreign-code'], code);
    }
    const training = await gateway.check('https://id.cid-training.invalid/m5/abc?p=f');
    assert.deepEqual([training.outcome, training.reason], ['failed', 'training-code']);
    const invitation = await gateway.check('https://max.ru/digitalid_bot?startapp=age_verification');
    assert.deepEqual([invitation.outcome, invitation.reason], ['failed', 'invitation-code']);
    assert.equal(max.requests.length, before);
  });

  test('of concurrent checks of one code exactly one is sent, the rest are used-code', async () => {
    const code = newCode();
    max.on(code, (response, request) => {
      setTimeout(() => success({ student: { status: true } })(response, request), 50);
    });
    const answers = await Promise.all(Array.from({ length: 12 }, () => gateway.check(code)));
    assert.equal(answers.filter(({ outcome }) => outcome === 'confirmed').length, 1);
    assert.equal(answers.filter(({ reason }) => reason === 'used-code').length, 11);
    assert.equal((await gateway.check(code, 'age')).reason, 'used-code');
    assert.equal(max.count(code), 1);
  });

  test('an expired code stays used; a code without a verdict may be sent again', async () => {
    const expired = newCode();
    await gateway.check(expired);
    assert.equal((await gateway.check(expired)).reason, 'used-code');
    for (const fault of [failure(503), failure(429), failure(401)]) {
      const code = newCode();
      max.on(code, fault);
      assert.notEqual((await gateway.check(code)).reason, 'used-code');
      max.on(code, success({ student: { status: true } }));
      assert.equal((await gateway.check(code)).outcome, 'confirmed');
      assert.equal((await gateway.check(code)).reason, 'used-code');
    }
  });
});

test('unavailable when the upstream refuses connections', async () => {
  const max = await startFakeMax();
  await max.close();
  const gateway = await startGateway(withMax(max.url));
  assert.equal((await gateway.check(newCode())).reason, 'unavailable');
});

test('on shutdown finishes running checks and refuses new ones', async () => {
  const max = await startFakeMax();
  const gateway = await launchGateway(withMax(max.url));
  const code = newCode();
  const reached = new Promise<() => void>((done) => {
    max.on(code, (response, request) =>
      done(() => success({ student: { status: true } })(response, request)),
    );
  });
  const answer = gateway.check(code);
  const release = await reached;
  const ended = gateway.stop();
  let refused: Response;
  do {
    refused = await gateway.post({ code: newCode(), benefit: 'student' });
  } while (refused.status === 200);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get('content-type'), 'application/problem+json');
  assert.equal((await fetch(`${gateway.url}/readyz`)).status, 503);
  release();
  assert.equal((await answer).outcome, 'confirmed');
  assert.equal(await ended, 0);
});
