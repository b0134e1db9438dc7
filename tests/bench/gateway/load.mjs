// A load generator over plain sockets: keep-alive, one check at a time per connection, a new code for each
// check.
import { connect } from 'node:net';

let serial = 0;
const stamp = Date.now().toString(36);

function request() {
  const code = `https://www.gosuslugi.ru/m5/${stamp}${(serial++).toString(36).padStart(8, '0')}?p=f`;
  const body = JSON.stringify({
    code,
    benefit: 'student',
    workstation: 'desk 1',
    capturedAt: '2026-11-22T12:00:00Z',
  });
  return `POST /v1/checks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** @param {number} port */
async function open(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise((done, refuse) => socket.once('connect', done).once('error', refuse));
  let received = '';
  /** @type {((ok: boolean) => void) | undefined} */
  let waiting;
  socket.on('data', (data) => {
    received += data.toString('latin1');
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    const ok = received.startsWith('HTTP/1.1 200') && !received.includes('"failed"');
    received = '';
    waiting?.(ok);
  });
  return {
    ask: () =>
      /** @type {Promise<boolean>} */ (
        new Promise((done) => {
          waiting = done;
          socket.write(request());
        })
      ),
    close: () => socket.destroy(),
  };
}

/**
 * Runs as many checks as possible within `ms`.
 * @param {number} port
 * @param {{ connections: number, ms?: number, count?: number }} options
 */
export async function saturate(
  port,
  { connections, ms = Number.POSITIVE_INFINITY, count = Number.POSITIVE_INFINITY },
) {
  const lanes = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const start = performance.now();
  let done = 0;
  let failed = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      while (performance.now() - start < ms && done < count) {
        if (!(await lane.ask())) failed++;
        done++;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  for (const lane of lanes) lane.close();
  return { perSecond: done / seconds, done, failed };
}

/** Excluded from the measurement, because new connections are still being accepted, ms. */
const WARM_UP_MS = 1_000;

/**
 * Checks at a constant rate. Latency counts from the scheduled time of each.
 * @param {number} port
 * @param {{ connections: number, ms: number, perSecond: number }} options
 */
export async function steady(port, { connections, ms, perSecond }) {
  const free = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const lanes = [...free];
  /** @type {number[]} */
  const latencies = [];
  const start = performance.now();
  let sent = 0;
  let failed = 0;
  /** @type {Promise<void>[]} */
  const running = [];
  while (performance.now() - start < WARM_UP_MS + ms) {
    const due = Math.floor(((performance.now() - start) * perSecond) / 1_000);
    while (sent < due && free.length > 0) {
      const lane = free.pop();
      const dueAt = start + (sent++ * 1_000) / perSecond;
      if (!lane) break;
      running.push(
        lane.ask().then((ok) => {
          if (!ok) failed++;
          if (dueAt - start >= WARM_UP_MS) latencies.push(performance.now() - dueAt);
          free.push(lane);
        }),
      );
    }
    await new Promise((next) => setTimeout(next, 1));
  }
  await Promise.all(running);
  for (const lane of lanes) lane.close();
  latencies.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), failed, done: latencies.length };
}
