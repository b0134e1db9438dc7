/**
 * Three gateways share one Redis, as in a region. One is killed under load, and no code may be confirmed
 * twice.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFakeMax, success } from './testing/fake-max.js';
import { launchGateway, newCode, startRedis, withMax } from './testing/harness.js';

const CODES = 60;

test('three gateways on one Redis confirm each code at most once, also when one is killed', async () => {
  const [max, redis] = [await startFakeMax(), await startRedis()];
  const settings = withMax(max.url, { CID_STORE: redis.url, CID_RATE_PER_MINUTE: '1000000' });
  const gateways = await Promise.all([1, 2, 3].map(() => launchGateway(settings)));
  const [victim] = gateways;
  assert.ok(victim);
  let unanswered = 0;
  const confirmed = new Map<string, number>();
  const codes = Array.from({ length: CODES }, newCode);
  for (const code of codes) max.on(code, success({ student: { status: true } }));
  const queue = [...codes];
  const desk = async (): Promise<void> => {
    for (let code = queue.shift(); code !== undefined; code = queue.shift()) {
      if (queue.length === CODES / 2) victim.child.kill('SIGKILL');
      const one = code;
      await Promise.all(
        gateways.map(async (gateway) => {
          try {
            const { outcome } = await gateway.check(one);
            if (outcome === 'confirmed') confirmed.set(one, (confirmed.get(one) ?? 0) + 1);
          } catch {
            unanswered++;
          }
        }),
      );
    }
  };
  await Promise.all([desk(), desk(), desk(), desk()]);
  for (const code of codes) {
    assert.ok((confirmed.get(code) ?? 0) <= 1, 'confirmed twice');
    assert.ok(max.count(code) <= 1, 'sent to MAX twice');
  }
  assert.ok(unanswered > 0, 'no request was cut off by the kill');
  // Only claims that the killed process had not answered are lost: their codes stay used.
  assert.ok(confirmed.size >= CODES - 8, `${confirmed.size} of ${CODES}`);
});

test('two processes on one Redis share a rate limit', async () => {
  const redis = await startRedis();
  const settings = { CID_STORE: redis.url, CID_RATE_PER_MINUTE: '6' };
  const gateways = await Promise.all([1, 2].map(() => launchGateway(settings)));
  const statuses: number[] = [];
  for (let i = 0; i < 10; i++) {
    const response = await gateways[i % 2]?.post({ code: newCode(), benefit: 'student' });
    statuses.push(response?.status ?? 0);
  }
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 429, 429, 429, 429]);
});
