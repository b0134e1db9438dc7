import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MemoryStore } from '../store/memory.js';
import { StoreError } from '../store/store.js';
import { cleanup } from '../testing/cleanup.js';
import { file } from '../testing/harness.js';
import { createCallers } from './callers.js';
import { findByKey, formatKeyLine, type KeyLine, parseKeyFile, sha256, watchKeyFile } from './keys-file.js';
import {
  COOKIE_DAYS,
  COOKIE_NAME,
  createWorkstations,
  MAX_WRONG_CODES,
  type Workstations,
} from './workstations.js';

const KEY = 'SECRETCANARY-0123456789';
const HASH = sha256(KEY);

const linesOf = (content: string): readonly KeyLine[] => {
  const parsed = parseKeyFile(content);
  assert.ok('lines' in parsed, 'problems' in parsed ? parsed.problems.join() : '');
  return parsed.lines;
};

describe('the file of caller keys', () => {
  test('parses bare keys, named hashes with options, and proxy names', () => {
    const content = [
      '\uFEFF# desks',
      '',
      KEY,
      `ils ${HASH.toUpperCase()} institution=omsk branch=b1 origins=HTTPS://ILS.example.org:443/,http://desk.lan:81 rate=60`,
      '  Абонемент-1   proxy institution=omsk\r',
    ].join('\n');
    const lines = linesOf(content);
    assert.deepEqual(lines, [
      { secret: HASH, details: {} },
      {
        name: 'ils',
        secret: HASH,
        details: {
          institution: 'omsk',
          branch: 'b1',
          origins: ['https://ils.example.org', 'http://desk.lan:81'],
          ratePerMinute: 60,
        },
      },
      { name: 'Абонемент-1', secret: 'proxy', details: { institution: 'omsk' } },
    ]);
    for (const line of lines) {
      if (line.name === undefined) continue;
      assert.deepEqual(linesOf(formatKeyLine({ ...line, name: line.name })), [line]);
    }
  });

  test('reports the line and the rule, never the content', () => {
    for (const bad of [
      'SECRETCANARY with spaces',
      `ils ${HASH.slice(1)}`,
      `ils ${HASH} branch=SECRETCANARY`,
      `ils ${HASH} origins=https://a.example/SECRETCANARY`,
      `ils ${HASH} origins=https://*.SECRETCANARY.example`,
      `ils ${HASH} rate=0`,
      `ils ${HASH} rate=9999999`,
      `ils ${HASH} SECRETCANARY=1`,
      `-SECRETCANARY ${HASH}`,
      `${'x'.repeat(65)} ${HASH}`,
      'SECRETCANARY\u0007',
      'x'.repeat(513),
    ]) {
      const parsed = parseKeyFile(`# first\n${bad}\n`);
      assert.ok('problems' in parsed && parsed.problems.length === 1, bad);
      assert.match(parsed.problems[0] ?? '', /^line 2: /);
      assert.ok(!parsed.problems[0]?.includes('SECRETCANARY'));
    }
  });

  test('never throws on random text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (content) => {
        parseKeyFile(content);
      }),
      { numRuns: 300, seed: 14 },
    );
  });

  test('does not accept the hash itself as a key', () => {
    const lines = linesOf(`ils ${HASH}\ndesk proxy`);
    assert.equal(findByKey(lines, KEY)?.name, 'ils');
    for (const wrong of [HASH, 'proxy', '', `${KEY} `, KEY.toLowerCase()])
      assert.equal(findByKey(lines, wrong), undefined);
  });

  test('reads each change of the file at once and keeps the last valid keys', async () => {
    const path = file('one');
    const watched = watchKeyFile(path, linesOf('one'));
    // A separate turn of the event loop, as each request has: within one turn the file is checked only once.
    const accepts = async (key: string): Promise<boolean> => {
      await new Promise((turn) => setImmediate(turn));
      return findByKey(watched.read(), key) !== undefined;
    };
    assert.ok(await accepts('one'));
    for (const key of ['two', 'six', 'ten']) {
      writeFileSync(path, key);
      assert.ok(await accepts(key), key);
    }
    writeFileSync(path, 'not a key');
    assert.ok(await accepts('ten'));
    rmSync(path);
    assert.ok(await accepts('ten'));
    writeFileSync(path, '# nobody\n');
    assert.ok(!(await accepts('ten')));
  });
});

interface SetUp {
  readonly store: MemoryStore;
  readonly workstations: Workstations;
  later(ms: number): void;
}

