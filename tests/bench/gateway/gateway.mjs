// npm run bench -- --only gateway: compares the gateway with a bare proxy in one run on one machine, with the
// same fake MAX.
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { saturate, steady } from './load.mjs';

const HERE = new URL('.', import.meta.url);
const MAIN = fileURLToPath(new URL('../../../packages/gateway/dist/main.js', HERE));
const TICKS_PER_SECOND = 100;

/** @typedef {{ pid: number, port: number, readyMs: number, stop: () => Promise<void> }} Running */

/** @param {import('node:child_process').ChildProcess} child */
const stopper = (child) => async () => {
  const ended = new Promise((done) => child.once('close', done));
  child.kill('SIGKILL');
  await ended;
};

/** @param {string} name @param {Record<string, string>} [env] @returns {Promise<Running>} */
async function forked(name, env = {}) {
  const start = performance.now();
  const child = fork(fileURLToPath(new URL(name, HERE)), { env: { PATH: process.env.PATH ?? '', ...env } });
  const { port } = await new Promise((done) => child.once('message', done));
  return { pid: child.pid ?? 0, port, readyMs: performance.now() - start, stop: stopper(child) };
}

/** @param {Record<string, string>} env @returns {Promise<Running>} */
async function gateway(env) {
  const start = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', CID_PORT: '0', CID_RATE_PER_MINUTE: '1000000', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const port = await new Promise((done, refuse) => {
    child.once('close', () => refuse(new Error(text)));
    child.stdout.on('data', (data) => {
      // Read and discard the log, as a service manager does.
      if (text.length > 10_000) return;
      text += data;
      const found = /http:\/\/127\.0\.0\.1:(\d+)\/\n/.exec(text);
      if (found) done(Number(found[1]));
    });
  });
  return { pid: child.pid ?? 0, port, readyMs: performance.now() - start, stop: stopper(child) };
}

/** CPU time used by a process, seconds. @param {number} pid */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** @param {number} pid */
const rssMb = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

/** Starts a Redis server without persistence; `undefined` if it is not installed. @param {string} folder */
async function redis(folder) {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  await new Promise((done) => probe.close(done));
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: 'ignore' },
  );
  let missing = false;
  child.once('error', () => {
    missing = true;
  });
  for (let i = 0; i < 100 && !missing; i++) {
    const up = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true)).once('error', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
    if (up) return { url: `redis://127.0.0.1:${port}`, stop: stopper(child) };
    await new Promise((done) => setTimeout(done, 50));
  }
  return undefined;
}

