/** The HTTP interface of `POST /v1/checks`, case by case: valid and invalid requests, and kinds of codes. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { before, describe, test } from 'node:test';
import { type FakeMax, startFakeMax, success } from './testing/fake-max.js';
import { file, KEY, newCode, type RunningGateway, startGateway, withMax } from './testing/harness.js';

let max: FakeMax;
let gateway: RunningGateway;
before(async () => {
  max = await startFakeMax();
  gateway = await startGateway(withMax(max.url, { CID_RATE_PER_MINUTE: '1000000' }));
});

/** Sends raw bytes on a new connection and returns the answer received within ten seconds. */
const raw = (text: string, to = gateway.url): Promise<string> =>
  new Promise((done) => {
    let answer = '';
    const socket = connect(Number(new URL(to).port), '127.0.0.1', () => socket.write(text, 'latin1'));
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on('data', (data: Buffer) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => done(answer));
  });

const BODY = JSON.stringify({ code: 'CANARY', benefit: 'student' });
const HEAD = 'Host: 127.0.0.1\r\nConnection: close\r\n';

function request(path: string, { headers = '', body = BODY, method = 'POST', version = '1.1' } = {}): string {
  const type = /content-type/i.test(headers) ? '' : 'Content-Type: application/json\r\n';
  const length = Buffer.byteLength(body, 'latin1');
  return `${method} ${path} HTTP/${version}\r\n${HEAD}${type}${headers}Content-Length: ${length}\r\n\r\n${body}`;
}

function statusOf(answer: string): number {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
  assert.ok(!answer.includes('CANARY'), 'an answer echoes the input');
  if (status >= 400) {
    assert.match(head, /^content-type: application\/problem\+json$/im);
    if (body !== '') assert.equal((JSON.parse(body) as { status: number }).status, status);
  }
  return status;
}

const ADDRESSES: Readonly<Record<string, number>> = {
  '/v1/checks': 200,
  '/v1/checks?code=CANARY': 200,
  '/v1/%63hecks': 200,
  'http://127.0.0.1/v1/checks': 200,
  '/v1/checks/': 404,
  '//v1/checks': 404,
  '/v1//checks': 404,
  '/v1/./checks': 404,
  '/v1/x/../checks': 404,
  '/v1%2fchecks': 404,
  '/V1/checks': 404,
  '/v1/checks;x': 404,
  '/v1/checks%00': 404,
  '/v1/CANARY': 404,
  '/v1/%zz': 400,
};
test('the path is matched exactly as written', async () => {
  for (const [path, status] of Object.entries(ADDRESSES))
    assert.equal(statusOf(await raw(request(path))), status, path);
});

test('405 with Allow for every other method', async () => {
  for (const [path, allow] of [
    ['/v1/checks', 'POST'],
    ['/healthz', 'GET, HEAD'],
    ['/readyz', 'GET, HEAD'],
    ['/openapi.json', 'GET, HEAD'],
  ] as const) {
    for (const method of [
      'GET',
      'HEAD',
      'POST',
      'PUT',
      'DELETE',
      'PATCH',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
      'PURGE',
    ]) {
      if (allow.includes(method)) continue;
      const answer = await raw(`${method} ${path} HTTP/1.1\r\n${HEAD}\r\n`);
      assert.equal(statusOf(answer), 405, `${method} ${path}`);
      assert.match(answer, new RegExp(`^allow: ${allow}\r?$`, 'im'));
    }
  }
  for (const method of ['FOO', 'get', 'post'])
    assert.equal(statusOf(await raw(`${method} /v1/checks HTTP/1.1\r\n${HEAD}\r\n`)), 400, method);
});