function setUp(): SetUp {
  let nowMs = Date.parse('2026-11-15T12:00:00Z');
  const store = new MemoryStore({ wall: () => nowMs, monotonic: () => nowMs });
  cleanup(() => store.close());
  return {
    store,
    workstations: createWorkstations(store, () => nowMs),
    later(ms) {
      nowMs += ms;
    },
  };
}

const DAY_MS = 86_400_000;
const ADDRESS = '192.0.2.1';

async function enrol(workstations: Workstations, name = 'desk-1', address = ADDRESS): Promise<string> {
  const { code } = await workstations.createCode(name, { institution: 'omsk', branch: 'b1' });
  const redeemed = await workstations.redeem(code, address);
  assert.ok(redeemed.status === 'enrolled');
  return redeemed.cookie;
}

/** The `Cookie` header that a browser sends after a `Set-Cookie`. */
const sent = (cookie: string): string => `theme=dark; ${cookie.split(';')[0]}; other=1`;

describe('enrolment', () => {
  test('a code works once and sets an HttpOnly, SameSite=Strict cookie', async () => {
    const { workstations } = setUp();
    const { code } = await workstations.createCode('desk-1', { institution: 'omsk', branch: 'b1' });
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const redeemed = await workstations.redeem(` ${code.toLowerCase().replace('-', ' ')} `, ADDRESS);
    assert.ok(redeemed.status === 'enrolled');
    const [pair = '', ...attributes] = redeemed.cookie.split('; ');
    assert.match(pair, new RegExp(`^${COOKIE_NAME}=[\\w-]{43}$`));
    assert.deepEqual(attributes, [
      'Path=/',
      `Max-Age=${COOKIE_DAYS * 86_400}`,
      'HttpOnly',
      'Secure',
      'SameSite=Strict',
    ]);
    const recognised = await workstations.recognise(sent(redeemed.cookie));
    const { id = '', ...caller } = recognised?.caller ?? {};
    assert.deepEqual(caller, { name: 'desk-1', institution: 'omsk', branch: 'b1' });
    assert.ok(!pair.includes(id.replace('desk ', '')));
    assert.equal((await workstations.redeem(code, ADDRESS)).status, 'gone');
  });

  test('a code expires after ten minutes', async () => {
    const { workstations, later } = setUp();
    const { code, expiresAt } = await workstations.createCode('desk-1', {});
    assert.equal(expiresAt.toISOString(), '2026-11-15T12:10:00.000Z');
    later(10 * 60_000);
    assert.equal((await workstations.redeem(code, ADDRESS)).status, 'gone');
  });

  test('of concurrent uses of one code exactly one enrols', async () => {
    const { workstations } = setUp();
    const { code } = await workstations.createCode('desk-1', {});
    const all = await Promise.all([1, 2, 3].map(() => workstations.redeem(code, ADDRESS)));
    assert.deepEqual(all.map(({ status }) => status).sort(), ['enrolled', 'gone', 'gone']);
  });

  test('five wrong codes from one address block it for ten minutes', async () => {
    const { workstations, later } = setUp();
    const { code } = await workstations.createCode('desk-1', {});
    const wrong = await Promise.all(
      Array.from({ length: MAX_WRONG_CODES }, () => workstations.redeem('00000-00000', ADDRESS)),
    );
    assert.ok(wrong.every(({ status }) => status === 'gone'));
    const refused = await workstations.redeem(code, ADDRESS);
    assert.ok(refused.status === 'too-many' && refused.retryAfterMs > 0 && refused.retryAfterMs <= 600_000);
    assert.equal((await workstations.redeem(code, '192.0.2.2')).status, 'enrolled', 'another address');
    later(600_000);
    await enrol(workstations);
  });

  test('the limit counts an IPv6 /64 as one address, and successful codes do not count', async () => {
    const { workstations } = setUp();
    for (let i = 0; i < MAX_WRONG_CODES; i++) await workstations.redeem('x', `2001:db8::${i}`);
    assert.equal((await workstations.redeem('x', '2001:db8::ffff:1')).status, 'too-many');
    assert.equal((await workstations.redeem('x', '2001:db8:0:1::1')).status, 'gone');
    for (let i = 0; i < 40; i++) await enrol(workstations, `desk-${i}`);
  });

  test('the cookie expires after 180 unused days and is renewed by use', async () => {
    const { workstations, later } = setUp();
    const cookie = await enrol(workstations);
    assert.equal((await workstations.recognise(cookie))?.cookie, undefined);
    later(179 * DAY_MS);
    const renewed = (await workstations.recognise(cookie))?.cookie;
    assert.equal(renewed, cookie);
    later(179 * DAY_MS);
    assert.ok(await workstations.recognise(cookie));
    later(181 * DAY_MS);
    assert.equal(await workstations.recognise(cookie), undefined);
  });

  test('a revoked workstation is unknown at once, also during a renewal', async () => {
    const { store, workstations, later } = setUp();
    const cookie = await enrol(workstations);
    const other = await enrol(workstations, 'desk-2');
    const { code } = await workstations.createCode('desk-1', {});
    assert.deepEqual(
      (await workstations.list()).map(({ name, state }) => [name, state]),
      [
        ['desk-1', 'enrolled'],
        ['desk-1', 'waiting'],
        ['desk-2', 'enrolled'],
      ],
    );
    assert.equal(await workstations.revoke('desk-1'), 2);
    assert.equal(await workstations.recognise(cookie), undefined);
    assert.ok(await workstations.recognise(other));
    assert.equal((await workstations.redeem(code, ADDRESS)).status, 'gone');
    assert.equal(await workstations.revoke('desk-1'), 0);

    // Race: an administrator revokes between reading and renewing.
    later(2 * DAY_MS);
    const set = store.set.bind(store);
    store.set = async (key, value, options) => {
      if (key.startsWith('desk:')) await workstations.revoke('desk-2');
      return set(key, value, options);
    };
    assert.equal((await workstations.recognise(other))?.cookie, undefined);
    assert.equal(await workstations.recognise(other), undefined);
  });

  test('the store holds no code, cookie or address in clear text', async () => {
    const { store, workstations } = setUp();
    const { code } = await workstations.createCode('desk-2', {});
    const cookie = await enrol(workstations);
    const all = JSON.stringify(await store.list(''));
    const secrets = [
      code.replace('-', ''),
      code,
      cookie.slice(COOKIE_NAME.length + 1).split(';')[0] ?? '',
      ADDRESS,
    ];
    for (const secret of secrets) assert.ok(!all.includes(secret));
  });

  test('during a store outage known workstations stay recognised, unknown ones get a store error', async () => {
    const { store, workstations } = setUp();
    const cookie = await enrol(workstations);
    const unseen = await enrol(workstations, 'desk-2');
    await workstations.recognise(cookie);
    store.get = async () => {
      throw new StoreError('ECONNREFUSED');
    };
    const callers = createCallers({ workstations });
    const identify = (header: string) =>
      callers.identify({ authorization: undefined, cookie: header, proxyName: undefined });
    assert.equal((await identify(cookie)).caller?.name, 'desk-1');
    assert.deepEqual(await identify(unseen), { storeDown: true });
    assert.deepEqual(await identify('a=b'), {});
  });

  test('random codes and cookies neither throw nor enrol', async () => {
    const { workstations } = setUp();
    const { code } = await workstations.createCode('desk-1', {});
    let address = 0;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (text) => {
        assert.equal((await workstations.redeem(text, `192.0.2.1:${address++}`)).status, 'gone');
        assert.equal(await workstations.recognise(`${COOKIE_NAME}=${text}`), undefined);
      }),
      { numRuns: 300, seed: 14 },
    );
    assert.equal((await workstations.redeem(code, ADDRESS)).status, 'enrolled');
  });
});