const round = (/** @type {number} */ value, digits = 2) => Number(value.toFixed(digits));
const median = (/** @type {number[]} */ values) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** @param {{ quick?: boolean, long?: boolean, say?: (line: string) => void }} [options] */
export async function gatewayBench({ quick = false, long = false, say = console.log } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cid-bench-'));
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, 'token');
  const max = await forked('fake-max.mjs');
  const store = await redis(folder);
  const env = {
    CID_VERIFIER: 'max',
    CID_MAX_URL: `http://127.0.0.1:${max.port}/v2/business/pos/age-verification`,
    CID_MAX_TOKEN_FILE: tokenFile,
  };
  /** @type {Record<string, () => Promise<Running>>} */
  const subjects = {
    bare: () => forked('bare-proxy.mjs', env),
    memory: () => gateway(env),
    file: () => gateway({ ...env, CID_STORE: `file:${join(folder, 'store.db')}` }),
    ...(store ? { redis: () => gateway({ ...env, CID_STORE: store.url }) } : {}),
  };
  const roundMs = quick ? 1_500 : 4_000;
  const rounds = quick ? 2 : 5;
  /**
   * @type {Record<string, { perSecond: number[], cpuMs: number[], rate: number, p50: number[], p99: number[],
   * bareP50: number[], bareP99: number[], failed: number }>}
   */
  const seen = {};
  /** @type {Record<string, Running>} */
  const running = {};
  for (const [name, start] of Object.entries(subjects)) {
    running[name] = await start();
    seen[name] = { perSecond: [], cpuMs: [], rate: 0, p50: [], p99: [], bareP50: [], bareP99: [], failed: 0 };
    await saturate(running[name].port, { connections: 32, ms: roundMs });
  }
  // Interleaved rounds, so that other load on the machine affects all subjects equally.
  for (let i = 0; i < rounds; i++) {
    for (const [name, { pid, port }] of Object.entries(running)) {
      const before = cpuSeconds(pid);
      const { perSecond, done, failed } = await saturate(port, { connections: 32, ms: roundMs });
      seen[name]?.perSecond.push(perSecond);
      seen[name]?.cpuMs.push(((cpuSeconds(pid) - before) * 1_000) / done);
      if (seen[name]) seen[name].failed += failed;
    }
  }
  // At half of the maximum rate, with the bare proxy at the same rate.
  const { bare: bareOne, ...others } = running;
  for (const [name, one] of Object.entries(others)) {
    const row = seen[name];
    if (!row || !bareOne) continue;
    row.rate = median([...row.perSecond]) / 2;
    for (let i = 0; i < rounds; i++) {
      const load = { connections: 256, ms: roundMs, perSecond: row.rate };
      const beside = await steady(bareOne.port, load);
      const { p50, p99, failed } = await steady(one.port, load);
      row.p50.push(p50);
      row.p99.push(p99);
      row.bareP50.push(beside.p50);
      row.bareP99.push(beside.p99);
      row.failed += failed;
    }
  }
  const memory = running.memory;
  /** @type {{ after100k?: number, after1m?: number }} */
  const rss = {};
  if (long && memory) {
    await saturate(memory.port, { connections: 32, count: 100_000 });
    rss.after100k = rssMb(memory.pid);
    await saturate(memory.port, { connections: 32, count: 900_000 });
    rss.after1m = rssMb(memory.pid);
  }
  for (const one of Object.values(running)) await one.stop();

  /** @type {Record<string, number>} */
  const starts = {};
  for (const name of ['bare', 'memory']) {
    const times = [];
    for (let i = 0; i < (quick ? 3 : 7); i++) {
      const one = await subjects[name]?.();
      if (!one) continue;
      times.push(one.readyMs);
      await one.stop();
    }
    starts[name] = median(times);
  }
  await max.stop();
  await store?.stop();
  rmSync(folder, { recursive: true, force: true });

  const bareRate = median(seen.bare?.perSecond ?? []);
  const rows = Object.entries(seen).map(([name, figures]) => ({
    store: name,
    'checks/s': round(median(figures.perSecond), 0),
    'of bare': round(median(figures.perSecond) / bareRate),
    'CPU ms': round(median(figures.cpuMs), 3),
    ...(figures.rate === 0
      ? {}
      : {
          'at checks/s': round(figures.rate, 0),
          'p50 ms': round(median(figures.p50)),
          'p99 ms': round(median(figures.p99)),
          'p50 added': round(median(figures.p50) - median(figures.bareP50)),
          'p99 added': round(median(figures.p99) - median(figures.bareP99)),
        }),
    failed: figures.failed,
  }));
  say(
    'Gateway beside a bare proxy; latency at half of what each store can do, the bare proxy at the same rate',
  );
  console.table(rows);
  const start = { bareMs: round(starts.bare ?? 0, 0), gatewayMs: round(starts.memory ?? 0, 0) };
  say(
    `start to ready: bare ${start.bareMs} ms, gateway ${start.gatewayMs} ms (${round(start.gatewayMs / start.bareMs)} times)`,
  );
  if (rss.after100k && rss.after1m)
    say(
      `RSS after 100,000 checks ${round(rss.after100k, 0)} MB, after 1,000,000 ${round(rss.after1m, 0)} MB (${round(rss.after1m / rss.after100k)} times)`,
    );
  return { rows, start, rss };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await gatewayBench({ quick: process.argv.includes('--quick'), long: process.argv.includes('--long') });
}