const HEADERS: readonly (readonly [string, number])[] = [
  ['Content-Type: application/json; charset=utf-8', 200],
  ['Content-Type: APPLICATION/JSON', 200],
  ['Content-Type: application/json;', 200],
  ['Content-Encoding: identity', 200],
  ['Accept: text/html', 200],
  ['Upgrade: websocket', 200],
  ['Content-Type: text/plain', 415],
  ['Content-Type: application/problem+json', 415],
  ['Content-Type: application/jsonx', 415],
  ['Content-Type: application/x-www-form-urlencoded', 415],
  ['Content-Type: multipart/form-data; boundary=x', 415],
  ['Content-Type: application/json, text/plain', 415],
  ['Content-Type: text/plain\r\nContent-Type: application/json', 415],
  ['Content-Type: ', 415],
  ['Content-Encoding: gzip', 415],
  ['Content-Encoding: br', 415],
  ['Content-Encoding: deflate, gzip', 415],
  ['Expect: CANARY', 417],
  ['X: a\0b', 400],
  ['X y: a', 400],
  ['X: a\r\n b', 400],
  ['Origin: https://evil.example', 403],
  ['Origin: null', 403],
  ['Sec-Fetch-Site: cross-site', 403],
  [`X: ${'CANARY'.repeat(4_000)}`, 431],
];
test('request headers are accepted or refused with the right status', async () => {
  for (const [headers, status] of HEADERS)
    assert.equal(
      statusOf(await raw(request('/v1/checks', { headers: `${headers}\r\n` }))),
      status,
      headers.slice(0, 80),
    );
});

