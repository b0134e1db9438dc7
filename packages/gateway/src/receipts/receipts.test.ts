import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BENEFITS } from '@cid-elements/core';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { cleanup } from '../testing/cleanup.js';
import { folder } from '../testing/harness.js';
import { type KeyRing, openKeyRing, PUBLISH_AHEAD_MS, RETIRE_AFTER_MS, rotateKeys } from './keys.js';
import { createReceipts, RECEIPT_LIFE_S } from './receipts.js';

const settings = { issuer: 'https://gateway.library.example', audience: 'https://ils.library.example' };
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const MINUTE_MS = 60_000;

const kids = async (ring: KeyRing): Promise<(string | undefined)[]> =>
  (await ring.jwks()).keys.map(({ kid }) => kid);

describe('receipts', () => {
  test('hold the documented claims and verify with another library', async () => {
    const dir = folder();
    const { kid } = await rotateKeys(dir);
    const ring = await openKeyRing(dir);
    const receipts = createReceipts(ring, settings);
    const id = randomUUID();
    const receipt = (await receipts.sign({ id, benefit: 'student', workstation: 'desk-1' })) ?? '';
    assert.deepEqual(decodeProtectedHeader(receipt), { alg: 'ES256', typ: 'cid-receipt+jwt', kid });
    const { payload } = await jwtVerify(receipt, createLocalJWKSet(await receipts.jwks()));
    const { iat = 0, exp = 0, ...claims } = payload;
    assert.deepEqual(claims, {
      iss: settings.issuer,
      aud: settings.audience,
      jti: id,
      benefit: 'student',
      outcome: 'confirmed',
      verifier: 'max',
      workstation: 'desk-1',
    });
    assert.equal(exp - iat, RECEIPT_LIFE_S);
    assert.ok(RECEIPT_LIFE_S <= 300);
  });

  test('are not issued for disability, omit an unknown workstation, use the configured audience', async () => {
    const dir = folder();
    await rotateKeys(dir);
    const receipts = createReceipts(await openKeyRing(dir), settings);
    for (const benefit of BENEFITS) {
      const receipt = await receipts.sign({ id: randomUUID(), benefit });
      assert.equal(receipt === undefined, benefit === 'disability', benefit);
      if (receipt !== undefined) assert.ok(!('workstation' in decodeJwt(receipt)));
    }
    const own = await receipts.sign({ id: randomUUID(), benefit: 'age', audience: 'https://other.example' });
    assert.equal(decodeJwt(own ?? '').aud, 'https://other.example');
  });
});