describe('createCallers', () => {
  const keys = watchKeyFile(file(`ils ${HASH}\ndesk proxy institution=omsk\n`), []);
  const none = { authorization: undefined, cookie: undefined, proxyName: undefined };

  test('identifies by key, then proxy name, then cookie; a wrong key ends the search', async () => {
    const { workstations } = setUp();
    const cookie = await enrol(workstations);
    const callers = createCallers({ keys, workstations });
    const name = async (more: object): Promise<string | undefined> =>
      (await callers.identify({ ...none, ...more })).caller?.name;
    assert.equal(await name({}), undefined);
    assert.equal(await name({ authorization: `Bearer ${KEY}`, cookie }), 'ils');
    assert.equal(await name({ authorization: 'Bearer wrong', cookie }), undefined);
    assert.equal(await name({ authorization: '', cookie }), undefined);
    assert.equal(await name({ proxyName: 'desk' }), 'desk');
    assert.equal(await name({ proxyName: 'stranger' }), undefined);
    assert.equal(
      await name({ proxyName: 'ils' }),
      undefined,
      'a caller with a key is not known by its name alone',
    );
    assert.equal(await name({ cookie }), 'desk-1');
    const trusting = createCallers({ anyProxyName: true });
    assert.equal((await trusting.identify({ ...none, proxyName: 'stranger' })).caller?.name, 'stranger');
  });
});