const post = `POST /v1/checks HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\n`;
const FRAMES: Readonly<Record<string, readonly [string, number]>> = {
  'HTTP/1.0': [request('/v1/checks', { version: '1.0' }), 200],
  chunks: [
    `${post}Transfer-Encoding: chunked\r\n\r\n${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`,
    200,
  ],
  'no type': [`POST /v1/checks HTTP/1.1\r\n${HEAD}Content-Length: ${BODY.length}\r\n\r\n${BODY}`, 415],
  'no body': [`${post}Content-Length: 0\r\n\r\n`, 400],
  'no length': [`${post}\r\n`, 400],
  'no host': ['GET /healthz HTTP/1.1\r\n\r\n', 400],
  'a length that is none': [`${post}Content-Length: x\r\n\r\n`, 400],
  'length and chunks': [`${post}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`, 400],
  'another encoding': [`${post}Transfer-Encoding: gzip\r\n\r\n`, 400],
  'a bad chunk': [`${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
  'a large length': [`${post}Content-Length: 99999999\r\n\r\n`, 413],
  'large chunks': [
    `${post}Transfer-Encoding: chunked\r\n\r\n5000\r\n${'x'.repeat(0x5000)}\r\n0\r\n\r\n`,
    413,
  ],
  'no HTTP': ['\x16\x03\x01\x00\r\n\r\n', 400],
};
for (const [name, [bytes, status]] of Object.entries(FRAMES)) {
  test(`${name}: ${status}`, async () => {
    assert.equal(statusOf(await raw(bytes)), status);
  });
}

describe('bodies', () => {
  const good = { code: 'CANARY', benefit: 'student' };
  const text = (value: unknown): string => JSON.stringify(value);
  const CASES: readonly (readonly [string, number, (readonly string[])?])[] = [
    [text(good), 200],
    [text({ ...good, workstation: '', capturedAt: '2026-11-22T12:00:00.123456789+03:00' }), 200],
    [text({ ...good, workstation: 'д'.repeat(64) }), 200],
    [text({ ...good, unknown: 'CANARY', id: 1 }), 200],
    [text({ ...good, code: 'x'.repeat(2_048) }), 200],
    [text({ ...good, code: '\ud800' }), 200],
    [`\ufeff${text(good)}`, 200],
    [` \n${text(good)}\n`, 200],
    ['{"code":"CANARY","code":"x","benefit":"age","benefit":"student"}', 200],
    ['', 400],
    ['null', 400],
    ['[]', 400],
    ['"CANARY"', 400],
    ['5', 400],
    ['{', 400],
    [`${text(good)}x`, 400],
    ["{'code':'x','benefit':'student'}", 400],
    ['{"code":"x","benefit":"student",}', 400],
    ['{"code":NaN,"benefit":"student"}', 400],
    ['{"__proto__":{"a":1},"code":"x","benefit":"student"}', 400],
    ['{}', 400, ['code', 'benefit']],
    [text({ benefit: 'student' }), 400, ['code']],
    [text({ code: 'CANARY' }), 400, ['benefit']],
    ...[null, 5, true, [], ['CANARY'], {}, '', 'x'.repeat(2_049)].map(
      (code) => [text({ ...good, code }), 400, ['code']] as const,
    ),
    ...[null, 5, [], ['student'], {}, '', 'Student', 'student ', 'adult', 'certificateLargeFamily'].map(
      (benefit) => [text({ ...good, benefit }), 400, ['benefit']] as const,
    ),
    ...[null, 5, [], {}, 'x'.repeat(65)].map(
      (workstation) => [text({ ...good, workstation }), 400, ['workstation']] as const,
    ),
    ...[
      ...[null, 5, [], {}, '', 'now', '2026-11-22', '2026-11-22T12:00:00', '2026-11-22 12:00:00Z'],
      ...['2026-13-01T00:00:00Z', '2026-02-29T00:00:00Z', '2026-11-22T24:00:00Z', '2026-11-22T12:60:00Z'],
      ...['2026-11-22T12:00Z', '2026-11-22T12:00:00+3', '2026-11-22T12:00:00Z ', '1763812800'],
    ].map((capturedAt) => [text({ ...good, capturedAt }), 400, ['capturedAt']] as const),
    [
      text({ code: 5, benefit: 5, workstation: 5, capturedAt: 5 }),
      400,
      ['benefit', 'capturedAt', 'code', 'workstation'],
    ],
  ];
  test('each field: missing, wrong type, empty, too long, malformed', async () => {
    for (const [body, status, fields] of CASES) {
      const response = await gateway.post(body);
      const answer = await response.text();
      assert.equal(response.status, status, body.slice(0, 90));
      assert.ok(!answer.includes('CANARY'), body.slice(0, 90));
      if (fields !== undefined)
        assert.deepEqual(
          (JSON.parse(answer) as { fields: string[] }).fields.sort(),
          [...fields].sort(),
          body.slice(0, 90),
        );
    }
  });

  test('400 for invalid UTF-8, naming the field', async () => {
    for (const [field, body] of [
      ['code', '{"code":"\xff","benefit":"student"}'],
      ['workstation', '{"code":"x","benefit":"student","workstation":"\xc3("}'],
      ['benefit', '{"code":"x","benefit":"\xed\xa0\x80"}'],
    ] as const) {
      const answer = await raw(request('/v1/checks', { body }));
      assert.equal(statusOf(answer), 400);
      assert.deepEqual((JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as { fields: string[] }).fields, [
        field,
      ]);
    }
  });
});

describe('codes', () => {
  const reasonOf = async (code: string): Promise<unknown> => (await gateway.check(code)).reason;
  const host = 'https://www.gosuslugi.ru';
  const FOREIGN = [
    ...['x', '9785170982547', 'www.gosuslugi.ru/m5/a', '//www.gosuslugi.ru/m5/a', 'javascript:alert(1)'],
    ...['http://www.gosuslugi.ru/m5/a', 'ftp://www.gosuslugi.ru/m5/a', 'https:/www.gosuslugi.ru/m5/a'],
    ...[
      'https://gosuslygi.msk.ru/m5/a',
      'https://www.gosuslugi.ru.evil.example/m5/a',
      'https://gosuslugi.ru@evil.example/m5/a',
    ],
    ...[
      'https://user@www.gosuslugi.ru/m5/a',
      'https://www.gosuslugi.ru:443/m5/a',
      'https://www.gosuslugi.ru./m5/a',
    ],
    ...[
      'https://m.gosuslugi.ru/m5/a',
      'https://www.gosuslugi.ru%2fm5/a',
      'https://www.gоsuslugi.ru/m5/a',
      'https://госуслуги.рф/m5/a',
    ],
    ...[
      'https://xn--c1adkoafk9b.xn--p1ai/m5/a',
      'https://www.gosuslugi.ru\\m5\\a',
      'https:\\\\www.gosuslugi.ru/m5/a',
    ],
    ...[
      '',
      '/',
      '/m',
      '/m/',
      '/m5',
      '/m5/',
      '/m5?p=f',
      '/m5#x',
      '/m5//a',
      '/main',
      '/medic/5',
      '/m5a/b',
      '/ma5/b',
      '/M5/a',
      '/m٥/a',
    ].map((path) => host + path),
    ...[
      '/m5/..',
      '/m5/../m5/a',
      '/x/../m5/a',
      '/./m5/a',
      '/m5/./a',
      '/m5/%2e%2e/a',
      '/m5/.%2E',
      '/%6d5/a',
      '//m5/a',
    ].map((path) => host + path),
    ...[
      ` ${host}/m5/a`,
      `${host}/m5/a `,
      `${host}/m5/a\n`,
      `${host}/m5/a\t`,
      `${host}/m5/a b`,
      `${host}/m5/a\u0000`,
      `${host}/m5/\u007f`,
    ],
    ...[
      'https://max.ru.evil.example/x',
      'https://www.max.ru/x',
      'http://max.ru/x',
      'https://max.ru:443/x',
      'https://max.rux',
      'https://max.ru@x/',
    ],
    'https://id.cid-training.invalid/main',
    `${host}/m5/\ud800`,
  ];
  test('foreign-code for text that is not a Digital ID code; nothing is sent upstream', async () => {
    const before = max.requests.length;
    for (const code of FOREIGN.filter((each) => each !== ''))
      assert.equal(await reasonOf(code), 'foreign-code', code);
    assert.equal(max.requests.length, before);
  });

  test('invitation-code and training-code for such codes', async () => {
    const before = max.requests.length;
    for (const rest of ['/digitalid_bot?startapp=age_verification', '/', '', '?x', '#x', '/x/../m5/a'])
      assert.equal(await reasonOf(`https://max.ru${rest}`), 'invitation-code', rest);
    assert.equal(await reasonOf('HTTPS://MAX.RU/x'), 'invitation-code');
    assert.equal(await reasonOf('https://id.cid-training.invalid/m5/a?p=f'), 'training-code');
    assert.equal(max.requests.length, before);
    const training = await startGateway();
    assert.equal((await training.check(newCode())).reason, 'real-code');
    assert.equal((await training.check('https://max.ru/x')).reason, 'invitation-code');
    assert.equal((await training.check(`${host}/main`)).reason, 'foreign-code');
  });

  test('forwards the code exactly as it was sent', async () => {
    let serial = 0;
    const origins = [host, 'https://gosuslugi.ru', 'HTTPS://WWW.GOSUSLUGI.RU', 'https://Gosuslugi.Ru'];
    for (const origin of origins)
      for (const tail of ['?p=f', '', '?p=f&x=%20', '?', '#x', '/', '%2f', ';a=b', "~'()*!"]) {
        const code = `${origin}/m05/Abc${serial++}${tail}`;
        max.on(code, success({ student: { status: true } }));
        const answer = await gateway.check(code);
        assert.equal(answer.outcome, 'confirmed', code);
        assert.equal(max.count(code), 1, code);
      }
  });
});

test('Authorization: the Bearer scheme in any case, and the key exactly', async () => {
  const keyed = await startGateway(withMax(max.url, { CID_CALLER_KEYS_FILE: file(`${KEY}\n`) }));
  const status = async (authorization: string): Promise<number> =>
    statusOf(await raw(request('/v1/checks', { headers: `Authorization: ${authorization}\r\n` }), keyed.url));
  for (const good of [`Bearer ${KEY}`, `bearer ${KEY}`, `BEARER  ${KEY}`])
    assert.equal(await status(good), 200, good);
  const bad = [
    `Bearer ${KEY} x`,
    `Basic ${KEY}`,
    KEY,
    'Bearer',
    'Bearer ',
    `Bearer ${KEY.toLowerCase()}`,
    `Bearer x${KEY}`,
  ];
  for (const each of bad) assert.equal(await status(each), 401, each);
});