describe('rotation', () => {
  test('publishes a new key before it signs, and the old one while its receipts are valid', async () => {
    const dir = folder();
    let nowMs = Date.now();
    const clock = (): number => nowMs;
    const first = await rotateKeys(dir, clock);
    const ring = await openKeyRing(dir, clock);
    assert.equal((await ring.current()).kid, first.kid);

    nowMs += 60 * MINUTE_MS;
    const second = await rotateKeys(dir, clock);
    assert.equal(second.signsFrom.getTime(), nowMs + PUBLISH_AHEAD_MS);
    nowMs += 3_000;
    assert.deepEqual(await kids(ring), [first.kid, second.kid]);
    assert.equal((await ring.current()).kid, first.kid, 'the new key signs before cached JWKS contain it');
    nowMs += PUBLISH_AHEAD_MS;
    assert.equal((await ring.current()).kid, second.kid);
    assert.deepEqual(await kids(ring), [first.kid, second.kid]);
    nowMs += RETIRE_AFTER_MS;
    assert.deepEqual(await kids(ring), [second.kid]);
    assert.deepEqual((await rotateKeys(dir, clock)).removed, [first.kid]);
    assert.equal(readdirSync(dir).length, 2);
  });

  test('writes private keys readable by their owner only, and never publishes them', async () => {
    const dir = folder();
    const { kid } = await rotateKeys(dir);
    assert.equal(statSync(join(dir, `${kid}.json`)).mode & 0o777, 0o600);
    const { keys } = await (await openKeyRing(dir)).jwks();
    for (const key of keys) {
      assert.deepEqual(Object.keys(key).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    }
  });

  test('an invalid key file fails the start but not a running gateway', async () => {
    const dir = folder();
    await assert.rejects(openKeyRing(dir), /holds no receipt key/);
    await assert.rejects(openKeyRing(join(dir, 'missing')), /cannot be read/);
    let nowMs = Date.now();
    const { kid } = await rotateKeys(dir, () => nowMs);
    const ring = await openKeyRing(dir, () => nowMs);
    writeFileSync(join(dir, 'bad.json'), '{"key":"SECRETCANARY"}');
    nowMs += 3_000;
    assert.equal((await ring.current()).kid, kid);
    await assert.rejects(openKeyRing(dir), (error: Error) => {
      assert.match(error.message, /bad\.json/);
      return !error.message.includes('SECRETCANARY');
    });
  });
});

describe('code snippets of docs/receipts.md', () => {
  const RUNNERS: Record<string, { readonly command: string; readonly extension: string }> = {
    js: { command: process.execPath, extension: 'mjs' },
    perl: { command: '/usr/bin/perl', extension: 'pl' },
    python: { command: '/usr/bin/python3', extension: 'py' },
  };
  const snippetOf = (page: string, language: string): string => {
    const fence = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'm');
    return fence.exec(readFileSync(join(ROOT, page), 'utf8'))?.[1] ?? '';
  };

  for (const [language, { command, extension }] of Object.entries(RUNNERS)) {
    test(`${language}: accepts a valid receipt and rejects invalid ones`, async () => {
      const dir = folder();
      await rotateKeys(dir);
      const ring = await openKeyRing(dir);
      const server = createServer(async (_request, response) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(await ring.jwks()));
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      cleanup(() => server.close());
      const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

      const snippet = snippetOf('docs/receipts.md', language);
      assert.equal(snippetOf('docs/receipts.ru.md', language), snippet, 'both languages show one snippet');
      assert.ok(snippet.includes(settings.issuer));
      // Placed beside this file, so that Node can resolve `jose`.
      const file = join(
        dirname(fileURLToPath(import.meta.url)),
        `receipt-snippet-${randomUUID()}.${extension}`,
      );
      writeFileSync(file, snippet.replace(settings.issuer, issuer));
      cleanup(() => rmSync(file, { force: true }));
      const run = (receipt: string): Promise<{ ok: boolean; out: string }> =>
        new Promise((done) => {
          execFile(command, [file, receipt], (error, out, err) => {
            done({ ok: error === null, out: error === null ? out : `${out}${err}` });
          });
        });

      const id = randomUUID();
      const sign = (audience = settings.audience, now = Date.now): Promise<string | undefined> =>
        createReceipts(ring, { issuer, audience }, now).sign({ id, benefit: 'large-family' });
      const good = (await sign()) ?? '';
      assert.deepEqual(await run(good), { ok: true, out: `large-family ${id}\n` });

      const { privateKey } = await ring.current();
      const header = { ...decodeProtectedHeader(good), alg: 'ES256' };
      const [head = '', body = '', signature = ''] = good.split('.');
      const altered = Buffer.from(body, 'base64url').toString().replace('large-family', 'student');
      const bad: Record<string, string | undefined> = {
        'for another server': await sign('https://other.example'),
        expired: await sign(settings.audience, () => Date.now() - (RECEIPT_LIFE_S + 5) * 1_000),
        altered: `${head}.${Buffer.from(altered).toString('base64url')}.${signature}`,
        unsigned: `${Buffer.from('{"alg":"none","typ":"cid-receipt+jwt"}').toString('base64url')}.${body}.`,
        'of another type': await new SignJWT({ ...decodeJwt(good) })
          .setProtectedHeader({ ...header, typ: 'JWT' })
          .sign(privateKey),
        'not confirmed': await new SignJWT({ ...decodeJwt(good), outcome: 'not-confirmed' })
          .setProtectedHeader(header)
          .sign(privateKey),
        'no JWS': 'x',
      };
      await Promise.all(
        Object.entries(bad).map(async ([what, receipt]) => {
          const { ok, out } = await run(receipt ?? '');
          assert.ok(!ok, `${what} was accepted: ${out}`);
        }),
      );
    });
  }
});
